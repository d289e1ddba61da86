// The files that TAB reads, in a folder of the cache: one a kind, and where there are many lines the same from their end.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { completionLists, mostOffers } from '../domain/completion-words.ts';
import type { RoleList } from '../domain/role-list.ts';
import { writeFileAtomic } from './atomic-file.ts';

const textOf = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');

export const writeCompletionFiles = async (cacheFolder: string, roles: RoleList): Promise<void> => {
  const folder = join(cacheFolder, 'completion');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const write = (name: string, lines: readonly string[]) =>
    writeFileAtomic(join(folder, name), textOf(lines), { mode: 0o600 });
  await Promise.all(
    Object.entries(completionLists(roles)).flatMap(([kind, lines]) => [
      write(kind, lines),
      ...(lines.length > mostOffers ? [write(`${kind}.reversed`, lines.toReversed())] : []),
    ]),
  );
};
