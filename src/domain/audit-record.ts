// One line of the audit log (security.md R13): who used which role, when, and how it went. No secret, no URL, no code.
import { sanitize } from './sanitize.ts';

export type AuditEvent =
  /** Credentials of a role were handed out, or refused. */
  | 'credentials'
  /** Cached credentials of a role were taken from the disk. */
  | 'forgotten'
  /** A program that `exec` started has ended: `duration_ms` is how long it ran, `outcome` its own status. */
  | 'exec-ended'
  /** Credentials of a customer's role were got, for a case and a time. */
  | 'support'
  | 'login'
  | 'logout'
  /** Lasting keys were kept, made anew, or forgotten. */
  | 'keys'
  | 'profiles'
  /** What another tool knows was taken over, or put back. */
  | 'import'
  /** Files were closed to others or removed by `doctor --fix`. */
  | 'doctor'
  /** A folder's file was written, trusted or not trusted any more. */
  | 'folder'
  /** config.yaml was changed by a command of ours. */
  | 'config';

/** What the engine knows. `outcome` is the exit code that it means; `duration_ms` is whole milliseconds. */
export type AuditEntry = {
  readonly event: AuditEvent;
  readonly instance?: string | undefined;
  readonly account_id?: string | undefined;
  readonly role?: string | undefined;
  readonly profile?: string | undefined;
  /** Whose role it is, where it is a customer's. */
  readonly customer?: string | undefined;
  /** What it is accessed for. */
  readonly case?: string | undefined;
  /** The path of a folder's file. */
  readonly file?: string | undefined;
  /** `****` and the last four characters. */
  readonly key_id?: string | undefined;
  /** ISO 8601; when the credentials end. */
  readonly expires?: string | undefined;
  readonly source?: 'cache' | 'fetched' | undefined;
  readonly outcome: number;
  readonly duration_ms: number;
};

export type AuditRecord = AuditEntry & {
  /** ISO 8601 */
  readonly time: string;
  /** The command that was running, or the action that was picked. */
  readonly command: string;
  /** Who runs it, as the system names them. */
  readonly user: string;
  readonly pid: number;
  /** The program that started this one, where the system tells. */
  readonly parent?: string | undefined;
};

export const maskedKeyId = (accessKeyId: string): string => `****${accessKeyId.slice(-4)}`;

const longestText = 256;

const inert = (_name: string, value: unknown): unknown =>
  typeof value === 'string' ? sanitize(value, longestText) : value;

/** One line of JSON with its end; control characters and what reorders text are visible text in it. */
export const auditLine = (record: AuditRecord): string => `${JSON.stringify(record, inert)}\n`;

const isText = (value: unknown): value is string => typeof value === 'string';

/** A line as it was written; undefined for one that is damaged or foreign. */
export const parseAuditLine = (line: string): AuditRecord | undefined => {
  let value: unknown;
  try {
    value = JSON.parse(line, inert);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const record = value as Partial<AuditRecord>;
  const { time, event, command, user, outcome, duration_ms, instance, account_id, role, profile } = record;
  const isDated = isText(time) && Number.isFinite(Date.parse(time));
  const isWhole = isDated && isText(event) && isText(command) && isText(user);
  const isCounted = Number.isFinite(outcome) && Number.isFinite(duration_ms) && Number(duration_ms) >= 0;
  const names = [instance, account_id, role, profile];
  const isNamed = names.every((name) => name === undefined || isText(name));
  return isWhole && isCounted && isNamed ? (record as AuditRecord) : undefined;
};
