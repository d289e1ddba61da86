import { design } from './design.ts';

export const theme = design({
  name: 'paper',
  on: 'light',
  canvas: '#f7f0e0',
  muted: '#6b5f4b',
  faint: '#837660',
  accent: '#8a3324',
  brand: '#7a2d5a',
  key: '#6f4a1e',
  rule: '#cfc3a8',
  success: '#5e7030',
  warning: '#7d4e02',
  critical: '#8f142c',
  code: '#2b5470',
  selection: '#f0efbd',
});
