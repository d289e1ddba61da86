import { design } from './design.ts';

export const theme = design({
  name: 'color-blind-light',
  on: 'light',
  canvas: '#ffffff',
  muted: '#565d6e',
  faint: '#747b8c',
  accent: '#005f9e',
  key: '#2e5d80',
  rule: '#c5c9d4',
  success: '#0050c8',
  warning: '#816c01',
  critical: '#761c14',
  code: '#3d4656',
  selection: '#e4f7f4',
});
