import type { Theme } from '../src/domain/theme.ts';

/** No colour at all: weight, underline and inverse only. What `NO_COLOR` gives. */
export const theme: Theme = {
  name: 'mono',
  on: 'any',
  canvas: undefined,
  plain: {},
  strong: { bold: true },
  muted: {},
  faint: { dim: true },
  accent: { bold: true },
  brand: { bold: true },
  match: { bold: true, underline: true },
  key: { bold: true },
  rule: { dim: true },
  success: {},
  warning: { bold: true },
  critical: { bold: true },
  code: {},
  selection: { inverse: true, bold: true },
  keepsColorsOnSelection: false,
};
