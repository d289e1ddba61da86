import { describe, expect, it } from 'vitest';
import { parseAwsIni } from '../../../src/domain/aws-ini/parse-aws-ini.ts';
import { insertSetting, removeSections } from '../../../src/domain/aws-ini/remove-sections.ts';
import { UserError } from '../../../src/domain/errors.ts';
import { hostileFile } from '../../support/hostile-aws-config.ts';
import fc from '../../support/properties.ts';

const remove = (text: string, ...sections: readonly number[]): string =>
  removeSections(text, { sections: new Set(sections) }, 'config');

describe('taking sections out', () => {
  it('leaves every other byte, comments inside the section among them', () => {
    const text = '# top\r\n[profile a]\r\nx = 1\r\n# note\r\ny =\r\n  z = 2\r\n\r\n\r\n[profile b]\r\nk=v';
    expect(remove(text, 2)).toBe(
      '# top\r\n# note\r\n\r\n\r\n[profile b]\r\nk=v'.replace('\r\n\r\n\r\n[', '\r\n\r\n\r\n['),
    );
  });

  it('lets a comment above the section stand alone, so that it says nothing of the next', () => {
    expect(remove('# production, careful\n[a]\nx = 1\n\n[b]\ny = 2\n', 2)).toBe(
      '# production, careful\n\n[b]\ny = 2\n',
    );
  });

  it('takes the blank line after it, and at the end of the file the one before it', () => {
    expect(remove('[a]\nx = 1\n\n\n[b]\ny = 2\n\n\n[c]\nz = 3\n', 5)).toBe('[a]\nx = 1\n\n\n\n[c]\nz = 3\n');
    expect(remove('[a]\nx = 1\n\n\n[b]\ny = 2\n', 5)).toBe('[a]\nx = 1\n\n');
    expect(remove('[a]\nx = 1\n\n[b]\ny = 2\n\n[c]\nz = 3\n', 4)).toBe('[a]\nx = 1\n\n[c]\nz = 3\n');
    expect(remove('[a]\nx = 1\n\n[b]\ny = 2\n', 4)).toBe('[a]\nx = 1\n');
    expect(remove('[a]\nx = 1\n', 1)).toBe('');
  });

  it('takes single settings with their continuation, and single lines', () => {
    const text = '# M\n[a]\nx =\n  n = 1\ny = 2\n\n[b]\nz = 3\n';
    expect(
      removeSections(text, { sections: new Set(), settings: new Set([3]), lines: new Set([1]) }, 'config'),
    ).toBe('[a]\ny = 2\n\n[b]\nz = 3\n');
  });

  it('refuses where what follows would mean something else', () => {
    // The indented header was a section of its own; after `y = 2` it would go on with that.
    expect(() => remove('[a]\ny = 2\n  [b]\n  z = 3\n', 1)).not.toThrow(TypeError);
    expect(() => remove('[a]\ny = 2\n[b]\n    x = 1\n  [c]\n  z = 3\n', 3)).toThrow(UserError);
  });

  it('of any file removes exactly what was asked, and keeps the other lines in order', () => {
    fc.assert(
      fc.property(hostileFile, fc.infiniteStream(fc.boolean()), (text, choices) => {
        // A lone CR that comes to stand before a kept LF ends its line together with it: the bytes are the same, the lines
        // that this test counts are not.
        fc.pre(!/\r(?!\n)/.test(text));
        const { sections, lines } = parseAwsIni(text);
        const chosen = sections.filter(() => choices.next().value === true);
        let result: string;
        try {
          result = remove(text, ...chosen.map(({ line }) => line));
        } catch (error) {
          expect(error).toBeInstanceOf(UserError);
          return;
        }
        const left = parseAwsIni(result);
        expect(left.sections.map(({ header }) => header)).toEqual(
          sections.filter((section) => !chosen.includes(section)).map(({ header }) => header),
        );
        let from = 0;
        const before = lines.map((line) => line.text + line.eol);
        for (const { text: kept, eol } of left.lines) {
          const at = before.indexOf(kept + eol, from);
          expect(at).toBeGreaterThanOrEqual(from);
          from = at + 1;
        }
        const comments = (all: readonly { readonly text: string }[]) =>
          all.filter((line) => /^[#;]/.test(line.text)).map((line) => line.text);
        expect(comments(left.lines)).toEqual(comments(lines));
      }),
      { numRuns: 500 },
    );
  });
});

describe('putting a setting in', () => {
  it('makes it the first of its section, with the line ending of the header', () => {
    expect(insertSetting('[a]\r\nx = 1\r\n', { line: 1, key: 'k', value: 'v w' }, 'config')).toBe(
      '[a]\r\nk = v w\r\nx = 1\r\n',
    );
    expect(insertSetting('# c\n[a]', { line: 2, key: 'k', value: 'v' }, 'config')).toBe('# c\n[a]\nk = v');
  });

  it('of any file changes nothing else', () => {
    fc.assert(
      fc.property(hostileFile, fc.nat(), (text, pick) => {
        const { sections } = parseAwsIni(text);
        const section = sections[pick % Math.max(1, sections.length)];
        if (section === undefined) return;
        try {
          const result = insertSetting(text, { line: section.line, key: 'new_key', value: 'v' }, 'config');
          expect(result.length).toBeGreaterThan(text.length);
          expect(
            parseAwsIni(result).sections.find(({ header }) => header === section.header)?.entries[0],
          ).toMatchObject({ key: 'new_key', value: 'v' });
        } catch (error) {
          expect(error).toBeInstanceOf(UserError);
        }
      }),
      { numRuns: 500 },
    );
  });
});
