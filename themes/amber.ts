import { design } from './design.ts';

export const theme = design({
  name: 'amber',
  on: 'dark',
  canvas: '#140d02',
  muted: '#be9e3d',
  faint: '#94702f',
  accent: '#ffc247',
  key: '#e0a347',
  rule: '#5c4318',
  success: '#c89a2e',
  warning: '#ffb000',
  critical: '#ffe3a3',
  code: '#dca54a',
  selection: '#4a3208',
});
