// Whose credentials `whoami` and `validate` ask about: those of the role or profile that is named, else this shell's.
import {
  awsProfiles,
  type Held,
  holdProfile,
  holdRole,
  holdShell,
  isAwsProfile,
} from '../actions/held-credentials.ts';
import type { InstanceConfig } from '../domain/config.ts';
import { StsRefused, UserError } from '../domain/errors.ts';
import { type Explanation, explainRefusal } from '../domain/explain-refusal.ts';
import type { Role } from '../domain/role.ts';
import type { RoleList } from '../domain/role-list.ts';
import { readShellStatus } from '../domain/shell-status.ts';
import { loadRoles } from '../engine/load-roles.ts';
import type { Host } from '../host.ts';
import type { CallerIdentity } from '../ports/sts.ts';
import { detectShell } from '../shells/registry.ts';
import type { Options } from './command.ts';
import { regionOption } from './region-option.ts';
import { chooseRole } from './role-selection.ts';

export type HeldChoice = {
  readonly held: Held;
  /** The role of rolecall that was named; undefined for a profile of the AWS files and for this shell. */
  readonly role: Role | undefined;
  readonly instance: InstanceConfig | undefined;
};

/** The roles that are known; none with a config that is not right. */
export const knownRoles = async (host: Host): Promise<RoleList> => {
  try {
    return (await loadRoles(host.services)).roles;
  } catch {
    return [];
  }
};

const others = ['saved', 'account', 'role', 'arn', 'instance'];

/** A name that no role has, and a profile of the AWS files does. */
const foreignProfile = async (
  host: Host,
  args: readonly string[],
  options: Options,
): Promise<string | undefined> => {
  const name = options['profile'];
  if (typeof name !== 'string' || args.length > 0 || others.some((key) => options[key] !== undefined))
    return undefined;
  if ((await knownRoles(host)).some(({ profile }) => profile === name)) return undefined;
  return isAwsProfile(await awsProfiles(host.services), name) ? name : undefined;
};

/** Errors: those of choosing a role, and of getting its credentials. */
export const chooseHeld = async (
  host: Host,
  args: readonly string[],
  options: Options,
): Promise<HeldChoice> => {
  const asking = { services: host.services, env: host.env, region: regionOption(options) };
  const none = { role: undefined, instance: undefined };
  const isNamed = args.length > 0 || ['profile', ...others].some((key) => options[key] !== undefined);
  if (!isNamed) return { ...none, held: await holdShell(asking) };
  const foreign = await foreignProfile(host, args, options);
  if (foreign !== undefined) return { ...none, held: await holdProfile(asking, foreign) };
  const { role, instance } = await chooseRole(host, {
    args,
    options,
    action: undefined,
    isGuarded: false,
  });
  return { role, instance, held: await holdRole(asking, role, instance) };
};

const isPlain = (word: string): boolean => /^[A-Za-z0-9_][\w.@+:/-]*$/.test(word);

const renewalOf = async (host: Host, { held, role }: HeldChoice): Promise<string | undefined> => {
  if (held.sourceKind === 'role') return `rolecall login --instance ${role?.instance}`;
  const status = readShellStatus(host.env);
  if (held.sourceKind !== 'variables' || status.kind !== 'role' || !isPlain(status.profile)) return undefined;
  const shell = detectShell(host.env, host.platform, await host.parentName());
  return shell.capture(`rolecall env --profile ${status.profile}`);
};

/** AWS's no, as a person needs it. */
export type Refused = { readonly code: string; readonly explanation: Explanation };

/** Who STS says that they are. Errors: UpstreamFailed, UsageError. */
export const askIdentity = async (host: Host, choice: HeldChoice): Promise<CallerIdentity | Refused> => {
  const { keys, source, region } = choice.held;
  try {
    return await (await host.services.sts(region, keys)).getCallerIdentity();
  } catch (error) {
    if (!(error instanceof StsRefused)) throw error;
    const renewal = await renewalOf(host, choice);
    return { code: error.code, explanation: explainRefusal(error.code, { source, renewal, region }) };
  }
};

export const refusedError = ({ explanation }: Refused): UserError =>
  new UserError(explanation.what, { hint: explanation.next });
