import { design } from './design.ts';

export const theme = design({
  name: 'frost',
  on: 'light',
  canvas: '#f2f6fa',
  muted: '#51607a',
  faint: '#6c7b94',
  accent: '#00627a',
  brand: '#3b4fb0',
  key: '#3a5a8c',
  rule: '#bccadb',
  success: '#1c6b4a',
  warning: '#77590a',
  critical: '#ac1f45',
  code: '#3b4fb0',
  selection: '#d3e3f2',
});
