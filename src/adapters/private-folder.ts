// A folder of its own for one run, removed at the end, whichever way the program leaves.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export type PrivateFolder = {
  readonly path: string;
  readonly write: (name: string, text: string, mode?: number) => Promise<void>;
  readonly remove: () => Promise<void>;
};

export const privateFolder = (prefix: string): PrivateFolder => {
  const path = mkdtempSync(join(tmpdir(), prefix));
  const remove = (): void => rmSync(path, { recursive: true, force: true });
  process.once('exit', remove);
  return {
    path,
    write: async (name, text, mode = 0o600) => {
      mkdirSync(dirname(join(path, name)), { recursive: true, mode: 0o700 });
      writeFileSync(join(path, name), text, { mode });
    },
    remove: async () => {
      process.off('exit', remove);
      remove();
    },
  };
};
