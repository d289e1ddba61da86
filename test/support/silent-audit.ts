import type { AuditEntry } from '../../src/domain/audit-record.ts';
import type { Audit } from '../../src/ports/audit.ts';

/** Records nothing. */
export const silentAudit: Audit = {
  began: () => {},
  command: () => '',
  record: async () => {},
  read: async () => [],
  readOthers: async () => ({ records: [], damaged: 0 }),
};

/** Keeps what is recorded in `entries`. */
export const keptAudit = (): Audit & { readonly entries: AuditEntry[] } => {
  const entries: AuditEntry[] = [];
  let command = '';
  return {
    ...silentAudit,
    entries,
    began: (name) => {
      command = name;
    },
    command: () => command,
    record: async (entry) => {
      entries.push(entry);
    },
  };
};
