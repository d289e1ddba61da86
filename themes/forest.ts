import { design } from './design.ts';

export const theme = design({
  name: 'forest',
  on: 'dark',
  canvas: '#101710',
  muted: '#92ad8f',
  faint: '#728469',
  accent: '#d6c25e',
  brand: '#8fcf7a',
  key: '#c9b98a',
  rule: '#3a4a36',
  success: '#84c889',
  warning: '#e8b04a',
  critical: '#f08a70',
  code: '#9fc7a8',
  selection: '#2b3f2a',
});
