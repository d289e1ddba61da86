// PowerShell takes the typographic single quotes for quotes too, so they are doubled like the plain one.
import { defineShell } from './shell.ts';

const quote = (value: string): string => `'${value.replace(/['\u2018\u2019\u201a\u201b]/g, '$&$&')}'`;

export const powershell = defineShell({
  id: 'powershell',
  aliases: ['pwsh'],
  set: (name, value) => `$env:${name} = ${quote(value)}`,
  unset: (name) => `$env:${name} = $null`,
  capture: (command) => `${command} | Out-String | Invoke-Expression`,
});
