import { expect, it } from 'vitest';
import { parseDocument } from 'yaml';
import { isTooDeep, nestsWithoutEnd, yamlFaultText } from '../../src/domain/yaml-fault.ts';

it.each([
  ['a: "x', 'A text in quotes is not closed.'],
  ['{a: 1', 'A bracket is not closed.'],
  ['a: b: c', 'Two keys stand in one line. A text with ": " in it goes in quotes.'],
  ['\ta: 1', 'A tab stands in the indentation. YAML takes spaces only.'],
  ['a: @x', 'A text begins with a character that YAML keeps for itself (@ or `). Put it in quotes.'],
  ['--- a\n--- b', 'A second document begins (---). The file holds one.'],
  [
    'a: "\\q"',
    'A text in double quotes has a backslash that YAML does not know. Double it, or use single quotes.',
  ],
  ['&a &b c', 'It is not YAML (MULTIPLE_ANCHORS).'],
])('says of %j what to look at', (text, said) => {
  const [error] = parseDocument(text, { schema: 'failsafe' }).errors;
  expect(error && yamlFaultText(error)).toBe(said);
});

it('knows what nests without end, and leaves what people write', () => {
  expect(nestsWithoutEnd('['.repeat(600))).toBe(true);
  expect(nestsWithoutEnd('{a: '.repeat(600))).toBe(true);
  expect(nestsWithoutEnd('- '.repeat(600))).toBe(true);
  expect(nestsWithoutEnd('a: [1]\n'.repeat(600))).toBe(false);
  expect(nestsWithoutEnd(`${'- '.repeat(20)}\n`.repeat(600))).toBe(false);
  const nested = (depth: number): ReturnType<typeof list> => (depth === 0 ? 'x' : list(nested(depth - 1)));
  const list = (value: Parameters<typeof isTooDeep>[0]) => [value ?? null] as Parameters<typeof isTooDeep>[0];
  expect(isTooDeep(nested(64))).toBe(false);
  expect(isTooDeep(nested(65))).toBe(true);
});
