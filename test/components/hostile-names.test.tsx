// Names that AWS or an administrator may have given, through the same gate as every name of a server, on the screen:
// what would move the cursor, turn the text around or change its colour is gone, and the columns stay straight.
import '../../src/terminal/promise-with-resolvers.ts';
import { renderToString } from 'ink';
import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import { createPaint } from '../../components/paint.ts';
import { Screen } from '../../components/screen.tsx';
import { frameOf } from '../../src/picker/view-model.ts';
import { themeNamed } from '../../themes/registry.ts';
import { hostileNames as names, rolesNamed } from '../support/hostile-names.ts';
import { listed } from '../support/picker-state.ts';
import fc from '../support/properties.ts';

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
