// The files that TAB reads, in a folder of the cache: one a kind, and where there are many lines the same from their end.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type CompletionLists, mostOffers } from '../domain/completion-words.ts';
import { writeFileAtomic } from './atomic-file.ts';

const linesPerPart = 1024;

/** In parts, since all of it may be some megabytes. */
function* textOf(lines: readonly string[]): Generator<string, void> {
  for (let from = 0; from < lines.length; from += linesPerPart)
    yield `${lines.slice(from, from + linesPerPart).join('\n')}\n`;
}

export const writeCompletionFiles = async (cacheFolder: string, lists: CompletionLists): Promise<void> => {
  const folder = join(cacheFolder, 'completion');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const write = (name: string, lines: readonly string[]) =>
    writeFileAtomic(join(folder, name), textOf(lines), { mode: 0o600 });
  await Promise.all(
    Object.entries(lists).flatMap(([kind, lines]) => [
      write(kind, lines),
      ...(lines.length > mostOffers ? [write(`${kind}.reversed`, lines.toReversed())] : []),
    ]),
  );
};
