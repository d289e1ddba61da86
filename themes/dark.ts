import type { Theme } from './theme.ts';

/** What is most of a screen has the terminal's own foreground: nothing is lost, and a frame is half as many bytes. */
export const theme: Theme = {
  name: 'dark',
  plain: {},
  strong: { bold: true },
  muted: { color: '#8b92a8' },
  faint: { color: '#666d85' },
  accent: { color: '#f0a45d', bold: true },
  brand: { color: '#f0a45d', bold: true },
  match: { color: '#f0a45d', bold: true, underline: true },
  key: { color: '#d9b48a' },
  rule: { color: '#3a4056' },
  success: { color: '#8cc58f' },
  warning: { color: '#e5c453' },
  critical: { color: '#f07d7d', bold: true },
  code: { color: '#8fb6d9' },
  selection: { background: '#2c3350', bold: true },
  keepsColorsOnSelection: true,
};
