// The last time that `process` had no credentials to give. SDKs show little or nothing of what it says then, so it is
// kept for where a person looks. It holds what was said on stderr, and no secret.
import { isSameRole, type RoleId } from '../domain/role.ts';
import { sanitize } from '../domain/sanitize.ts';
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
  /** When that role had new credentials after all (ms); undefined while it had none. */
  readonly mendedAt: number | undefined;
};

const name = 'last failure of process';

// More than `process` ever says.
const longestText = 600;

export const keepLastFailure = async (
  services: Pick<Services, 'notes'>,
  failure: Omit<LastFailure, 'mendedAt'>,
): Promise<void> => (await services.notes()).write(name, failure);

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' ? sanitize(value, longestText) : undefined;

/** Undefined when there was none yet. Its texts are sanitised. */
export const lastFailure = async (services: Pick<Services, 'notes'>): Promise<LastFailure | undefined> => {
  const note = await (await services.notes()).read(name);
  if (typeof note !== 'object' || note === null) return undefined;
  const { at, exitCode, instance, accountId, roleName, mendedAt, ...rest } = note as Record<string, unknown>;
  const text = textOf(rest['text']);
  if (typeof at !== 'number' || typeof exitCode !== 'number' || text === undefined) return undefined;
  const role = { instance: textOf(instance), accountId: textOf(accountId), roleName: textOf(roleName) };
  return { at, exitCode, text, ...role, mendedAt: typeof mendedAt === 'number' ? mendedAt : undefined };
};

/** The role that it is about, where that was known. */
export const failedRole = ({ instance, accountId, roleName }: LastFailure): RoleId | undefined =>
  instance === undefined || accountId === undefined || roleName === undefined
    ? undefined
    : { instance, accountId, roleName };

/** Called when a role has new credentials: a failure of it is then told as one of the past. */
export const mendLastFailure = async (
  services: Pick<Services, 'notes' | 'clock'>,
  role: RoleId,
): Promise<void> => {
  const failure = await lastFailure(services);
  const failed = failure && failedRole(failure);
  if (failure === undefined || failed === undefined || failure.mendedAt !== undefined) return;
  if (!isSameRole(failed, role)) return;
  await (await services.notes()).write(name, { ...failure, mendedAt: services.clock.now() });
};
