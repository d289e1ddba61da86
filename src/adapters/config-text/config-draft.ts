import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../../domain/errors.ts';
import type { ConfigDraft } from '../../ports/config-store.ts';
import { writeFileAtomic } from '../atomic-file.ts';
import { cannotWrite } from '../cannot-write.ts';

export const openConfigDraft = (folder: string): ConfigDraft => {
  const path = join(folder, 'config.draft.yaml');
  return {
    path,
    read: async () => {
      try {
        return readFileSync(path, 'utf8');
      } catch (error) {
        const { code = 'unknown error' } = error as NodeJS.ErrnoException;
        if (code === 'ENOENT') return undefined;
        throw new UsageError(`${path} cannot be read (${code}).`);
      }
    },
    write: async (text) => {
      try {
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        await writeFileAtomic(path, text, { mode: 0o600 });
      } catch (error) {
        throw cannotWrite(path, error);
      }
    },
    remove: async () => rmSync(path, { force: true }),
  };
};
