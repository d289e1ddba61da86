// Names that AWS or an administrator may have given, through the same gate as every name of a server, on the screen:
// what would move the cursor, turn the text around or change its colour is gone, and the columns stay straight.
import '../../src/terminal/promise-with-resolvers.ts';
import { renderToString } from 'ink';
import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import { createPaint } from '../../components/paint.ts';
import { Screen } from '../../components/screen.tsx';
import { lengthLimits, sanitize } from '../../src/domain/sanitize.ts';
import { frameOf } from '../../src/picker/view-model.ts';
import { themeNamed } from '../../themes/registry.ts';
import { role } from '../support/picker-fixture.ts';
import { listed } from '../support/picker-state.ts';
import fc from '../support/properties.ts';

const names: Readonly<Record<string, string>> = {
  colours: '\u001b[31mred\u001b[0m alert',
  clearing: 'a\u001b[2J\u001b[Hb',
  title: '\u001b]0;pwned\u0007name',
  clipboard: '\u001b]52;c;cm0gLXJm\u001b\\name',
  link: '\u001b]8;;https://evil.example\u001b\\click\u001b]8;;\u001b\\',
  'eight-bit': 'a\u009b31mb\u0090q\u009c',
  lines: 'one\ntwo\rthree\ttab\u0000nul\u007f',
  'turned around': 'prod\u202enimda\u202c\u2066x\u2069\u200f',
  'zero width': 'pro\u200bd\u2060\ufeff\u00ad-admin',
  wide: '東'.repeat(128),
  combining: `e${'\u0301'.repeat(60)}clair`,
  family: '👩‍👩‍👧‍👦👩🏽‍🚀🏳️‍🌈 team',
  hebrew: 'שלום עולם חשבון',
  arabic: 'مرحبا بالعالم',
  surrogate: 'half \ud83d of it',
  long: 'x'.repeat(500),
};

const rolesNamed = (texts: readonly string[]) =>
  texts.map((text, index) => {
    const name = sanitize(text, lengthLimits.name);
    return role({
      accountId: String(100_000_000_000 + index),
      accountName: name,
      profile: `p${index}-${name}`,
      roleName: 'Admin',
      tags: { note: name },
    });
  });

const sizes = [
  [40, 10],
  [80, 24],
  [120, 40],
  [200, 60],
  [250, 80],
] as const;

const rowsOf = (texts: readonly string[], columns: number, rows: number): readonly string[] => {
  const state = listed({ size: { columns, rows } }, rolesNamed(texts));
  const paint = createPaint(themeNamed('mono'), 0);
  return renderToString(<Screen frame={frameOf(state)} paint={paint} />, { columns }).split('\n');
};

/** Controls of both kinds, marks that turn text around, and what is not seen at all. */
const forbidden = /[\u0000-\u001f\u007f-\u009f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/u;

describe('names of any kind', () => {
  test.each(sizes)('are inert at %i x %i', (columns, rows) => {
    const lines = rowsOf(Object.values(names), columns, rows);
    expect(lines.length).toBeLessThanOrEqual(rows);
    for (const line of lines) {
      expect(line).not.toMatch(forbidden);
      expect(stringWidth(line)).toBeLessThanOrEqual(columns);
    }
  });

  test.each(Object.entries(names))(
    '%s: the rule and the role stand where they stand for plain names',
    (_, name) => {
      const at = (text: string) => {
        const lines = rowsOf([text, 'plain'], 120, 40);
        return lines
          .filter((line) => line.includes('│'))
          .map((line) => stringWidth(line.slice(0, line.indexOf('│'))));
      };
      expect(new Set(at(name))).toEqual(new Set(at('plain')));
    },
  );

  test('rows are all as wide as one another, whatever they are called', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 140 }),
      fc.string({ unit: 'grapheme', maxLength: 140 }),
      fc.constantFrom(...Object.values(names)),
    );
    fc.assert(
      fc.property(
        fc.array(text, { minLength: 1, maxLength: 6 }),
        fc.constantFrom(...sizes),
        (texts, [columns, rows]) => {
          const frame = frameOf(listed({ size: { columns, rows } }, rolesNamed(texts)));
          if (frame.body.kind !== 'list') return;
          const { lines, width } = frame.body.list;
          for (const { line } of lines.slice(1, texts.length + 1)) {
            const drawn = line.map((segment) => segment.text).join('');
            expect(drawn).not.toMatch(forbidden);
            expect(stringWidth(drawn)).toBeLessThanOrEqual(width);
          }
          // The selected row is padded to the edge, so that its band is.
          const [band] = lines.filter(({ isSelected }) => isSelected);
          expect(stringWidth(band?.line.map((segment) => segment.text).join('') ?? '')).toBe(width);
        },
      ),
      { numRuns: 150 },
    );
  });
});
