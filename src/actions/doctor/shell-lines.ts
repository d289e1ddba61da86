// What a person types into their own shell to mend it.
import { quoteForSh } from '../../shells/sh.ts';
import type { Shell } from '../../shells/shell.ts';

/** One line that removes these variables. */
export const unsetLine = (shell: Shell, ...names: readonly string[]): string => {
  if (['bash', 'zsh', 'sh'].includes(shell.id)) return `unset ${names.join(' ')}`;
  // What `unset` prints for nushell is JSON for `load-env`, no statement.
  if (shell.id === 'nushell') return `hide-env --ignore-errors ${names.join(' ')}`;
  const isUsual = names.every((name) => /^[A-Z_][A-Z0-9_]*$/.test(name));
  return isUsual ? names.map(shell.unset).join('; ') : `Remove the variable ${names.join(', ')}`;
};

export const setLine = (shell: Shell, name: string, value: string): string =>
  shell.id === 'nushell' ? `$env.${name} = ${JSON.stringify(value)}` : shell.set(name, value);

/** The line that takes the role out of the shell. */
export const clearLine = (shell: Shell): string =>
  shell.capture(
    shell.id === 'bash' || shell.id === 'zsh'
      ? 'rolecall env --clear'
      : `rolecall env --shell ${shell.id} --clear`,
  );

/** A path as one word of a command that a person may copy. */
export const pathWord = (path: string): string =>
  /^[A-Za-z0-9_./+@:~-]+$/.test(path) ? path : quoteForSh(path);
