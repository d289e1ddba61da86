import { describe, expect, test } from 'vitest';
import { parseDocument } from 'yaml';
import type { YamlValue } from '../../src/domain/config-reader.ts';
import { parseTheme } from '../../src/domain/parse-theme.ts';
import { themeNamed, themes } from '../../themes/registry.ts';

const parse = (text: string) =>
  parseTheme(parseDocument(text, { schema: 'failsafe' }).toJS({ mapAsMap: true }) as YamlValue, {
    name: 'mine',
    shipped: themes,
  });

const problems = (text: string): readonly string[] =>
  parse(text).problems.map(({ path, message }) => `${path.join('.')} ${message}`);

describe('a theme of one’s own', () => {
  test('has the looks of what it extends, but for those that it sets', () => {
    const { value, problems: none } = parse(
      'extends: dark\naccent: "#ABCDEF"\nmuted: {color: bright-black, italic: true}\nselection: "#012"\n',
    );
    expect(none).toEqual([]);
    const dark = themeNamed('dark');
    expect(value).toEqual({
      ...dark,
      name: 'mine',
      about: 'your own, over dark',
      accent: { color: '#abcdef', bold: true },
      muted: { color: 'bright-black', italic: true },
      selection: { background: '#001122', bold: true },
    });
  });

  test('is over the terminal’s colours where it says nothing, on any background', () => {
    const { value } = parse('accent: red\n');
    expect(value.accent).toEqual({ color: 'red', bold: true });
    expect(value.where?.dark?.accent).toBeUndefined();
    expect(value.where?.light?.warning).toEqual(themeNamed('terminal').where?.light?.warning);
  });

  test('takes away what is inherited by none and false', () => {
    const { value } = parse('extends: dark\ncritical: {color: none, bold: false}\n');
    expect(value.critical).toEqual({});
  });

  test('an inverse selection gives way to a background', () => {
    expect(parse('selection: "#333333"').value).toMatchObject({
      selection: { background: '#333333', bold: true },
      keepsColorsOnSelection: true,
    });
    expect(parse('').value.keepsColorsOnSelection).toBe(false);
  });

  test.each([
    ['accnt: red', ['accnt is not a known key. Did you mean accent? Known here: extends, about']],
    ['extends: drak', ['extends must be one of terminal, dark']],
    ['accent: "#12345"', ['accent is no colour. Expected six digits, such as "#8fb6d9".']],
    ['accent: gren', ['accent is no colour. Did you mean green?']],
    ['accent: {colour: red}', ['accent.colour is not a known key. Did you mean color?']],
    ['accent: {bold: maybe}', ['accent.bold must be one of true, false.']],
    ['match: {underline: false}', ['match.underline cannot be false']],
    ['selection: {inverse: false}', ['selection needs a background']],
    ['selection: {bold: false}', ['selection.bold cannot be false']],
    ['canvas: red', ['canvas must be a colour such as']],
    ['on: purple', ['on must be one of dark, light, any.']],
    ['[red]', [' must be a mapping']],
    ['a: 1\nb: 2', ['a is not a known key', 'b is not a known key']],
  ])('%s is told', (text, expected) => {
    const found = problems(text);
    expect(found).toHaveLength(expected.length);
    for (const [index, start] of expected.entries()) expect(found[index]).toContain(start);
  });

  test('nothing of it reaches the terminal but colours', () => {
    const { value } = parse('about: "a\\e[31mb\\nc"\naccent: "\\e[0m"');
    expect(value.about).not.toMatch(/[\u0000-\u001f]/);
    expect(value.accent.color).not.toContain('\u001b');
  });
});
