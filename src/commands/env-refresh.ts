// `env --refresh`: the role that the shell holds, again. With `--cached` it is for hooks, which must wait for nothing.
import { UsageError, UserError } from '../domain/errors.ts';
import { guarded } from '../domain/guarded.ts';
import { isRegion } from '../domain/region.ts';
import { readShellStatus } from '../domain/shell-status.ts';
import { aboutCredentials, aboutRole, audited } from '../engine/audit.ts';
import { type HeldCredentials, livingCredentials } from '../engine/role-credentials.ts';
import type { Host } from '../host.ts';
import type { Options } from './command.ts';
import { type ChosenRole, chooseRole } from './role-selection.ts';

const selectors = ['profile', 'account', 'role', 'arn', 'here', 'saved', 'instance', 'clear'];

/** The options that ask for the role of the shell again, in its region and as it is held. Errors: UserError where it has none. */
export const refreshOptions = (host: Host, args: readonly string[], options: Options): Options => {
  if (args.length > 0 || selectors.some((name) => options[name] !== undefined))
    throw new UsageError('--refresh is about the role that this shell holds: name no other.');
  const held = readShellStatus(host.env);
  if (held.kind !== 'role')
    throw new UserError('This shell holds no role to renew.', { hint: 'Pick one: eval "$(rolecall env)"' });
  const region = host.env['ROLECALL_ASKED_REGION'];
  return {
    ...(region !== undefined && isRegion(region) ? { region } : {}),
    exportMode: held.heldBy === 'keys' ? 'credentials' : held.heldBy,
    ...options,
    instance: held.instance,
    arn: `${held.accountId}:${held.roleName}`,
  };
};

/** As `chooseRole`, without the picker. */
export const chooseHeld = (host: Host, options: Options): Promise<ChosenRole> =>
  chooseRole(host, { args: [], options, action: undefined });

/** Keys from the cache that live longer than those of the shell. Asks nobody for anything. */
export const laterKeys = async (
  host: Host,
  { role, instance }: ChosenRole,
): Promise<HeldCredentials | undefined> => {
  const { services } = host;
  const { origin } = await services.identityCenter(instance);
  const found = await livingCredentials({ services, role, instance, origin });
  const end = Number(host.env['ROLECALL_EXPIRES_AT'] || Number.NaN) * 1000;
  if (found === undefined || !(found.expiration >= end + 1000)) return undefined;
  return audited(services, {
    subject: aboutRole('credentials', role),
    run: async () => guarded({ ...found, source: 'cache' as const, staleReason: undefined }),
    factsOf: (held) => aboutCredentials(held, held.source),
  });
};
