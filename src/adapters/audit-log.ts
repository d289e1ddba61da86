// audit.jsonl: one line a use, appended in one write, so that processes do not mix their lines. A full file is put
// aside under a name of its own: two processes that do this at once lose nothing. A log that cannot be written is no
// reason to keep a person from their credentials, so every error here ends here. Opened without waiting and without
// following a link: a FIFO or a link that somebody left in its place blocks nothing and is not written to.
import {
  closeSync,
  constants,
  existsSync,
  fchmodSync,
  fstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { type AuditRecord, auditLine, parseAuditLine } from '../domain/audit-record.ts';
import { UserError } from '../domain/errors.ts';
import { lengthLimits, sanitize } from '../domain/sanitize.ts';
import { userNameIn } from '../domain/user-name.ts';
import type { Audit, OtherLogs } from '../ports/audit.ts';

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
  userNameIn(env) ?? `uid ${process.getuid?.() ?? 'unknown'}`;

const shown = (path: string): string => sanitize(path, lengthLimits.error);

const logsIn = (directory: string): readonly string[] =>
  [...asideNames(directory), current].map((name) => join(directory, name));

const linesOf = (path: string): readonly string[] => readFileSync(path, 'utf8').split('\n');

const recordsOf = (lines: readonly string[], since: number): OtherLogs => {
  const records: AuditRecord[] = [];
  let damaged = 0;
  for (const line of lines) {
    const record = parseAuditLine(line);
    if (record === undefined) damaged += line === '' ? 0 : 1;
    else if (Date.parse(record.time) >= since) records.push(record);
  }
  return { records: records.sort((a, b) => Date.parse(a.time) - Date.parse(b.time)), damaged };
};

const readOwn = (directory: string, since: number): readonly AuditRecord[] => {
  const lines = (path: string): readonly string[] => {
    try {
      return linesOf(path);
    } catch {
      return [];
    }
  };
  try {
    return recordsOf(logsIn(directory).flatMap(lines), since).records;
  } catch {
    return [];
  }
};

/** Errors: UserError. What is in a folder and no file might never end; a pipe is somebody's to name. */
const requireFile = (path: string): string => {
  if (statSync(path).isFile()) return path;
  throw new UserError(`${shown(path)} is no file.`);
};

/** A folder may lack the file that is written now, as one that was collected does. */
const filesAt = (path: string): readonly string[] =>
  statSync(path).isDirectory()
    ? logsIn(path)
        .filter((file) => existsSync(file))
        .map(requireFile)
    : [path];

const readOthers = (paths: readonly string[], since: number): OtherLogs => {
  const lines = new Set<string>();
  for (const path of paths) {
    try {
      for (const file of filesAt(path)) for (const line of linesOf(file)) lines.add(line);
    } catch (cause) {
      if (cause instanceof UserError) throw cause;
      const { code } = cause as NodeJS.ErrnoException;
      throw new UserError(`${shown(path)} cannot be read (${code ?? 'damaged'}).`, { cause });
    }
  }
  return recordsOf([...lines], since);
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
    read: async (since) => readOwn(options.directory, since),
    readOthers: async (paths, since) => readOthers(paths, since),
  };
};
