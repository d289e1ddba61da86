import type { AuditEntry, AuditRecord } from '../domain/audit-record.ts';

export type OtherLogs = { readonly records: readonly AuditRecord[]; readonly damaged: number };

/** The audit log of this person on this machine. Nothing here throws, waits or fails a command. */
export type Audit = {
  /** What the program does from now on: the name of a command, or of the action that was picked. */
  readonly began: (command: string) => void;
  /** The name that `began` was given last. */
  readonly command: () => string;
  readonly record: (entry: AuditEntry) => Promise<void>;
  /** What is kept since then (ms), oldest first; damaged lines are left out. */
  readonly read: (since: number) => Promise<readonly AuditRecord[]>;
  /**
   * The same of other people or machines: files, or folders of such logs. A line that is in two of them counts once.
   * `damaged` counts what is no record. Errors: UserError for what cannot be read.
   */
  readonly readOthers: (paths: readonly string[], since: number) => Promise<OtherLogs>;
};
