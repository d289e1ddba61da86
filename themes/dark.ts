import { design } from './design.ts';

export const theme = design({
  name: 'dark',
  on: 'dark',
  canvas: '#11131c',
  muted: '#8ea2a8',
  faint: '#717992',
  accent: '#f0a45d',
  key: '#d9b48a',
  rule: '#3a4056',
  success: '#8cc58f',
  warning: '#e5c453',
  critical: '#fb877a',
  code: '#8fb6d9',
  selection: '#2c3350',
});
