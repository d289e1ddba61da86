// Keys of a profile of the AWS files, handed on as the AWS CLI would find them: for `auth_method: profile`.

import { type Held, holdProfile } from '../../actions/held-credentials.ts';
import { renderExports } from '../../actions/render-variables.ts';
import { maskedKeyId } from '../../domain/audit-record.ts';
import { UserError } from '../../domain/errors.ts';
import { exitCodes } from '../../domain/exit-codes.ts';
import { isoSeconds } from '../../domain/expiry.ts';
import { clearVariables } from '../../domain/export-variables.ts';
import { guarded } from '../../domain/guarded.ts';
import { audited } from '../../engine/audit.ts';
import type { Host } from '../../host.ts';
import { detectShell } from '../../shells/registry.ts';

/** The profiles that are being asked for, with spaces between: one of them may run this program again. */
const guardName = 'AWS_CLI_HELPER_OF';

const hold = async (host: Host, name: string): Promise<Held> => {
  const asked = (host.env[guardName] ?? '').split(' ').filter((word) => word !== '');
  if (asked.includes(name))
    throw new UserError(`The profile ${name} of the AWS files asks aws-cli-helper for itself.`, {
      hint: 'Let profile_name of the helper name another profile.',
    });
  const inside = host.withEnv({ ...host.env, [guardName]: [...asked, name].join(' ') });
  return audited(host.services, {
    subject: { event: 'credentials', profile: name },
    run: () => holdProfile({ services: inside.services, env: inside.env, region: undefined }, name),
    factsOf: ({ keys, expiration }) => ({
      key_id: maskedKeyId(keys.accessKeyId),
      source: 'fetched',
      ...(expiration === undefined ? {} : { expires: new Date(expiration).toISOString() }),
    }),
  });
};

export const printForeignKeys = async (host: Host, name: string): Promise<number> => {
  const { keys, expiration } = await hold(host, name);
  host.stdout.write(
    `${JSON.stringify({
      Version: 1,
      AccessKeyId: keys.accessKeyId,
      SecretAccessKey: keys.secretAccessKey,
      ...(keys.sessionToken === undefined ? {} : { SessionToken: keys.sessionToken }),
      ...(expiration === undefined ? {} : { Expiration: isoSeconds(expiration) }),
    })}\n`,
  );
  return exitCodes.ok;
};

export const exportForeignKeys = async (host: Host, name: string): Promise<number> => {
  const { keys, expiration, region } = await hold(host, name);
  const set: (readonly [string, string])[] = [
    ['AWS_ACCESS_KEY_ID', keys.accessKeyId],
    ['AWS_SECRET_ACCESS_KEY', keys.secretAccessKey],
    ...(keys.sessionToken === undefined ? [] : [['AWS_SESSION_TOKEN', keys.sessionToken] as const]),
    ...(expiration === undefined ? [] : [['AWS_CREDENTIAL_EXPIRATION', isoSeconds(expiration)] as const]),
    ['AWS_REGION', region],
  ];
  // Nothing of a role that the shell had may stay beside them.
  const cleared = clearVariables(host.env);
  const all = new Map([...cleared.set, ...set]);
  const unset = [...cleared.unset, 'AWS_PROFILE', 'AWS_DEFAULT_PROFILE'].filter((one) => !all.has(one));
  const shell = detectShell(host.env, host.platform, await host.parentName());
  host.stdout.write(renderExports(shell, guarded({ set: [...all], unset: [...new Set(unset)] })));
  return exitCodes.ok;
};
