// POSIX: nothing is special between single quotes but the quote itself, which is closed, escaped and opened again.
import { defineShell } from './shell.ts';

export const quoteForSh = (value: string): string => `'${value.replaceAll("'", "'\\''")}'`;

export const sh = defineShell({
  id: 'sh',
  aliases: ['dash', 'ash', 'ksh', 'mksh', 'busybox'],
  set: (name, value) => `export ${name}=${quoteForSh(value)}`,
  unset: (name) => `unset ${name}`,
  capture: (command) => `eval "$(${command})"`,
});
