// cmd has no safe way to write `%`, `!`, `"`, `^` and their like, so a value that holds one is refused.
import { UserError } from '../domain/errors.ts';
import { defineShell } from './shell.ts';

const safe = /^[A-Za-z0-9+/=_.:,@ -]*$/;

const checked = (name: string, value: string): string => {
  if (safe.test(value)) return value;
  throw new UserError(`cmd cannot hold the value of ${name} safely.`, {
    hint: 'Use PowerShell, or run the command with: rolecall exec -- COMMAND',
  });
};

export const cmd = defineShell({
  id: 'cmd',
  set: (name, value) => `set "${name}=${checked(name, value)}"`,
  unset: (name) => `set "${name}="`,
  capture: (command) => `for /f "delims=" %i in ('${command}') do @%i`,
});
