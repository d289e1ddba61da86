// audit.jsonl: one line a use, appended in one write, so that processes do not mix their lines. A full file is put
// aside under a name of its own: two processes that do this at once lose nothing. A log that cannot be written is no
// reason to keep a person from their credentials, so every error here ends here. Opened without waiting and without
// following a link: a FIFO or a link that somebody left in its place blocks nothing and is not written to.
import {
  closeSync,
  constants,
  fchmodSync,
  fstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { type AuditRecord, auditLine, parseAuditLine } from '../domain/audit-record.ts';
import type { Audit } from '../ports/audit.ts';

/** What the program does now; the same for every host of a process. */
export type Activity = { command: string };

export type AuditLogOptions = {
  readonly activity: Activity;
  /** Private to this person; made when missing. */
  readonly directory: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly now: () => number;
  /** `audit: false` in the config turns it off. Asked at the first record. */
  readonly isOn: () => boolean | Promise<boolean>;
  readonly pid: number;
  readonly parentName: () => string | undefined;
  /** Bytes after which a file is put aside, and how many of these are kept. */
  readonly limits?: { readonly bytes: number; readonly files: number };
};

const usualLimits = { bytes: 4 * 1024 * 1024, files: 8 };

const current = 'audit.jsonl';
const asideForm = /^audit-[\w-]+\.jsonl$/;

const flags =
  constants.O_WRONLY |
  constants.O_APPEND |
  constants.O_CREAT |
  (constants.O_NOFOLLOW ?? 0) |
  (constants.O_NONBLOCK ?? 0);

const asideNames = (directory: string): readonly string[] =>
  readdirSync(directory)
    .filter((name) => asideForm.test(name))
    .sort();

const putAside = ({ directory, now, pid, limits = usualLimits }: AuditLogOptions): void => {
  const name = `audit-${new Date(now()).toISOString().replace(/\W/g, '')}-${pid}.jsonl`;
  renameSync(join(directory, current), join(directory, name));
  const names = asideNames(directory);
  for (const old of names.slice(0, Math.max(0, names.length - limits.files)))
    rmSync(join(directory, old), { force: true });
};

const open = (directory: string): number => {
  try {
    return openSync(join(directory, current), flags, 0o600);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    return openSync(join(directory, current), flags, 0o600);
  }
};

const append = (options: AuditLogOptions, line: string): void => {
  const file = open(options.directory);
  let size = 0;
  try {
    const stats = fstatSync(file);
    if (!stats.isFile()) return;
    if ((stats.mode & 0o077) !== 0) fchmodSync(file, 0o600);
    writeSync(file, line);
    size = stats.size;
  } finally {
    closeSync(file);
  }
  if (size > (options.limits ?? usualLimits).bytes) putAside(options);
};

const userOf = (env: AuditLogOptions['env']): string =>
  env['USER'] || env['LOGNAME'] || env['USERNAME'] || `uid ${process.getuid?.() ?? 'unknown'}`;

const linesOf = (path: string): readonly string[] => {
  try {
    return readFileSync(path, 'utf8').split('\n');
  } catch {
    return [];
  }
};

const readAll = (directory: string, since: number): readonly AuditRecord[] => {
  let names: readonly string[];
  try {
    names = [...asideNames(directory), current];
  } catch {
    return [];
  }
  return names
    .flatMap((name) => linesOf(join(directory, name)))
    .map(parseAuditLine)
    .filter((record) => record !== undefined)
    .filter((record) => Date.parse(record.time) >= since)
    .sort((a, b) => Date.parse(a.time) - Date.parse(b.time));
};

export const openAuditLog = (options: AuditLogOptions): Audit => {
  const { activity } = options;
  return {
    began: (name) => {
      activity.command = name;
    },
    command: () => activity.command,
    record: async (entry) => {
      try {
        if (!(await options.isOn())) return;
        const { event, ...facts } = entry;
        const time = new Date(options.now()).toISOString();
        const { env, pid, parentName } = options;
        const about = { pid, parent: parentName() };
        append(
          options,
          auditLine({ time, event, command: activity.command, user: userOf(env), ...facts, ...about }),
        );
      } catch {
        // Said above.
      }
    },
    read: async (since) => readAll(options.directory, since),
  };
};
