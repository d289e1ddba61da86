import { describe, expect, it } from 'vitest';
import { markedSections, replaceMarkedSections } from '../../../src/domain/aws-ini/marked-sections.ts';
import { parseAwsIni } from '../../../src/domain/aws-ini/parse-aws-ini.ts';
import type { WritableSection } from '../../../src/domain/aws-ini/writable-section.ts';
import { UsageError } from '../../../src/domain/errors.ts';
import { sized } from '../../soak/size.ts';
import { hostileFile, hostileText, wantedSections } from '../../support/hostile-aws-config.ts';
import fc from '../../support/properties.ts';

const profile = (name: string, region = 'eu-west-1'): WritableSection => ({
  name: `profile ${name}`,
  entries: [
    ['credential_process', `/bin/rolecall process --profile ${name}`],
    ['region', region],
  ],
});

const refusal = (run: () => unknown): UsageError => {
  try {
    run();
  } catch (error) {
    if (error instanceof UsageError) return error;
    throw error;
  }
  throw new Error('accepted');
};

const headersOf = (text: string): readonly string[] => markedSections(text).map(({ header }) => header);

describe('sections that are marked one by one', () => {
  it('read well, and say how they came', () => {
    expect(
      replaceMarkedSections('[default]\nregion = x\n', [profile('a'), profile('b')]),
    ).toMatchInlineSnapshot(`
        "[default]
        region = x

        [profile a]
        # rolecall wrote [profile a]: "rolecall profiles write" replaces it, "rolecall profiles prune" may remove it
        credential_process = /bin/rolecall process --profile a
        region = eu-west-1

        [profile b]
        # rolecall wrote [profile b]: "rolecall profiles write" replaces it, "rolecall profiles prune" may remove it
        credential_process = /bin/rolecall process --profile b
        region = eu-west-1
        "
      `);
  });

  it('are replaced where they are, whatever order the user gave them', () => {
    const before = replaceMarkedSections('', [profile('a')]);
    const text = `# first\n${before}# mine\n[profile z]\na = 1\n`;
    expect(replaceMarkedSections(text, [profile('a', 'us-east-1')])).toBe(
      text.replace('region = eu-west-1', 'region = us-east-1'),
    );
  });

  it('go without a trace, and leave the comments around them', () => {
    const ours = replaceMarkedSections('', [profile('a')]);
    expect(replaceMarkedSections(`[x]\na = 1\n\n${ours}\n# of y\n[y]\nb = 1\n`, [])).toBe(
      '[x]\na = 1\n\n# of y\n[y]\nb = 1\n',
    );
  });

  it('are the user’s as soon as the mark is gone, or is of another name', () => {
    const ours = replaceMarkedSections('', [profile('a')]);
    const copied = ours.replace('[profile a]\n', '[profile mine]\n');
    expect(headersOf(ours)).toEqual(['profile a']);
    expect(headersOf(copied)).toEqual([]);
    expect(replaceMarkedSections(copied, [])).toBe(copied);
    const unmarked = ours.replace(/^#.*\n/m, '');
    const error = refusal(() => replaceMarkedSections(unmarked, [profile('a')]));
    expect(error.message).toMatch(
      /^~\/\.aws\/config:1: \[profile a\] is not marked as a section that rolecall/,
    );
    expect(error.hint).toMatch(/line 1/);
  });

  it('are refused where an indented line stands in one, which may be a section of the user’s', () => {
    const ours = `${replaceMarkedSections('', [profile('a')])}  [profile z]\n  region = x\n`;
    const error = refusal(() => replaceMarkedSections(ours, []));
    expect(error.message).toMatch(/^~\/\.aws\/config:5: an indented line in \[profile a\]/);
  });

  it('use the line endings of the file', () => {
    const after = replaceMarkedSections('[x]\r\na = 1\r\n', [profile('a')]);
    expect(after.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });

  const endedFile = hostileFile.map((text) => (text === '' || text.endsWith('\n') ? text : `${text}\r\n`));

  it(
    'change nothing else in files of every kind, repeat without change, and leave without a trace',
    () => {
      fc.assert(
        fc.property(endedFile, wantedSections, wantedSections, (text, first, second) => {
          const after = replaceMarkedSections(text, first);
          expect(after.startsWith(text)).toBe(true);
          expect(headersOf(after)).toEqual(first.map(({ name }) => name));
          expect(replaceMarkedSections(after, first)).toBe(after);
          const next = replaceMarkedSections(after, second);
          expect(next.startsWith(text)).toBe(true);
          expect([...headersOf(next)].sort()).toEqual(second.map(({ name }) => name).sort());
          expect(replaceMarkedSections(after, [])).toBe(text);
        }),
        { numRuns: sized(500, 10_000) },
      );
    },
    sized(20_000, 900_000),
  );

  it(
    'are refused in any other text with a UsageError, or edited rightly',
    () => {
      fc.assert(
        fc.property(hostileText, wantedSections, (text, sections) => {
          try {
            const after = replaceMarkedSections(text, sections);
            parseAwsIni(after);
            expect(replaceMarkedSections(after, sections)).toBe(after);
          } catch (error) {
            if (!(error instanceof UsageError)) throw error;
            expect(error.message).toMatch(/^~\/\.aws\/config:\d+: /);
          }
        }),
        { numRuns: sized(500, 10_000) },
      );
    },
    sized(20_000, 900_000),
  );
});
