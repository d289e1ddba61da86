import { describe, expect, test } from 'vitest';
import type { Background } from '../../src/domain/theme.ts';
import { dependsOnBackground, themeFor } from '../../src/terminal/theme-choice.ts';
import { themeNamed } from '../../themes/registry.ts';

const full = { level: 3, isMono: false } as const;
const basic = { level: 1, isMono: false } as const;
const none = { level: 1, isMono: true } as const;

describe('which theme is drawn', () => {
  test.each([
    { name: 'auto', color: full, background: 'dark', drawn: 'dark' },
    { name: 'auto', color: full, background: 'light', drawn: 'light' },
    { name: 'auto', color: full, background: undefined, drawn: 'terminal' },
    { name: 'auto', color: basic, background: 'dark', drawn: 'terminal' },
    { name: 'midnight', color: full, background: 'light', drawn: 'midnight' },
    { name: 'midnight', color: basic, background: 'light', drawn: 'terminal' },
    { name: 'terminal', color: full, background: 'dark', drawn: 'terminal' },
    { name: 'mono', color: full, background: 'dark', drawn: 'mono' },
    { name: 'dusk', color: none, background: 'dark', drawn: 'mono' },
  ] as const)('$name on $background with $color.level is $drawn', ({ name, color, background, drawn }) => {
    expect(themeFor(name, { color, background, named: themeNamed }).name).toBe(drawn);
  });

  test('the 16 colours avoid what cannot be read on the background', () => {
    const on = (background: Background | undefined) =>
      themeFor('terminal', { color: basic, background, named: themeNamed });
    expect(on('dark').accent.color).not.toBe('blue');
    expect(on('light').warning.color).not.toBe('yellow');
    expect(on(undefined)).toEqual(themeNamed('terminal'));
  });

  test.each([
    ['auto', full, true],
    ['terminal', full, true],
    ['dark', full, false],
    ['dark', basic, true],
    ['auto', none, false],
  ] as const)('%s has the terminal asked for its background: %j, %s', (name, color, isAsked) => {
    expect(dependsOnBackground(name, color)).toBe(isAsked);
  });
});
