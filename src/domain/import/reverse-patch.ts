// What was taken out of a text, and where: enough to go back from the new text to the old, without keeping the old one.
// A text may hold keys, and those must not lie anywhere else.
import { unifiedDiff } from '../unified-diff.ts';

/** From line `at` (from 0) of the new text, `count` lines become `lines` again. */
export type Hunk = { readonly at: number; readonly count: number; readonly lines: readonly string[] };

const secretLine = /(?:access_key|secret|token|password|passphrase)[^=:]*[=:]/i;

const headForm = /^@@ -\d+,\d+ \+(\d+),(\d+) @@$/;

const linesOf = (text: string): readonly string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];

export const reversePatch = (before: string, after: string): readonly Hunk[] => {
  const diff = unifiedDiff({ before, after, beforeLabel: 'a', afterLabel: 'b', context: 0 });
  const hunks: { at: number; count: number; lines: string[] }[] = [];
  let isRemoved = false;
  for (const line of linesOf(diff).slice(2)) {
    const hunk = hunks.at(-1);
    const head = headForm.exec(line.replace(/\n$/, ''));
    if (head !== null && !line.startsWith('+') && !line.startsWith('-')) {
      const [from, count] = [Number(head[1]), Number(head[2])];
      hunks.push({ at: count > 0 ? from - 1 : from, count, lines: [] });
    } else if (line.startsWith('\\') && isRemoved && hunk !== undefined)
      hunk.lines.push((hunk.lines.pop() ?? '').replace(/\n$/, ''));
    else if (line.startsWith('-')) hunk?.lines.push(line.slice(1));
    isRemoved = line.startsWith('-');
  }
  return hunks;
};

/** The text before, from the text after. */
export const applyHunks = (after: string, hunks: readonly Hunk[]): string => {
  const lines = linesOf(after);
  const parts: string[] = [];
  let from = 0;
  for (const { at, count, lines: put } of hunks) {
    parts.push(lines.slice(from, at).join(''), put.join(''));
    from = at + count;
  }
  return parts.join('') + lines.slice(from).join('');
};

/** Some line that was taken out looks like a key: it is not to be kept. */
export const holdsSecrets = (hunks: readonly Hunk[]): boolean =>
  hunks.some(({ lines }) => lines.some((line) => secretLine.test(line)));
