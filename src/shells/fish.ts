// Between single quotes fish knows two escapes, `\\` and `\'`. Removal names the global scope, the one that `set` and
// the inherited environment use, so that a universal variable of the user is never erased for all sessions. Programs go on
// seeing that one, whatever stands before it: the person is told.
import { defineShell } from './shell.ts';

const quote = (value: string): string => `'${value.replace(/[\\']/g, '\\$&')}'`;

export const fish = defineShell({
  id: 'fish',
  set: (name, value) => `set -gx ${name} ${quote(value)}`,
  unset: (name) =>
    `set -q ${name}; and set -eg ${name}; set -qU ${name}; and echo 'rolecall: ${name} is a universal variable and stays. Remove it with: set -eU ${name}' >&2; or true`,
  capture: (command) => `${command} | source`,
});
