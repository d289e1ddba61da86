// Where the key agent of a store listens. A socket lies in a folder that only this person can enter: the one of the
// login session, which goes with it, else the store's own. The name is a hash of machine, store and key, so that two
// homes, or a store and the one that replaced it, never meet. On Windows it is a named pipe; the key's id, which is
// random and lies in the private folder, keeps others from guessing its name.
import { createHash } from 'node:crypto';
import { lstatSync, type Stats } from 'node:fs';
import { hostname } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';

export type StorePlace = {
  /** The secret store's folder. */
  readonly directory: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
};

/** In bytes: macOS has room for 104 with the final zero, Linux for 108. */
const longestPath = 103;

const nameInOwnFolder = 'agent.sock';

const look = (path: string): Stats | undefined => {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
};

const isPrivate = (folder: string): boolean => {
  const stats = look(folder);
  return stats?.isDirectory() === true && stats.uid === process.getuid?.() && (stats.mode & 0o777) === 0o700;
};

/** Whoever was started without the session's variables (cron, some editors) finds its folder all the same. */
const sessionFolders = ({ env, platform }: StorePlace): readonly string[] => {
  const given = env['XDG_RUNTIME_DIR'] ?? '';
  const usual = platform === 'linux' ? [`/run/user/${process.getuid?.()}`] : [];
  return [given, ...usual].filter((folder) => folder.startsWith('/'));
};

/** The same for every program of this person. Where all else is too long, or open to others on
 * a file system without modes, it is a folder of its own under /tmp. */
export const agentAddress = (place: StorePlace, keyId: string): string => {
  const directory = resolve(place.directory);
  const named = JSON.stringify([hostname(), directory, keyId]);
  const hash = createHash('sha256').update(named).digest('hex').slice(0, 32);
  if (place.platform === 'win32') return `\\\\.\\pipe\\rolecall-agent-${hash}`;
  const candidates = [...sessionFolders(place), directory]
    .filter(isPrivate)
    .map((folder) => join(folder, `rolecall-${hash}.sock`));
  const fitting = candidates.find((path) => Buffer.byteLength(path) <= longestPath);
  return fitting ?? join(`/tmp/rolecall-${process.getuid?.()}-${hash}`, nameInOwnFolder);
};

/** Is its folder one that was made for it? */
export const isOwnFolder = (path: string): boolean => basename(path) === nameInOwnFolder;

export const isPipe = (path: string): boolean => path.startsWith('\\\\');

/** What has the name: nothing, a socket of ours in a private folder, or what nobody may talk to. */
export const whoseSocket = (path: string): 'nobody' | 'ours' | 'foreign' => {
  if (isPipe(path)) return 'ours';
  const stats = look(path);
  if (stats === undefined) return 'nobody';
  const isOurs = stats.isSocket() && stats.uid === process.getuid?.() && isPrivate(dirname(path));
  return isOurs ? 'ours' : 'foreign';
};
