// One small JSON file a note. A note is replaced whole, but not synced to the disk: it is of use for minutes, and
// after a crash of the machine it may be gone. Files are named by a hash, since a name may hold any character.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Notes } from '../ports/notes.ts';

const longest = 64 * 1024;

const attempt = (work: () => void): void => {
  try {
    work();
  } catch {
    // A full disk or a folder that cannot be written is no reason to fail what the note is about.
  }
};

/** `directory` is private to this person, and made when missing. */
export const openNotes = (directory: string): Notes => {
  const pathOf = (name: string): string =>
    join(directory, `${createHash('sha256').update(name).digest('hex').slice(0, 32)}.json`);
  return {
    read: async (name) => {
      try {
        const text = readFileSync(pathOf(name), 'utf8');
        return text.length > longest ? undefined : JSON.parse(text);
      } catch {
        return undefined;
      }
    },
    write: async (name, value) =>
      attempt(() => {
        const path = pathOf(name);
        // One name a process: what a killed one left behind is overwritten by the next that has its pid.
        const temporary = `${path}.${process.pid}.tmp`;
        mkdirSync(directory, { recursive: true, mode: 0o700 });
        writeFileSync(temporary, JSON.stringify(value), { mode: 0o600 });
        renameSync(temporary, path);
      }),
    remove: async (name) => attempt(() => rmSync(pathOf(name), { force: true })),
  };
};
