// trusted-folders.json in the state folder: which files of projects count. Changed under a lock, replaced whole.
import { mkdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
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
  const load = (): TrustedFiles => {
    try {
      // A FIFO would block the reader.
      return statSync(path).isFile() ? (readTrustedFiles(readFileSync(path, 'utf8')) ?? nothing) : nothing;
    } catch {
      return nothing;
    }
  };
  const change = async (edit: (files: TrustedFiles) => TrustedFiles): Promise<TrustedFiles> =>
    (await lock()).run('trusted-folders', async () => {
      const before = load();
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
