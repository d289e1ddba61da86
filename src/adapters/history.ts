// history.json in the state folder: read whole, replaced whole, changed under a lock.
import { mkdirSync, readFileSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../domain/errors.ts';
import { type History, noHistory } from '../domain/history.ts';
import { historyText, type ReadHistory, readHistory } from '../domain/history-file.ts';
import type { HistoryStore } from '../ports/history.ts';
import type { Lock } from '../ports/lock.ts';
import { writeFileAtomic } from './atomic-file.ts';
import { cannotWrite } from './cannot-write.ts';

export type HistoryOptions = {
  /** Private to this person; made when missing. */
  readonly directory: string;
  readonly lock: () => Promise<Lock>;
  readonly now: () => number;
  readonly warn: (text: string) => void;
};

/** Bytes; more than any history that this program writes. */
const largest = 4 * 1024 * 1024;

type OnDisk =
  | ReadHistory
  | { readonly kind: 'none' }
  | { readonly kind: 'unreadable'; readonly reason: string };

const readFile = (path: string): OnDisk => {
  let text: string;
  try {
    const stats = statSync(path);
    // A FIFO would block the reader.
    if (!stats.isFile()) return { kind: 'unreadable', reason: 'it is not a file' };
    if (stats.size > largest) return { kind: 'broken' };
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const { code = 'unknown error' } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' ? { kind: 'none' } : { kind: 'unreadable', reason: code };
  }
  try {
    return readHistory(JSON.parse(text));
  } catch {
    return { kind: 'broken' };
  }
};

const asideName = (path: string, now: number): string =>
  `${path}.broken-${new Date(now).toISOString().replace(/\W/g, '')}`;

const putAside = (path: string, { now, warn }: HistoryOptions): void => {
  const aside = asideName(path, now());
  try {
    renameSync(path, aside);
    warn(
      `The history of roles in ${path} cannot be read. It was put aside as ${aside}, and a new one begins.`,
    );
  } catch {
    warn(`The history of roles in ${path} cannot be read. Remove the file to begin a new one.`);
  }
};

const newer = (path: string): string => `${path} was written by a newer rolecall, and is left as it is.`;

export const openHistory = (options: HistoryOptions): HistoryStore => {
  const path = join(options.directory, 'history.json');
  const locked = async <T>(work: () => Promise<T>): Promise<T> => (await options.lock()).run('history', work);
  const change: HistoryStore['change'] = (edit) =>
    locked(async () => {
      const onDisk = readFile(path);
      if (onDisk.kind === 'newer') throw new UserError(newer(path), { hint: 'Update rolecall here too.' });
      if (onDisk.kind === 'unreadable')
        throw new UserError(`${path} cannot be read: ${onDisk.reason}.`, { hint: 'Check the file.' });
      if (onDisk.kind === 'broken') putAside(path, options);
      const before = onDisk.kind === 'history' ? onDisk.history : noHistory;
      const after = edit(before);
      if (after === before) return before;
      try {
        mkdirSync(options.directory, { recursive: true, mode: 0o700 });
        await writeFileAtomic(path, historyText(after), { mode: 0o600 });
      } catch (error) {
        throw cannotWrite(path, error);
      }
      return after;
    });
  const load = async (): Promise<History> => {
    const onDisk = readFile(path);
    switch (onDisk.kind) {
      case 'history':
        return onDisk.history;
      case 'none':
        return noHistory;
      case 'newer':
        options.warn(newer(path));
        return noHistory;
      case 'unreadable':
        options.warn(`${path} cannot be read: ${onDisk.reason}. The history is left out.`);
        return noHistory;
      case 'broken':
        // Under the lock, and looked at once more: another process may have just put it right.
        return change((history) => history).catch(() => noHistory);
    }
  };
  return { load, change };
};
