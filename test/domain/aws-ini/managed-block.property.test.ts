import { describe, expect, it } from 'vitest';
import { blockText, replaceManagedBlock } from '../../../src/domain/aws-ini/managed-block.ts';
import { parseAwsIni } from '../../../src/domain/aws-ini/parse-aws-ini.ts';
import type { WritableSection } from '../../../src/domain/aws-ini/writable-section.ts';
import { UsageError } from '../../../src/domain/errors.ts';
import { sized } from '../../soak/size.ts';
import { hostileFile, hostileText, wantedSections } from '../../support/hostile-aws-config.ts';
import fc from '../../support/properties.ts';

const numRuns = sized(500, 10_000);
const timeLimit = sized(20_000, 900_000);

const accepts = (text: string): boolean => {
  try {
    parseAwsIni(text);
    return true;
  } catch (error) {
    expect(error).toBeInstanceOf(UsageError);
    return false;
  }
};

const meaning = (text: string): unknown =>
  parseAwsIni(text).sections.map(({ header, entries }) => [
    header,
    entries.map(({ key, value }) => [key, value]),
  ]);

const wantedMeaning = (sections: readonly WritableSection[]): readonly unknown[] =>
  sections.map(({ name, entries }) => [name, entries]);

const blockOf = (text: string, sections: readonly WritableSection[]): string => {
  const lf = blockText(sections);
  return text.includes(lf) ? lf : blockText(sections, { eol: '\r\n' });
};

describe('our block in files of every kind', () => {
  it(
    'adds itself at the end, changes nothing else, repeats without change, and leaves without a trace',
    () => {
      fc.assert(
        fc.property(hostileFile, wantedSections, wantedSections, (text, first, second) => {
          const after = replaceManagedBlock(text, first);
          const block = blockOf(after, first);
          expect(after.startsWith(text)).toBe(true);
          expect(['', '\n', '\r\n']).toContain(after.slice(text.length, after.length - block.length));
          expect(after.endsWith(block)).toBe(true);
          expect(meaning(after)).toEqual([...(meaning(text) as unknown[]), ...wantedMeaning(first)]);
          expect(replaceManagedBlock(after, first)).toBe(after);
          expect(replaceManagedBlock(after, second)).toBe(replaceManagedBlock(text, second));
          expect(replaceManagedBlock(after, [])).toBe(text);
        }),
        { numRuns },
      );
    },
    timeLimit,
  );

  it(
    'keeps the bytes before and after it when it lies in the middle',
    () => {
      fc.assert(
        fc.property(hostileFile, hostileFile, wantedSections, (head, tail, sections) => {
          const first = replaceManagedBlock(head, [
            { name: 'profile rolecall.old', entries: [['region', 'x']] },
          ]);
          const text = `${first}${tail.replaceAll('[', '[tail ').replace(/^[^[]*/, '')}`;
          fc.pre(accepts(text));
          const rest = text.slice(first.length);
          const after = replaceManagedBlock(text, sections);
          expect(after.startsWith(head)).toBe(true);
          expect(after.endsWith(rest)).toBe(true);
          const block = blockOf(after, sections);
          expect(after.slice(0, after.length - rest.length).endsWith(block)).toBe(true);
          expect(replaceManagedBlock(after, sections)).toBe(after);
        }),
        { numRuns },
      );
    },
    timeLimit,
  );

  it(
    'refuses any other text with a UsageError, or edits it rightly',
    () => {
      let accepted = 0;
      fc.assert(
        fc.property(hostileText, wantedSections, (text, sections) => {
          try {
            const after = replaceManagedBlock(text, sections);
            accepted += 1;
            expect(accepts(after)).toBe(true);
            expect(replaceManagedBlock(after, sections)).toBe(after);
          } catch (error) {
            if (!(error instanceof UsageError)) throw error;
            expect(error.message).toMatch(/^~\/\.aws\/config:\d+: /);
          }
        }),
        { numRuns },
      );
      expect(accepted).toBeGreaterThan(20);
    },
    timeLimit,
  );
});
