import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createPaint } from '../../components/paint.ts';
import { hexOf256, nearest256 } from '../../src/domain/color-256.ts';
import { colorNames, type Tone, tones } from '../../src/domain/theme.ts';
import { isThemeName, themeNames } from '../../src/domain/theme-name.ts';
import { themeNamed, themes } from '../../themes/registry.ts';
import { contrast, distance, visions } from '../support/color-science.ts';

const files = readdirSync(new URL('../../themes', import.meta.url))
  .map((file) => file.replace('.ts', ''))
  .filter((name) => name !== 'design' && name !== 'registry');

const designed = themes.flatMap((theme) =>
  theme.canvas === undefined ? [] : [{ ...theme, canvas: theme.canvas }],
);

const colored = tones.filter((tone) => tone !== 'plain' && tone !== 'strong');

type Designed = (typeof designed)[number];

const isHighContrast = ({ name }: Designed): boolean => name.startsWith('high-contrast');

/** WCAG's ratio that a token must have with what is behind it: AA for text, AAA where high contrast is the point. */
const needed = (theme: Designed, tone: Tone): { readonly onCanvas: number; readonly onSelection: number } => {
  if (tone === 'rule') return { onCanvas: isHighContrast(theme) ? 3 : 1.4, onSelection: 0 };
  if (isHighContrast(theme)) return { onCanvas: 7, onSelection: tone === 'faint' ? 2.5 : 7 };
  return tone === 'faint' ? { onCanvas: 3, onSelection: 2.5 } : { onCanvas: 4.5, onSelection: 4.5 };
};

const in256 = (color: string): string => hexOf256(nearest256(color));

describe('themes', () => {
  test('the folder is the list', () => {
    expect(themes.map((theme) => theme.name).sort()).toEqual(files.sort());
    expect(['auto', ...themes.map((theme) => theme.name)]).toEqual(themeNames);
    expect(themeNames.every(isThemeName)).toBe(true);
  });

  test('an unknown name gives the terminal its own colours', () => {
    expect(themeNamed('nothing').name).toBe('terminal');
  });

  test.each(themes)('$name says nothing by colour alone', ({ match, selection, strong }) => {
    expect(match.underline).toBe(true);
    expect(selection.bold).toBe(true);
    expect(selection.inverse === true || selection.background !== undefined).toBe(true);
    expect(strong.bold).toBe(true);
  });

  test.each(designed)('$name is readable on its background and on the selected row', (theme) => {
    const behind = theme.selection.background ?? '';
    for (const tone of colored) {
      const color = theme[tone].color ?? '';
      const { onCanvas, onSelection } = needed(theme, tone);
      expect(contrast(color, theme.canvas), tone).toBeGreaterThanOrEqual(onCanvas);
      expect(contrast(color, behind), `${tone}, selected`).toBeGreaterThanOrEqual(onSelection);
    }
  });

  test.each(designed)('$name is readable in 256 colours', (theme) => {
    const behind = in256(theme.selection.background ?? '');
    for (const tone of colored.filter((one) => one !== 'rule')) {
      const color = in256(theme[tone].color ?? '');
      const { onCanvas, onSelection } = needed(theme, tone);
      expect(contrast(color, theme.canvas), tone).toBeGreaterThanOrEqual(onCanvas * 0.87);
      expect(contrast(color, behind), `${tone}, selected`).toBeGreaterThanOrEqual(onSelection * 0.82);
    }
  });

  test.each(designed)('$name keeps the states apart for every kind of eye', ({ name, ...theme }) => {
    const states = [theme.success, theme.warning, theme.critical].map(({ color }) => color ?? '');
    for (const vision of visions) {
      const [success = '', warning = '', critical = ''] = states;
      const least = Math.min(
        distance(success, warning, vision),
        distance(warning, critical, vision),
        distance(success, critical, vision),
      );
      expect(least, vision).toBeGreaterThan(name.startsWith('color-blind') ? 25 : 10);
    }
  });

  test.each(themes.filter(({ canvas }) => canvas === undefined))(
    '$name names none but the 16 colours',
    (theme) => {
      const looks = [theme, theme.where?.dark, theme.where?.light];
      const named = looks.flatMap((look) => tones.flatMap((tone) => look?.[tone]?.color ?? []));
      expect(named.filter((color) => !colorNames.some((known) => known === color))).toEqual([]);
    },
  );

  test('without colour nothing is coloured, and the selected row still shows', () => {
    const paint = createPaint(themeNamed('mono'), 1);
    const painted = tones.map((tone) => paint([{ text: 'x', tone }])).join('');
    const codes = [...painted.matchAll(/\u001b\[(\d+)m/g)].map((match) => Number(match[1]));
    expect(codes.filter((code) => code >= 30)).toEqual([]);
    expect(paint([{ text: 'x', tone: 'plain' }], true)).toContain('\u001b[7m');
  });

  test('a terminal that knows no escapes gets none', () => {
    expect(createPaint(themeNamed('dark'), 0)([{ text: 'x', tone: 'match' }], true)).toBe('x');
  });
});
