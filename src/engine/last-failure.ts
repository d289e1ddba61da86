// The last time that `process` had no credentials to give. SDKs show little or nothing of what it says then, so it is
// kept for where a person looks. It holds what was said on stderr, and no secret.
import type { Services } from '../ports/services.ts';

export type LastFailure = {
  /** ms since the epoch */
  readonly at: number;
  readonly exitCode: number;
  /** One line. */
  readonly text: string;
  /** Undefined when it failed before the role was known. */
  readonly instance: string | undefined;
  readonly accountId: string | undefined;
  readonly roleName: string | undefined;
};

const name = 'last failure of process';

export const keepLastFailure = async (services: Services, failure: LastFailure): Promise<void> =>
  (await services.notes()).write(name, failure);

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** Undefined when there was none yet. */
export const lastFailure = async (services: Services): Promise<LastFailure | undefined> => {
  const note = await (await services.notes()).read(name);
  if (typeof note !== 'object' || note === null) return undefined;
  const { at, exitCode, text, instance, accountId, roleName } = note as Record<string, unknown>;
  if (typeof at !== 'number' || typeof exitCode !== 'number' || typeof text !== 'string') return undefined;
  const role = { instance: textOf(instance), accountId: textOf(accountId), roleName: textOf(roleName) };
  return { at, exitCode, text, ...role };
};
