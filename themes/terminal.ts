import type { Theme } from './theme.ts';

/** The terminal's own 16 colours, on whatever background it has. The selected row is inverse: the one way to mark it
 *  that is readable in every palette. */
export const theme: Theme = {
  name: 'terminal',
  plain: {},
  strong: { bold: true },
  muted: { dim: true },
  faint: { dim: true },
  accent: { color: 'blue', bold: true },
  brand: { color: 'blue', bold: true },
  match: { color: 'blue', bold: true, underline: true },
  key: { color: 'blue' },
  rule: { dim: true },
  success: { color: 'green' },
  warning: { color: 'yellow' },
  critical: { color: 'red', bold: true },
  code: { color: 'cyan' },
  selection: { inverse: true, bold: true },
  keepsColorsOnSelection: false,
};
