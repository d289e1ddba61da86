import { defineShell } from './shell.ts';

export const elvish = defineShell({
  id: 'elvish',
  set: (name, value) => `set-env ${name} '${value.replaceAll("'", "''")}'`,
  unset: (name) => `unset-env ${name}`,
  capture: (command) => `eval (${command} | slurp)`,
});
