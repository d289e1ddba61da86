import { UsageError } from '../domain/errors.ts';
import { bash } from './bash.ts';
import { cmd } from './cmd.ts';
import { elvish } from './elvish.ts';
import { fish } from './fish.ts';
import { nushell } from './nushell.ts';
import { powershell } from './powershell.ts';
import { sh } from './sh.ts';
import type { Shell } from './shell.ts';
import { tcsh } from './tcsh.ts';
import { xonsh } from './xonsh.ts';
import { zsh } from './zsh.ts';

export const shells: readonly Shell[] = [bash, zsh, fish, sh, powershell, cmd, nushell, xonsh, tcsh, elvish];

const lookUp = (name: string): Shell | undefined =>
  shells.find((shell) => shell.id === name || shell.aliases.includes(name));

/** The shell of that name or alias. Errors: UsageError with the names there are. */
export const findShell = (name: string): Shell => {
  const shell = lookUp(name.toLowerCase());
  if (shell !== undefined) return shell;
  const names = shells.map((known) => known.id).join(', ');
  throw new UsageError(
    `${JSON.stringify(name)} is not a shell that rolecall knows.`,
    `Known shells: ${names}`,
  );
};

/** From a program's path or a process name: `/usr/bin/fish`, `-zsh` (a login shell), `pwsh.exe`. */
const fromProgram = (program: string | undefined): Shell | undefined =>
  lookUp(
    (program ?? '')
      .toLowerCase()
      .replace(/^.*[/\\]/, '')
      .replace(/^-/, '')
      .replace(/\.exe$/, ''),
  );

/**
 * The shell that most likely reads what we print, when no flag says it: `ROLECALL_SHELL`, then the process that
 * started us where it is a shell, then the variables that nushell and xonsh export (bash, zsh and fish export none
 * of the kind), then the login shell in `$SHELL`, then the platform's usual one.
 * Errors: UsageError for an unknown name in `ROLECALL_SHELL`.
 */
export const detectShell = (
  env: Readonly<Record<string, string | undefined>>,
  platform: string,
  parentName?: string,
): Shell => {
  if (env['ROLECALL_SHELL']) return findShell(env['ROLECALL_SHELL']);
  const parent = fromProgram(parentName);
  if (parent !== undefined) return parent;
  if (env['NU_VERSION']) return nushell;
  if (env['XONSH_VERSION']) return xonsh;
  return fromProgram(env['SHELL']) ?? (platform === 'win32' ? powershell : bash);
};
