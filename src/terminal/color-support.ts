// How many colours the stream that is drawn on has. Libraries ask this of stdout, which is captured while the picker
// draws on stderr or /dev/tty. Conventions: no-color.org, bixense.com/clicolors, FORCE_COLOR of Node.

export type ColorLevel = 0 | 1 | 2 | 3;

export type ColorSupport = {
  /** 0 no escapes for text, 1 the 16 colours, 2 = 256, 3 true colour. */
  readonly level: ColorLevel;
  /** Weight and inverse are wanted, colours are not (`NO_COLOR`). */
  readonly isMono: boolean;
};

type Env = Readonly<Record<string, string | undefined>>;

const levelOfTerminal = (env: Env): ColorLevel => {
  const term = env['TERM'] ?? '';
  if (/^(truecolor|24bit)$/.test(env['COLORTERM'] ?? '') || env['WT_SESSION'] !== undefined) return 3;
  if (/-direct$|^xterm-(kitty|ghostty)$|^(alacritty|foot|wezterm)$/.test(term)) return 3;
  if (/^(iTerm\.app|WezTerm|ghostty|vscode)$/.test(env['TERM_PROGRAM'] ?? '')) return 3;
  return /-256(color)?$/.test(term) || env['TERM_PROGRAM'] === 'Apple_Terminal' ? 2 : 1;
};

const forced = (env: Env): ColorLevel | undefined => {
  const value = env['FORCE_COLOR'];
  if (value === undefined) {
    const isForced = env['CLICOLOR_FORCE'] !== undefined && !['', '0'].includes(env['CLICOLOR_FORCE']);
    return isForced ? levelOfTerminal(env) : undefined;
  }
  if (value === '0' || value === 'false') return 0;
  if (value === '2') return 2;
  if (value === '3') return 3;
  return value === '1' ? 1 : levelOfTerminal(env);
};

/** `NO_COLOR` (any non-empty value) beats the rest, then what forces colour, then `CLICOLOR=0`, then the terminal. */
export const colorSupport = (output: { readonly isTTY?: boolean }, env: Env): ColorSupport => {
  const isDumb = env['TERM'] === 'dumb';
  if ((env['NO_COLOR'] ?? '') !== '') return { level: isDumb ? 0 : 1, isMono: true };
  const level = forced(env);
  if (level !== undefined)
    return level === 0 ? { level: isDumb ? 0 : 1, isMono: true } : { level, isMono: false };
  if (isDumb || output.isTTY !== true) return { level: 0, isMono: true };
  return env['CLICOLOR'] === '0'
    ? { level: 1, isMono: true }
    : { level: levelOfTerminal(env), isMono: false };
};
