import type { Theme } from './theme.ts';

/** What is most of a screen has the terminal's own foreground: nothing is lost, and a frame is half as many bytes. */
export const theme: Theme = {
  name: 'light',
  plain: {},
  strong: { bold: true },
  muted: { color: '#5c6375' },
  faint: { color: '#757c8f' },
  accent: { color: '#a8480a', bold: true },
  brand: { color: '#a8480a', bold: true },
  match: { color: '#a8480a', bold: true, underline: true },
  key: { color: '#8a4a1c' },
  rule: { color: '#c5c9d4' },
  success: { color: '#256f2b' },
  warning: { color: '#7d5700' },
  critical: { color: '#b3261e', bold: true },
  code: { color: '#1f5a8a' },
  selection: { background: '#dfe6f5', bold: true },
  keepsColorsOnSelection: true,
};
