// What `init --install` and `setup` add to a shell's startup file: lines between two markers of ours, once, and found
// again by them.
import { UserError } from '../domain/errors.ts';
import type { FunctionShell } from './functions/request.ts';
import { loadLine } from './load-line.ts';

/** `sh` reads no file of its own: the person names one in ENV. */
export type IntegratedShell = Exclude<FunctionShell, 'sh'>;

const begin = '# >>> rolecall >>> (rolecall init --uninstall removes these lines)';
const end = '# <<< rolecall <<<';

/** Nothing happens, and nothing is said, where rolecall is not installed, nor where nobody sits. */
const bodies: Readonly<Record<IntegratedShell, (load: string) => readonly string[]>> = {
  // ~/.profile, where macOS has only that, is read by sh too.
  bash: (load) => [
    'if [ -n "$BASH_VERSION" ] && [ -n "$PS1" ] && command -v rolecall >/dev/null 2>&1; then',
    `  ${load}`,
    'fi',
  ],
  zsh: (load) => [
    `if (( \${+commands[rolecall]} )); then`,
    `  (( \${+functions[compdef]} )) || { autoload -Uz compinit && compinit }`,
    `  ${load}`,
    'fi',
  ],
  fish: (load) => ['if status is-interactive; and type -q rolecall', `    ${load}`, 'end'],
  powershell: (load) => ['if (Get-Command rolecall -ErrorAction SilentlyContinue) {', `    ${load}`, '}'],
  // What stands in vendor/autoload is read next.
  nushell: (load) => [
    'if (which rolecall | is-not-empty) {',
    '    mkdir ($nu.data-dir | path join vendor autoload)',
    `    ${load}`,
    '}',
  ],
  xonsh: (load) => [
    "if __xonsh__.env.get('XONSH_INTERACTIVE') and __import__('shutil').which('rolecall'):",
    `    ${load}`,
  ],
  elvish: (load) => ['if (has-external rolecall) {', `  ${load}`, '}'],
  // csh reads ~/.cshrc too, and has no `-X`.
  tcsh: (load) => [
    'if ($?tcsh && $?prompt) then',
    '  if (-X rolecall) then',
    `    ${load}`,
    '  endif',
    'endif',
  ],
};

export const integratedShells = Object.keys(bodies) as readonly IntegratedShell[];

/** The lines, markers among them. `words` are more options of `init`, each with a blank before it. */
export const startupLines = (shell: IntegratedShell, words = ''): readonly string[] => [
  begin,
  ...bodies[shell](loadLine(shell, words)),
  end,
];

const isBegin = (line: string): boolean => line.startsWith('# >>> rolecall >>>');
const isEnd = (line: string): boolean => line.startsWith('# <<< rolecall <<<');

const damaged = (file: string, line: number): UserError =>
  new UserError(`${file}:${line}: the marker lines of rolecall are lost, doubled or out of order.`, {
    hint: 'Remove what is left of them by hand, then run this again. Nothing was changed.',
  });

/** Each line has its own line end, so that what is the person's stays byte for byte. */
type Found = { readonly lines: readonly string[]; readonly from: number; readonly to: number };

/** Our lines, markers among them; undefined where there are none. Errors: UserError for broken markers. */
const findBlock = (text: string, file: string): Found | undefined => {
  const lines = text.split(/(?<=\n)/);
  const begins = lines.flatMap((line, index) => (isBegin(line) ? [index] : []));
  const ends = lines.flatMap((line, index) => (isEnd(line) ? [index] : []));
  const [from] = begins;
  const [to] = ends;
  if (from === undefined && to === undefined) return undefined;
  if (from === undefined || to === undefined || begins.length > 1 || ends.length > 1 || to < from)
    throw damaged(file, (from ?? to ?? 0) + 1);
  return { lines, from, to };
};

/** Errors: UserError for broken markers. */
export const hasStartupBlock = (text: string, file: string): boolean => findBlock(text, file) !== undefined;

/** The options of `init` that our lines say. */
const wordsIn = ({ lines, from, to }: Found): string =>
  lines
    .slice(from, to)
    .map((line) => /rolecall init [a-z]+((?: --name [A-Za-z][\w-]*| --no-completion)*)/.exec(line)?.[1] ?? '')
    .join('');

/** Only where every line has it: most shells fail at a line that ends in a carriage return. */
const eolOf = (text: string): string => (/\r\n/.test(text) && !/(?<!\r)\n/.test(text) ? '\r\n' : '\n');

export type BlockRequest = {
  readonly shell: IntegratedShell;
  /** For messages. */
  readonly file: string;
  /** As in `startupLines`; without them those of the lines that are there stay. */
  readonly words?: string | undefined;
};

/** A line of the person's own that does what ours would. */
const isOwnLoadLine = (line: string): boolean => /^[^#]*\brolecall init\b/.test(line);

/**
 * The text with our lines in it, once; the same text when they are there already, or a line of the person's own loads the
 * function. Errors: UserError for broken markers.
 */
export const withStartupBlock = (text: string, { shell, file, words }: BlockRequest): string => {
  const eol = eolOf(text);
  const found = findBlock(text, file);
  if (found !== undefined) {
    const block = startupLines(shell, words ?? wordsIn(found));
    const { lines, from, to } = found;
    const last = lines[to]?.endsWith('\n') ? eol : '';
    return [...lines.slice(0, from), block.join(eol), last, ...lines.slice(to + 1)].join('');
  }
  if (text.split(/\r?\n/).some(isOwnLoadLine)) return text;
  const gap = text === '' ? '' : text.endsWith('\n') ? eol : `${eol}${eol}`;
  return `${text}${gap}${startupLines(shell, words ?? '').join(eol)}${eol}`;
};

/** The text without our lines, and without the empty line that came before them. Errors: UserError for broken markers. */
export const withoutStartupBlock = (text: string, file: string): string => {
  const found = findBlock(text, file);
  if (found === undefined) return text;
  const { lines, from, to } = found;
  const isGap = from > 0 && lines[from - 1]?.trimEnd() === '';
  return [...lines.slice(0, isGap ? from - 1 : from), ...lines.slice(to + 1)].join('');
};
