// trusted-folders.json in the state folder: which files of projects count. Changed under a lock, replaced whole.
import { lstatSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../domain/errors.ts';
import {
  readTrustedFiles,
  type TrustedFiles,
  trustedFilesText,
  withoutTrust,
  withTrust,
} from '../domain/trusted-files.ts';
import type { Lock } from '../ports/lock.ts';
import { writeFileAtomic } from './atomic-file.ts';
import { cannotWrite } from './cannot-write.ts';

export type TrustStore = {
  /** Nothing, where there is no file or none that is right: then nothing is trusted. */
  readonly load: () => TrustedFiles;
  readonly add: (path: string, hash: string) => Promise<void>;
  readonly remove: (path: string) => Promise<boolean>;
};

const nothing: TrustedFiles = new Map();

export const openTrustStore = (directory: string, lock: () => Promise<Lock>): TrustStore => {
  const path = join(directory, 'trusted-folders.json');
  /** Undefined for what is none of ours: a link, a FIFO (which would block the reader), a text of another version. */
  const read = (): TrustedFiles | undefined => {
    const stats = lstatSync(path, { throwIfNoEntry: false });
    if (stats === undefined) return nothing;
    return stats.isFile() ? readTrustedFiles(readFileSync(path, 'utf8')) : undefined;
  };
  const load = (): TrustedFiles => {
    try {
      return read() ?? nothing;
    } catch {
      return nothing;
    }
  };
  const readToChange = (): TrustedFiles => {
    try {
      const files = read();
      if (files !== undefined) return files;
    } catch (error) {
      throw cannotWrite(path, error);
    }
    throw new UserError(`${path} is not as this rolecall writes it, and is left as it is.`, {
      hint: 'Remove it to begin anew: then no folder is trusted.',
    });
  };
  const change = async (edit: (files: TrustedFiles) => TrustedFiles): Promise<TrustedFiles> =>
    (await lock()).run('trusted-folders', async () => {
      const before = readToChange();
      try {
        mkdirSync(directory, { recursive: true, mode: 0o700 });
        await writeFileAtomic(path, trustedFilesText(edit(before)), { mode: 0o600 });
      } catch (error) {
        throw cannotWrite(path, error);
      }
      return before;
    });
  return {
    load,
    add: async (file, hash) => void (await change((files) => withTrust(files, file, hash))),
    remove: async (file) => (await change((files) => withoutTrust(files, file))).has(file),
  };
};
