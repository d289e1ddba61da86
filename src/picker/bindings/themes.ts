import { type Binding, withRole } from '../binding.ts';

export const themeBindings: readonly Binding[] = [
  {
    name: 'themes',
    keys: ['alt+t'],
    event: { kind: 'panel-toggled', panel: 'themes' },
    help: 'Try the themes, and keep one',
    group: 'Panels and session',
    on: [...withRole, 'themes'],
  },
];
