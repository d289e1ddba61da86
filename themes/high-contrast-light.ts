import { design } from './design.ts';

export const theme = design({
  name: 'high-contrast-light',
  on: 'light',
  canvas: '#ffffff',
  muted: '#30353f',
  faint: '#474d5a',
  accent: '#6e2a00',
  key: '#5a2500',
  rule: '#6a7080',
  success: '#004d0a',
  warning: '#492318',
  critical: '#8c0010',
  code: '#002f6e',
  selection: '#ffe48a',
});
