import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { unifiedDiff } from '../../src/domain/unified-diff.ts';
import fc from '../support/properties.ts';

const diff = (before: string, after: string): string =>
  unifiedDiff({ before, after, beforeLabel: 'a', afterLabel: 'b' });

/** What a reader of the format makes of `before`; checks every context and removed line on the way. */
const applied = (before: string, text: string): string => {
  const old = before.match(/[^\n]*\n|[^\n]+$/g) ?? [];
  const result: string[] = [];
  let at = 0;
  for (const line of text.match(/[^\n]*\n/g)?.slice(2) ?? []) {
    const header = /^@@ -(\d+),(\d+) \+(\d+),(\d+) @@\n$/.exec(line);
    if (header !== null) {
      const start = Number(header[2]) === 0 ? Number(header[1]) : Number(header[1]) - 1;
      result.push(...old.slice(at, start));
      at = start;
    } else if (line.startsWith('\\')) {
      const last = result.at(-1);
      if (last !== undefined && (old[at - 1] === last.slice(0, -1) || at >= old.length))
        result[result.length - 1] = last.replace(/\n$/, '');
    } else {
      if (line[0] !== '+') {
        expect(`${old[at]}`.replace(/\n?$/, '\n')).toBe(line.slice(1));
        at += 1;
      }
      if (line[0] !== '-') result.push(line.slice(1));
    }
  }
  return [...result, ...old.slice(at)].join('');
};

const lines = fc
  .array(fc.constantFrom('a', 'b', 'c', 'd', '', '[x]', 'k = v', 'x\r'), { maxLength: 30 })
  .map((list) => list.map((line) => `${line}\n`).join(''));

describe('unifiedDiff', () => {
  it('is empty for equal texts', () => {
    expect(diff('a\nb', 'a\nb')).toBe('');
  });

  it('shows a change with its surroundings', () => {
    expect(diff('1\n2\n3\n4\n5\n6\n7\n8\n9\n', '1\n2\n3\n4\nfive\n6\n7\n8\n9\nten\n')).toMatchInlineSnapshot(`
      "--- a
      +++ b
      @@ -2,8 +2,9 @@
       2
       3
       4
      -5
      +five
       6
       7
       8
       9
      +ten
      "
    `);
  });

  it('keeps far changes in hunks of their own', () => {
    const many = Array.from({ length: 30 }, (_, index) => `${index}\n`);
    const changed = many.with(2, 'x\n').with(27, 'y\n');
    expect(diff(many.join(''), changed.join('')).match(/^@@.*/gm)).toEqual([
      '@@ -1,6 +1,6 @@',
      '@@ -25,6 +25,6 @@',
    ]);
  });

  it('says where the last line has no end', () => {
    expect(diff('a', 'a\n')).toBe('--- a\n+++ b\n@@ -1,1 +1,1 @@\n-a\n\\ No newline at end of file\n+a\n');
  });

  it('makes a new file of nothing', () => {
    expect(diff('', 'a\n')).toBe('--- a\n+++ b\n@@ -0,0 +1,1 @@\n+a\n');
  });

  it('leads from one text to the other', () => {
    fc.assert(
      fc.property(lines, lines, (before, after) => {
        fc.pre(before !== after);
        expect(applied(before, diff(before, after))).toBe(after);
      }),
      { numRuns: 1000 },
    );
  });

  it.skipIf(spawnSync('patch', ['--version']).status !== 0)('is read by patch', () => {
    const folder = mkdtempSync(join(tmpdir(), 'rolecall-diff-'));
    const file = join(folder, 'file');
    try {
      for (const [before, after] of fc
        .sample(fc.tuple(fc.tuple(lines, fc.boolean()), fc.tuple(lines, fc.boolean())), 40)
        .map((pair) => pair.map(([text, hasEnd]) => (hasEnd ? text : text.slice(0, -1))))) {
        if (before === undefined || after === undefined || before === after || after === '') continue;
        writeFileSync(file, before);
        execFileSync('patch', ['--binary', '-s', file], { input: diff(before, after) });
        expect(readFileSync(file, 'utf8')).toBe(after);
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('stays quick when every name in a large file changes', () => {
    const file = (suffix: string): string =>
      Array.from({ length: 10_000 }, (_, at) => `[profile p${at}${suffix}]\nregion = eu-west-1\n\n`).join('');
    const before = process.cpuUsage();
    const text = diff(file(''), file('x'));
    expect(text.match(/^\+\[/gm)).toHaveLength(10_000);
    expect(process.cpuUsage(before).user).toBeLessThan(5_000_000);
  });
});
