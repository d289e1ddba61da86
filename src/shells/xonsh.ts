// A Python string literal: everything that is not printable ASCII is written as an escape.
import { defineShell } from './shell.ts';

const escaped = (character: string): string => {
  if (character === '\\' || character === "'") return `\\${character}`;
  const code = character.codePointAt(0) ?? 0;
  return code > 0xffff
    ? `\\U${code.toString(16).padStart(8, '0')}`
    : `\\u${code.toString(16).padStart(4, '0')}`;
};

const quote = (value: string): string => `'${value.replace(/[\\']|[^ -~]/gu, escaped)}'`;

export const xonsh = defineShell({
  id: 'xonsh',
  set: (name, value) => `$${name} = ${quote(value)}`,
  unset: (name) => `\${...}.pop('${name}', None)`,
  capture: (command) => `execx($(${command}))`,
});
