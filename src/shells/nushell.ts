// nushell gets data, never code: one JSON record for `from json | load-env`. A null is not passed on to programs.
import { defineShell } from './shell.ts';

export const nushell = defineShell({
  id: 'nushell',
  aliases: ['nu'],
  set: (name, value) => `${JSON.stringify(name)}:${JSON.stringify(value)}`,
  unset: (name) => `${JSON.stringify(name)}:null`,
  join: (members) => `{${members.join(',')}}\n`,
  capture: (command) => `${command} | from json | load-env`,
});
