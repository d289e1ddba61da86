// A profile that an instance takes its base credentials from may run a program for them, and that program may be this
// one. While an instance's base is asked for, its name stands in the environment of whatever is run: a process that is
// asked for the same instance then says so and ends, before it waits for a lock that the first one holds.
import type { InstanceConfig } from './config.ts';
import { UsageError } from './errors.ts';

/** Names of instances, with spaces between. */
export const baseGuard = 'ROLECALL_BASE_OF';

/** Roles that this program is being asked for, by those who run it, with spaces between. */
export const processGuard = 'ROLECALL_PROCESS_OF';

/** Does a rolecall that is at work run this one? Then to wait for another may be to wait for oneself. */
export const isNested = (env: Environment): boolean => Boolean(env[baseGuard] || env[processGuard]);

type Environment = Readonly<Record<string, string | undefined>>;

export const guardedNames = (env: Environment): readonly string[] =>
  (env[baseGuard] ?? '').split(' ').filter((name) => name !== '');

const phrase = 'takes its base credentials from itself';

/** Is this what another process said of a circle? */
export const tellsCircle = (text: string): boolean => text.includes(phrase);

export const circular = ({ name, base }: InstanceConfig): UsageError => {
  const source = base?.kind === 'profile' ? `profile ${base.profile}` : 'the environment';
  return new UsageError(
    `${name} ${phrase}: ${source} runs rolecall for ${name} again.`,
    `Let ${name} use another profile, or let that profile use another instance.`,
  );
};

/** Errors: UsageError when the base of this instance is what the caller is being asked for. */
export const refuseCircle = (instance: InstanceConfig, env: Environment): void => {
  if (instance.base !== undefined && guardedNames(env).includes(instance.name)) throw circular(instance);
};
