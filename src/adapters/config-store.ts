// config.yaml: read, checked and changed as text. What was read is kept in config-cache.ts.
import { isUtf8 } from 'node:buffer';
import { mkdirSync, readFileSync, realpathSync, rmSync, statSync } from 'node:fs';
import type { Config } from '../domain/config.ts';
import { UsageError } from '../domain/errors.ts';
import { parseConfig } from '../domain/parse-config.ts';
import type { ConfigChange, ConfigEdit, ConfigStore, NewInstance } from '../ports/config-store.ts';
import { writeFileAtomic } from './atomic-file.ts';
import { cannotWrite } from './cannot-write.ts';
import {
  configCacheKey,
  configCachePathOf,
  configPathOf,
  readCached,
  refuseForeignCommands,
  writeCached,
} from './config-cache.ts';
import { openConfigDraft } from './config-text/config-draft.ts';
import { changedConfigText } from './config-text/edit-config-text.ts';
import {
  checkConfigText,
  type FurtherCheck,
  readConfigText,
  valueInConfigText,
} from './config-text/read-config-text.ts';
import type { Folders } from './folders.ts';
import { ownThemeNames } from './theme-folder.ts';

const emptyConfig = (): Config => parseConfig(new Map()).config;

/** Bytes that are no UTF-8 would come back as other ones from the next change of the file. */
const notUtf8 = (path: string, bytes: Buffer): UsageError => {
  const line = bytes.toString('utf8').split('\u{fffd}')[0]?.split('\n').length ?? 1;
  return new UsageError(`${path}:${line}: not UTF-8 text.`, 'Save the file as UTF-8. Nothing was changed.');
};

const readText = (path: string): string | undefined => {
  try {
    const bytes = readFileSync(path);
    if (!isUtf8(bytes)) throw notUtf8(path, bytes);
    return bytes.toString('utf8');
  } catch (error) {
    if (error instanceof UsageError) throw error;
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new UsageError(
      `${path} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown error'}).`,
    );
  }
};

const realPathOf = (path: string): string => {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
};

/** As it is, without the rights of others to write; 0600 for a new file. */
const modeOf = (path: string): number => {
  try {
    return statSync(path).mode & 0o755;
  } catch {
    return 0o600;
  }
};

const instanceChanges = ({ name, settings }: NewInstance, text: string): readonly ConfigChange[] => {
  const own = Object.entries(settings).flatMap(([key, value]) =>
    value === undefined ? [] : [{ path: ['instances', name, key], value }],
  );
  const isDefault = settings['auth'] === undefined && !/^default_instance\s*:/m.test(text);
  return isDefault ? [...own, { path: ['default_instance'], value: name }] : own;
};

export const openConfigStore = (folders: Folders, further?: FurtherCheck): ConfigStore => {
  const path = configPathOf(folders);
  const cache = configCachePathOf(folders);
  const read = async (key: string): Promise<Config> => {
    const kept = readCached(cache, key);
    if (kept !== undefined) return kept;
    const text = readText(path);
    if (text === undefined) return emptyConfig();
    const config = await readConfigText(path, text, ownThemeNames(folders.config));
    writeCached(cache, key, config);
    return config;
  };
  const load = async (): Promise<Config> => {
    const key = configCacheKey(path);
    if (key === undefined) return emptyConfig();
    const config = await read(key);
    refuseForeignCommands(path, config);
    return config;
  };
  const check = (text: string, file = path): Promise<Config> =>
    checkConfigText(file, text, { ownThemes: ownThemeNames(folders.config), further });
  const plan = async (changes: readonly ConfigChange[]): Promise<ConfigEdit> => {
    await load();
    const before = readText(path);
    const after = await changedConfigText(before ?? '', changes);
    await check(after);
    return { before, after };
  };
  const requireUnchanged = async (before: string | undefined): Promise<void> => {
    if (readText(path) === before) return;
    throw new UsageError(`${path} was changed by another program in the meantime.`, 'Run the command again.');
  };
  const write = async ({ before, after }: ConfigEdit): Promise<void> => {
    await check(after);
    const beforeRename = (): Promise<void> => requireUnchanged(before);
    try {
      mkdirSync(folders.config, { recursive: true, mode: 0o700 });
      await writeFileAtomic(realPathOf(path), after, { mode: modeOf(path), beforeRename });
    } catch (error) {
      throw error instanceof UsageError ? error : cannotWrite(path, error);
    }
  };
  const remove = async (before: string): Promise<void> => {
    await requireUnchanged(before);
    try {
      rmSync(realPathOf(path));
    } catch (error) {
      throw cannotWrite(path, error);
    }
  };
  return {
    path,
    load,
    readText: async (file = path) => readText(file),
    valueAt: (place) => valueInConfigText(path, readText(path) ?? '', place),
    check,
    plan,
    write,
    remove,
    draft: openConfigDraft(folders.config),
    saveInstance: async (instance) => write(await plan(instanceChanges(instance, readText(path) ?? ''))),
  };
};
