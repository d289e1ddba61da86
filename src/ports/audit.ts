import type { AuditEntry, AuditRecord } from '../domain/audit-record.ts';

/** The audit log of this person on this machine. Nothing here throws, waits or fails a command. */
export type Audit = {
  /** What the program does from now on: the name of a command, or of the action that was picked. */
  readonly began: (command: string) => void;
  /** The name that `began` was given last. */
  readonly command: () => string;
  readonly record: (entry: AuditEntry) => Promise<void>;
  /** What is kept since then (ms), oldest first; damaged lines are left out. */
  readonly read: (since: number) => Promise<readonly AuditRecord[]>;
};
