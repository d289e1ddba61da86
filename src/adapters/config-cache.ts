// The parsed config.yaml. Reading YAML costs more than the rest of a cached command together, so what was read is kept as
// JSON in the cache folder, keyed by the file's time, size and inode, and by the shape of Config. Nothing here parses, so
// that the quick road loads no parser.
import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { browserCommands } from '../domain/browser-refs.ts';
import type { Config } from '../domain/config.ts';
import { UsageError } from '../domain/errors.ts';
import type { Folders } from './folders.ts';

/** Raise it whenever Config or its parsing changes. */
const cacheVersion = 16;

export const configPathOf = (folders: Folders): string => join(folders.config, 'config.yaml');

export const configCachePathOf = (folders: Folders): string => join(folders.cache, 'config.json');

/** Undefined where there is no file. */
export const configCacheKey = (path: string): string | undefined => {
  try {
    const { mtimeMs, size, ino } = statSync(path);
    return `${cacheVersion}:${path}:${mtimeMs}:${size}:${ino}`;
  } catch {
    return undefined;
  }
};

export const readCached = (path: string, key: string): Config | undefined => {
  try {
    const kept = JSON.parse(readFileSync(path, 'utf8')) as { readonly key?: string; readonly config: Config };
    return kept.key === key ? kept.config : undefined;
  } catch {
    return undefined;
  }
};

export const writeCached = (path: string, key: string, config: Config): void => {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    writeFileSync(path, JSON.stringify({ key, config }), { mode: 0o600 });
    // For TAB, which starts no program of ours.
    const names = (config.filters ?? []).map(({ name, query }) => `${name}\t${query.replace(/\s+/g, ' ')}\n`);
    const folder = join(dirname(path), 'completion');
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const temporary = join(folder, `.filters.${process.pid}.${Date.now()}.tmp`);
    writeFileSync(temporary, names.join(''), { mode: 0o600 });
    renameSync(temporary, join(folder, 'filters'));
  } catch {
    // A cache that cannot be written costs time, nothing else.
  }
};

const keysOfCommands = 'browser, clipboard_command, passphrase_command, mfa_command, plugins';

/** What the file tells us to run, we run as this person: nobody else may have put it there (security.md R18). */
export const refuseForeignCommands = (path: string, config: Config): void => {
  const uid = process.getuid?.();
  const commands = [
    ...browserCommands(config),
    config.secretStore.passphraseCommand,
    config.clipboardCommand,
    ...config.instances.map(({ mfa }) => mfa?.command),
    ...(config.plugins ?? []).map(({ path }) => path),
  ];
  if (uid === undefined || commands.every((command) => command === undefined)) return;
  const { uid: owner, mode } = statSync(path);
  if (owner !== uid && owner !== 0)
    throw new UsageError(
      `${path} names commands to run (${keysOfCommands}), and belongs to another user.`,
      'Remove these keys, or make the file your own.',
    );
  if ((mode & 0o022) !== 0)
    throw new UsageError(
      `${path} names commands to run (${keysOfCommands}), and other users may write it.`,
      `Run: chmod go-w ${path}`,
    );
};

export const hasConfig = (folders: Folders): boolean => configCacheKey(configPathOf(folders)) !== undefined;

/** Undefined where the file is to be read first. Errors: it names commands, and others may write it. */
export const cachedConfig = (folders: Folders): Config | undefined => {
  const path = configPathOf(folders);
  const key = configCacheKey(path);
  const config = key === undefined ? undefined : readCached(configCachePathOf(folders), key);
  if (config !== undefined) refuseForeignCommands(path, config);
  return config;
};
