import { design } from './design.ts';

export const theme = design({
  name: 'high-contrast-dark',
  on: 'dark',
  canvas: '#000000',
  muted: '#d0d4de',
  faint: '#b4bac8',
  accent: '#ffc266',
  key: '#ffe0a8',
  rule: '#8f97a8',
  success: '#7dff8a',
  warning: '#ffee4d',
  critical: '#ffaba0',
  code: '#9bdcff',
  selection: '#00228b',
});
