// A profile that an instance takes its base credentials from may run a program for them, and that program may be this
// one. While an instance's base is asked for, its name stands in the environment of whatever is run: a process that is
// asked for the same instance then says so and ends, before it waits for a lock that the first one holds.
import type { InstanceConfig } from './config.ts';
import { UsageError } from './errors.ts';
import { type RoleId, roleKey } from './role.ts';

/** Names of instances, with spaces between. */
export const baseGuard = 'ROLECALL_BASE_OF';

/** Roles that `process` is being asked for, with spaces between: a command that it runs may lead back to it, too. */
export const processGuard = 'ROLECALL_PROCESS_OF';

/** Roles whose plugin is being asked, with spaces between: whatever it runs may ask for others. */
export const pluginGuard = 'ROLECALL_PLUGIN_OF';

type Environment = Readonly<Record<string, string | undefined>>;

export const guardedNames = (env: Environment): readonly string[] =>
  (env[baseGuard] ?? '').split(' ').filter((name) => name !== '');

/** Does another rolecall wait for this one? Then this one may not wait for a lock that the other holds. */
export const isAwaitedByAnother = (env: Environment): boolean =>
  [baseGuard, processGuard].some((guard) => (env[guard] ?? '') !== '');

const phrase = 'takes its base credentials from itself';

/** Errors: UsageError where the plugin that is asked for this role runs us for the same. */
export const refusePluginCircle = (env: Environment, role: RoleId, plugin: string): void => {
  if (!(env[pluginGuard] ?? '').split(' ').includes(roleKey(role))) return;
  throw new UsageError(
    // In one line: of what a plugin's program says, the last is shown.
    `The plugin ${plugin} runs rolecall for ${role.roleName} in ${role.accountId}, which asks it again: let it use a profile of its own.`,
  );
};

/** Is this what another process said of a circle? */
export const tellsCircle = (text: string): boolean => text.includes(phrase);

const baseWords = (base: InstanceConfig['base']): string => {
  if (base?.kind === 'plugin') return `the plugin ${base.plugin.name}`;
  return base?.kind === 'profile' ? `profile ${base.profile}` : 'the environment';
};

/** Of a profile or a shell that is asked for by itself. No instance has such a name, so that no guard takes it for one. */
export const noInstance = 'whoami!';

export const circular = ({ name, base }: InstanceConfig): UsageError => {
  const source = baseWords(base);
  if (name === noInstance)
    return new UsageError(
      `${source} ${phrase}: what it runs asks rolecall for it again.`,
      'Let it use another source.',
    );
  return new UsageError(
    `${name} ${phrase}: ${source} runs rolecall for ${name} again.`,
    `Let ${name} use another source, or let that one use another instance.`,
  );
};

/** Errors: UsageError when the base of this instance is what the caller is being asked for. */
export const refuseCircle = (instance: InstanceConfig, env: Environment): void => {
  if (instance.base !== undefined && guardedNames(env).includes(instance.name)) throw circular(instance);
};

/**
 * A passphrase command, say, may itself run a tool with a profile that calls this program: without end, each waiting for
 * the next. So every program that is started for a role is told of it. Errors: UsageError when this one was.
 */
export const askingFor = (env: Environment, role: RoleId): Environment => {
  const key = roleKey(role);
  const asked = (env[processGuard] ?? '').split(' ').filter((word) => word !== '');
  if (asked.includes(key))
    throw new UsageError(
      `rolecall calls itself for ${role.roleName} in ${role.accountId}.`,
      'A program that rolecall runs (a passphrase command?) uses a profile that runs rolecall: unset AWS_PROFILE for it.',
    );
  return { ...env, [processGuard]: [...asked, key].join(' ') };
};
