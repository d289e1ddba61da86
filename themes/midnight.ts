import { design } from './design.ts';

export const theme = design({
  name: 'midnight',
  on: 'dark',
  canvas: '#0d1026',
  muted: '#909fc6',
  faint: '#6f78aa',
  accent: '#a99bff',
  brand: '#7fd4ff',
  key: '#c3b8f5',
  rule: '#363d6b',
  success: '#7dd3b8',
  warning: '#f0cf7a',
  critical: '#ff8a9f',
  code: '#7fc4f5',
  selection: '#2a2f66',
});
