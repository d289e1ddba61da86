import { design } from './design.ts';

export const theme = design({
  name: 'light',
  on: 'light',
  canvas: '#ffffff',
  muted: '#5c6375',
  faint: '#757c8f',
  accent: '#a8480a',
  key: '#8a4a1c',
  rule: '#c5c9d4',
  success: '#256f2b',
  warning: '#714303',
  critical: '#ba2923',
  code: '#1f5a8a',
  selection: '#dfe6f5',
});
