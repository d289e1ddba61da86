// The outside as `doctor` sees it. Nothing here is opened that could block (a FIFO), followed where it could mislead, or
// believed; what cannot be looked at is not there.
import { accessSync, constants, promises as fs, type Stats } from 'node:fs';
import { connect } from 'node:net';
import { userInfo } from 'node:os';
import { basename, delimiter, dirname, isAbsolute, join } from 'node:path';
import { UserError } from '../domain/errors.ts';
import type { Entry, Inspection, Installed, Person, ServerTime } from '../ports/inspection.ts';
import { ExchangeFailed, exchange } from './aws-http/exchange.ts';
import { cannotWrite } from './cannot-write.ts';
import type { Folders } from './folders.ts';

export type InspectionOptions = {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  readonly folders: Folders;
  readonly now: () => number;
  readonly storeLock: Inspection['storeLock'];
};

const networkLimits = { connect: 3_000, total: 4_000, bytes: 64 * 1024 };
const mostEntries = 2_000;
const deepest = 2;

const quietly = async <T>(look: () => Promise<T>): Promise<T | undefined> => {
  try {
    return await look();
  } catch {
    return undefined;
  }
};

const kindOf = (stats: Stats | undefined): Entry['kind'] => {
  if (stats === undefined) return 'nothing';
  if (stats.isFile()) return 'file';
  if (stats.isDirectory()) return 'folder';
  return stats.isSocket() ? 'socket' : 'other';
};

const look = async (path: string, platform: NodeJS.Platform): Promise<Entry | undefined> => {
  let own: Stats;
  try {
    own = await fs.lstat(path);
  } catch (error) {
    const isHidden = ['EACCES', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '');
    return isHidden
      ? { path, kind: 'hidden', isLink: false, mode: undefined, ownerId: undefined, changedAt: 0 }
      : undefined;
  }
  const stats = own.isSymbolicLink() ? await quietly(() => fs.stat(path)) : own;
  const hasOwners = platform !== 'win32';
  return {
    path,
    kind: kindOf(stats),
    isLink: own.isSymbolicLink(),
    mode: hasOwners && stats !== undefined ? stats.mode & 0o777 : undefined,
    ownerId: hasOwners ? (stats ?? own).uid : undefined,
    changedAt: (stats ?? own).mtimeMs,
  };
};

const list = async (folder: string, platform: NodeJS.Platform): Promise<readonly Entry[]> => {
  const found: Entry[] = [];
  const walk = async (path: string, depth: number): Promise<void> => {
    for (const name of (await quietly(() => fs.readdir(path))) ?? []) {
      if (found.length >= mostEntries) return;
      const entry = await look(join(path, name), platform);
      if (entry === undefined) continue;
      found.push(entry);
      if (entry.kind === 'folder' && !entry.isLink && depth < deepest) await walk(entry.path, depth + 1);
    }
  };
  await walk(folder, 1);
  return found;
};

/** A folder of the system may hold mounts that hang when they are looked at: what is not meant is left alone. */
const find = async (folder: string, name: RegExp, platform: NodeJS.Platform): Promise<readonly Entry[]> => {
  const names = ((await quietly(() => fs.readdir(folder))) ?? []).filter((one) => name.test(one));
  const found = await Promise.all(
    names.slice(0, mostEntries).map((one) => look(join(folder, one), platform)),
  );
  return found.filter((entry) => entry !== undefined);
};

const isRunnable = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** The package that a file of rolecall belongs to lies one or two folders above it. */
const versionOf = async (realPath: string): Promise<string | undefined> => {
  for (const folder of [dirname(realPath), dirname(dirname(realPath))]) {
    const text = await quietly(() => fs.readFile(join(folder, 'package.json'), 'utf8'));
    const about = await quietly(async () => JSON.parse(text ?? '') as Record<string, unknown>);
    if (about?.['name'] === 'rolecall' && typeof about['version'] === 'string') return about['version'];
  }
  return undefined;
};

const installed = async (path: string): Promise<Installed | undefined> => {
  if (!isAbsolute(path)) return undefined;
  const realPath = await quietly(() => fs.realpath(path));
  const stats = realPath === undefined ? undefined : await quietly(() => fs.stat(realPath));
  if (realPath === undefined || stats?.isFile() !== true) return undefined;
  if (!isRunnable(path) && !/\.[cm]?js$/.test(realPath)) return undefined;
  return { path, realPath, version: await versionOf(realPath) };
};

const onPath = async ({ env, platform }: InspectionOptions, name: string): Promise<readonly Installed[]> => {
  const names = platform === 'win32' ? [`${name}.exe`, `${name}.cmd`] : [name];
  const found: Installed[] = [];
  for (const folder of (env['PATH'] ?? env['Path'] ?? '').split(delimiter).filter(isAbsolute))
    for (const candidate of names) {
      const one = await installed(join(folder, candidate));
      if (one !== undefined) found.push(one);
    }
  return found;
};

const isListening = (path: string): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ path });
    const finish = (answer: boolean): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve(answer);
    };
    // Somebody who is slow to answer is there all the same.
    const timer = setTimeout(() => finish(true), 500);
    socket.once('connect', () => finish(true));
    socket.once('error', (error: NodeJS.ErrnoException) =>
      finish(error.code !== 'ECONNREFUSED' && error.code !== 'ENOENT'),
    );
  });

const serverTime = async (url: URL, { env, now }: InspectionOptions): Promise<ServerTime> => {
  try {
    const sent = now();
    const answer = await exchange({ method: 'HEAD', url, headers: {} }, { env, limits: networkLimits });
    const theirs = Date.parse(answer.headers['date'] ?? '');
    if (Number.isNaN(theirs)) return { kind: 'unreachable', reason: `${url.host} told no time.` };
    // The header counts whole seconds, and the answer was on its way for some time.
    return { kind: 'answered', skew: Math.round((sent + now()) / 2 - (theirs + 500)) };
  } catch (error) {
    if (error instanceof ExchangeFailed || error instanceof UserError)
      return { kind: 'unreachable', reason: error.message };
    throw error;
  }
};

const person = (platform: NodeJS.Platform): Person => {
  try {
    const { uid, username } = userInfo();
    return { userId: platform === 'win32' ? undefined : uid, name: username };
  } catch {
    return { userId: process.getuid?.(), name: undefined };
  }
};

const requireOwn = (stats: Stats, path: string): void => {
  const uid = process.getuid?.();
  if (!stats.isSymbolicLink() && (uid === undefined || stats.uid === uid)) return;
  throw new UserError(`${basename(path)} is a link, or belongs to another user: it was left alone.`);
};

const attempt = async (path: string, work: () => Promise<void>): Promise<void> => {
  try {
    await work();
  } catch (error) {
    throw error instanceof UserError ? error : cannotWrite(path, error);
  }
};

export const openInspection = (options: InspectionOptions): Inspection => {
  const { folders, platform, storeLock } = options;
  return {
    places: folders,
    person: person(platform),
    look: (path) => look(path, platform),
    list: (folder) => list(folder, platform),
    find: (folder, name) => find(folder, name, platform),
    onPath: (name) => onPath(options, name),
    installed,
    isListening,
    serverTime: (url) => serverTime(url, options),
    storeLock,
    close: (path, mode) =>
      attempt(path, async () => {
        requireOwn(await fs.lstat(path), path);
        await fs.chmod(path, mode);
      }),
    remove: (path) =>
      attempt(path, async () => {
        const stats = await fs.lstat(path);
        requireOwn(stats, path);
        if (stats.isFile() || stats.isSocket()) await fs.rm(path);
      }),
  };
};
