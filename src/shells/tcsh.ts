// tcsh looks for history (`!`) and line ends even between single quotes. Its backquotes turn line ends into blanks,
// so every statement ends with a semicolon.
import { defineShell } from './shell.ts';

const quote = (value: string): string =>
  `'${value.replaceAll("'", "'\\''").replaceAll('!', '\\!').replaceAll('\n', '\\\n')}'`;

export const tcsh = defineShell({
  id: 'tcsh',
  aliases: ['csh'],
  set: (name, value) => `setenv ${name} ${quote(value)};`,
  unset: (name) => `unsetenv ${name};`,
  capture: (command) => `eval "\`${command}\`"`,
});
