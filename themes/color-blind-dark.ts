import { design } from './design.ts';

export const theme = design({
  name: 'color-blind-dark',
  on: 'dark',
  canvas: '#11131c',
  muted: '#9aa1b5',
  faint: '#7a8299',
  accent: '#56b4e9',
  key: '#9fd0ee',
  rule: '#3f465c',
  success: '#5aa9ff',
  warning: '#f6f260',
  critical: '#e88a3c',
  code: '#b9c4d6',
  selection: '#2b3247',
});
