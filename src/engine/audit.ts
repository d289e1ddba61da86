// What is worth a line in the audit log, recorded where it happens: once, whether it succeeds or fails, whoever asked.
import type { AuditEntry } from '../domain/audit-record.ts';
import { maskedKeyId } from '../domain/audit-record.ts';
import type { RoleCredentials } from '../domain/credentials.ts';
import { Cancelled, Terminated, UserError } from '../domain/errors.ts';
import { exitCodes } from '../domain/exit-codes.ts';
import type { RoleId } from '../domain/role.ts';
import type { Services } from '../ports/services.ts';

type Audited = Pick<Services, 'audit' | 'clock'>;

/** What it is about, known before the work. */
export type AuditSubject = Omit<AuditEntry, 'outcome' | 'duration_ms'>;

/** What the work adds to it. `outcome` stands for an answer that is no success. */
export type AuditFacts = Partial<Pick<AuditEntry, 'key_id' | 'expires' | 'source' | 'outcome'>>;

export const outcomeOf = (error: unknown): number =>
  error instanceof UserError || error instanceof Cancelled || error instanceof Terminated
    ? error.exitCode
    : exitCodes.failed;

type Work<T> = {
  readonly subject: AuditSubject;
  readonly run: () => Promise<T>;
  readonly factsOf?: (result: T) => AuditFacts;
};

/** Runs the work and records it, success or failure. Errors: those of the work. */
export const audited = async <T>(services: Audited, { subject, run, factsOf }: Work<T>): Promise<T> => {
  const audit = await services.audit();
  const started = services.clock.now();
  const record = (facts: AuditFacts): Promise<void> =>
    audit.record({
      ...subject,
      ...facts,
      outcome: facts.outcome ?? exitCodes.ok,
      duration_ms: Math.max(0, Math.round(services.clock.now() - started)),
    });
  let result: T;
  try {
    result = await run();
  } catch (error) {
    await record({ outcome: outcomeOf(error) });
    throw error;
  }
  await record(factsOf?.(result) ?? {});
  return result;
};

/** A role that was asked for; its profile where that is known. */
export const aboutRole = (
  event: AuditEntry['event'],
  role: RoleId & { readonly profile?: string },
): AuditSubject => ({
  event,
  instance: role.instance,
  account_id: role.accountId,
  role: role.roleName,
  profile: role.profile,
});

/** What may be told of credentials. */
export const aboutCredentials = (
  credentials: Pick<RoleCredentials, 'accessKeyId' | 'expiration'>,
  source: 'cache' | 'fetched',
): AuditFacts => ({
  key_id: maskedKeyId(credentials.accessKeyId),
  expires: new Date(credentials.expiration).toISOString(),
  source,
});
