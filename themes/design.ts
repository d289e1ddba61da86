// Colours in, theme out: weight, underline and inverse are the same in all designed themes, so that none says anything
// by colour alone.
import type { Background, Theme } from '../src/domain/theme.ts';

/** All `#rrggbb`. */
export type Design = {
  readonly name: string;
  readonly on: Background;
  /** The background that the colours were chosen on. It is not drawn: the terminal's own stays. */
  readonly canvas: string;
  readonly muted: string;
  readonly faint: string;
  readonly accent: string;
  /** The accent where there is none. */
  readonly brand?: string;
  readonly key: string;
  readonly rule: string;
  readonly success: string;
  readonly warning: string;
  readonly critical: string;
  readonly code: string;
  /** Behind the selected row. */
  readonly selection: string;
};

/** What is most of a screen has the terminal's own foreground: nothing is lost, and a frame is half as many bytes. */
export const design = (given: Design): Theme => ({
  name: given.name,
  on: given.on,
  canvas: given.canvas,
  plain: {},
  strong: { bold: true },
  muted: { color: given.muted },
  faint: { color: given.faint },
  accent: { color: given.accent, bold: true },
  brand: { color: given.brand ?? given.accent, bold: true },
  match: { color: given.accent, bold: true, underline: true },
  key: { color: given.key },
  rule: { color: given.rule },
  success: { color: given.success },
  warning: { color: given.warning },
  critical: { color: given.critical, bold: true },
  code: { color: given.code },
  selection: { background: given.selection, bold: true },
  keepsColorsOnSelection: true,
});
