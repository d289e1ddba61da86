import { design } from './design.ts';

export const theme = design({
  name: 'dusk',
  on: 'dark',
  canvas: '#1a1220',
  muted: '#aa9cad',
  faint: '#8a738f',
  accent: '#ff9eb5',
  brand: '#ffb37a',
  key: '#e2b3c9',
  rule: '#4d3a56',
  success: '#9bd1a0',
  warning: '#f2c66d',
  critical: '#ff8078',
  code: '#b7b4f0',
  selection: '#432c50',
});
