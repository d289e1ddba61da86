// A program whose AWS SDKs fetch the role's keys from us for as long as it runs, so that a job of hours never sees an
// expired key. The server is reached from loopback only, with a token that only the program's environment holds.
import { parseAwsIni } from '../domain/aws-ini/parse-aws-ini.ts';
import { identitiesOf } from '../domain/aws-ini/section-identity.ts';
import { UsageError } from '../domain/errors.ts';
import type { Variables } from '../domain/export-variables.ts';
import { guarded } from '../domain/guarded.ts';
import { defaultSlot } from '../domain/slot-name.ts';
import { credentialSlots } from '../engine/credential-slots.ts';
import type { CredentialServer } from '../ports/credential-server.ts';
import type { Services } from '../ports/services.ts';
import { type RunRequest, runWithRole } from './run-with-role.ts';

const keyNames: ReadonlySet<string> = new Set([
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'AWS_CREDENTIAL_EXPIRATION',
  'AWS_SESSION_EXPIRATION',
  'ROLECALL_KEY_ID',
]);

// What SDKs ask before a server, or prefer to its address and token.
const rivals = [
  'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI',
  'AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE',
  'AWS_WEB_IDENTITY_TOKEN_FILE',
  'AWS_ROLE_ARN',
];

const served =
  ({ uri, token }: CredentialServer) =>
  ({ set, unset }: Variables): Variables =>
    guarded({
      set: [
        ...set.filter(([name]) => !keyNames.has(name)),
        ['AWS_CONTAINER_CREDENTIALS_FULL_URI', uri(defaultSlot)],
        ['AWS_CONTAINER_AUTHORIZATION_TOKEN', token],
        ['ROLECALL_SERVER', uri(defaultSlot)],
      ],
      unset: [...unset, ...keyNames, ...rivals],
    });

const givesKeys: ReadonlySet<string> = new Set([
  'aws_access_key_id',
  'credential_process',
  'login_session',
  'role_arn',
  'sso_session',
  'sso_start_url',
]);

/** What cannot be read is the SDK's to refuse. */
const defaultOfConfig = (text: string): boolean => {
  try {
    return parseAwsIni(text).sections.some(
      ({ header, entries }) =>
        identitiesOf(header).has('profile default') && entries.some(({ key }) => givesKeys.has(key)),
    );
  } catch {
    return false;
  }
};

/** SDKs take keys of `[default]` before a server: the program would be somebody else, silently. */
const refuseDefaultKeys = async (services: Services): Promise<void> => {
  const files = await services.awsFiles();
  const isInCredentials = (await files.credentialsSections()).includes('default');
  if (!isInCredentials && !defaultOfConfig((await files.readConfig()) ?? '')) return;
  throw new UsageError(
    `Your AWS ${isInCredentials ? 'credentials file' : 'config'} gives keys to [default], which AWS SDKs prefer to a server.`,
    'Rename that section, name another file with AWS_SHARED_CREDENTIALS_FILE or AWS_CONFIG_FILE, or leave --server out.',
  );
};

/**
 * The child's exit status. `onProblem` hears, in one line without secrets, when renewals begin to fail.
 * Errors: UsageError for AWS files that would win over the server, UserError when the child cannot be started.
 */
export const runWithServer = async (
  services: Services,
  request: RunRequest,
  onProblem: (text: string) => void,
): Promise<number> => {
  await refuseDefaultKeys(services);
  const slots = credentialSlots(services, { onProblem });
  try {
    await slots.load(defaultSlot, request.role);
    const address = { port: 0, bind: '127.0.0.1', hostNames: [], tls: undefined };
    const server = await (await services.credentialServers()).start(address, slots);
    try {
      return await runWithRole(services, { ...request, change: served(server) });
    } finally {
      await server.close();
    }
  } finally {
    slots.close();
  }
};
