import type { ShellId } from './shell.ts';

/** The shells that have a completion script, and its name: as a source in `completions/`, filled in `dist/completions/`. */
export const completionFiles: Readonly<Partial<Record<ShellId, string>>> = {
  bash: 'rolecall.bash',
  zsh: '_rolecall',
  fish: 'rolecall.fish',
  powershell: 'rolecall.ps1',
  nushell: 'rolecall.nu',
  xonsh: 'rolecall.xsh',
  tcsh: 'rolecall.tcsh',
  elvish: 'rolecall.elv',
};

/** In the package. */
export const completionScript = (shell: ShellId): string | undefined => {
  const file = completionFiles[shell];
  return file === undefined ? undefined : `dist/completions/${file}`;
};
