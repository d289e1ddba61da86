import type { Style, Theme } from '../src/domain/theme.ts';

const accented = (color: string): { readonly [Token in 'accent' | 'brand' | 'match']: Style } => ({
  accent: { color, bold: true },
  brand: { color, bold: true },
  match: { color, bold: true, underline: true },
});

/** The terminal's own 16 colours, on whatever background it has. The selected row is inverse: the one way to mark it
 *  that is readable in every palette. Blue is hard to read on black and yellow on white, so neither is used there. */
export const theme: Theme = {
  name: 'terminal',
  on: 'any',
  canvas: undefined,
  plain: {},
  strong: { bold: true },
  muted: { dim: true },
  faint: { dim: true },
  ...accented('blue'),
  key: { color: 'blue' },
  rule: { dim: true },
  success: { color: 'green' },
  warning: { color: 'yellow' },
  critical: { color: 'red', bold: true },
  code: { color: 'cyan' },
  selection: { inverse: true, bold: true },
  keepsColorsOnSelection: false,
  where: {
    dark: { ...accented('cyan'), key: { color: 'cyan' }, code: { color: 'green' } },
    light: { warning: { color: 'magenta' }, code: { color: 'blue' } },
  },
};
