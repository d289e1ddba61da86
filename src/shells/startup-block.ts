// What `setup` adds to a shell's startup file: lines between two markers of ours, once, and found again by them.
import { UserError } from '../domain/errors.ts';
import type { ShellId } from './shell.ts';

export type IntegratedShell = Extract<ShellId, 'bash' | 'zsh' | 'fish'>;

export const integratedShells: readonly IntegratedShell[] = ['bash', 'zsh', 'fish'];

const begin = '# >>> rolecall >>> (rolecall setup wrote these lines; remove them to undo it)';
const end = '# <<< rolecall <<<';

/** Nothing happens, and nothing is said, where rolecall is not installed. */
const bodies: Readonly<Record<IntegratedShell, readonly string[]>> = {
  bash: ['if command -v rolecall >/dev/null 2>&1; then', '  eval "$(rolecall init bash)"', 'fi'],
  zsh: [
    'if (( $+commands[rolecall] )); then',
    '  (( $+functions[compdef] )) || { autoload -Uz compinit && compinit }',
    '  eval "$(rolecall init zsh)"',
    'fi',
  ],
  fish: ['if status is-interactive; and type -q rolecall', '    rolecall init fish | source', 'end'],
};

/** The lines, markers among them. */
export const startupLines = (shell: IntegratedShell): readonly string[] => [begin, ...bodies[shell], end];

export type StartupPlace = {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: string;
  readonly home: string;
};

/** The file that the shell reads in each terminal. macOS opens login shells, of which bash reads another. */
export const startupFile = (shell: IntegratedShell, { env, platform, home }: StartupPlace): string => {
  if (shell === 'zsh') return `${env['ZDOTDIR'] || home}/.zshrc`;
  if (shell === 'fish') return `${env['XDG_CONFIG_HOME'] || `${home}/.config`}/fish/config.fish`;
  return platform === 'darwin' ? `${home}/.bash_profile` : `${home}/.bashrc`;
};

const isBegin = (line: string): boolean => line.startsWith('# >>> rolecall >>>');
const isEnd = (line: string): boolean => line.startsWith('# <<< rolecall <<<');

const damaged = (file: string, line: number): UserError =>
  new UserError(`${file}:${line}: the marker lines of rolecall are lost, doubled or out of order.`, {
    hint: 'Remove what is left of them by hand, then run this again. Nothing was changed.',
  });

/** The text with our lines in it, once; the same text when they are there already. Errors: UserError for broken markers. */
export const withStartupBlock = (text: string, shell: IntegratedShell, file: string): string => {
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const lines = text.split(/\r?\n/);
  const begins = lines.flatMap((line, index) => (isBegin(line) ? [index] : []));
  const ends = lines.flatMap((line, index) => (isEnd(line) ? [index] : []));
  const block = startupLines(shell);
  const [from] = begins;
  const [to] = ends;
  if (from === undefined && to === undefined) {
    const gap = text === '' ? '' : text.endsWith('\n') ? eol : `${eol}${eol}`;
    return `${text}${gap}${block.join(eol)}${eol}`;
  }
  if (from === undefined || to === undefined || begins.length > 1 || ends.length > 1 || to < from)
    throw damaged(file, (from ?? to ?? 0) + 1);
  return [...lines.slice(0, from), ...block, ...lines.slice(to + 1)].join(eol);
};
