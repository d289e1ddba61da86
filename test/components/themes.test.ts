import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createPaint } from '../../components/paint.ts';
import { themeNames } from '../../src/domain/theme-name.ts';
import type { Tone } from '../../src/picker/line.ts';
import { themeNamed, themes } from '../../themes/registry.ts';

const files = readdirSync(new URL('../../themes', import.meta.url))
  .map((file) => file.replace('.ts', ''))
  .filter((name) => name !== 'theme' && name !== 'registry');

const luminance = (hex: string): number => {
  const channel = (at: number): number => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
};

const contrast = (a: string, b: string): number => {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
};

describe('themes', () => {
  test('the folder is the list', () => {
    expect(themes.map((theme) => theme.name).sort()).toEqual(files.sort());
    expect(themes.map((theme) => theme.name)).toEqual(themeNames);
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

  test.each([
    ['dark', '#11131c'],
    ['light', '#ffffff'],
  ])('%s is readable on its background and on the selected row', (name, background) => {
    const theme = themeNamed(name);
    const readable = ['muted', 'accent', 'match', 'key', 'success', 'warning', 'critical', 'code'] as const;
    for (const token of readable) {
      const color = theme[token].color ?? '';
      expect(contrast(color, background), token).toBeGreaterThan(4.5);
      expect(contrast(color, theme.selection.background ?? ''), `${token} selected`).toBeGreaterThan(3.9);
    }
    expect(contrast(theme.faint.color ?? '', background), 'faint').toBeGreaterThan(3);
  });

  test('without colour nothing is coloured, and the selected row still shows', () => {
    const paint = createPaint(themeNamed('mono'), 1);
    const tones: readonly Tone[] = [
      'plain',
      'strong',
      'muted',
      'accent',
      'match',
      'success',
      'warning',
      'critical',
    ];
    const painted = tones.map((tone) => paint([{ text: 'x', tone }])).join('');
    const codes = [...painted.matchAll(/\u001b\[(\d+)m/g)].map((match) => Number(match[1]));
    expect(codes.filter((code) => code >= 30)).toEqual([]);
    expect(paint([{ text: 'x', tone: 'plain' }], true)).toContain('\u001b[7m');
  });

  test('a terminal that knows no escapes gets none', () => {
    expect(createPaint(themeNamed('dark'), 0)([{ text: 'x', tone: 'match' }], true)).toBe('x');
  });
});
