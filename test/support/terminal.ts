// A real pty with a real terminal behind it: what a person would see, as text. Waits are for facts; a wait that runs
// out prints the screen.
import { spawn } from '@lydell/node-pty';
import xterm from '@xterm/headless';

export type TerminalOptions = {
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly columns?: number;
  readonly rows?: number;
  readonly cwd?: string;
  /** `#rrggbb`: what it answers when it is asked for its background; it keeps silent where it has none. */
  readonly background?: string;
};

export type TestTerminal = {
  /** The lines on the screen, right-trimmed. */
  readonly screen: () => string;
  /** Everything that was ever written, escapes included. */
  readonly raw: () => string;
  readonly press: (...keys: readonly string[]) => void;
  readonly resize: (columns: number, rows: number) => void;
  readonly waitFor: (
    fact: string | RegExp | ((screen: string) => boolean),
    limit?: number,
  ) => Promise<string>;
  readonly signal: (name: string) => void;
  readonly exited: (limit?: number) => Promise<number>;
  readonly isAlternate: () => boolean;
  readonly close: () => void;
};

export const keys = {
  enter: '\r',
  escape: '\u001b',
  up: '\u001b[A',
  down: '\u001b[B',
  tab: '\t',
  backspace: '\u007f',
  pageDown: '\u001b[6~',
  control: (letter: string): string => String.fromCharCode(letter.toUpperCase().charCodeAt(0) - 64),
} as const;

/** What a program in a terminal needs, and nothing of the shell that runs the tests. */
export const terminalEnv = (env: Readonly<Record<string, string>>): Record<string, string> => ({
  PATH: process.env['PATH'] ?? '',
  HOME: process.env['HOME'] ?? '/nonexistent',
  TERM: 'xterm-256color',
  COLORTERM: 'truecolor',
  LANG: 'C.UTF-8',
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  AWS_EC2_METADATA_DISABLED: 'true',
  // Else a first fish in a home reads all man pages of the machine, in the background.
  FISH_UNIT_TESTS_RUNNING: '1',
  ...env,
});

export const openTestTerminal = (options: TerminalOptions): TestTerminal => {
  const { argv, columns = 120, rows = 40 } = options;
  const [program = '', ...args] = argv;
  const emulated = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true, scrollback: 1000 });
  const pty = spawn(program, args, {
    cols: columns,
    rows,
    env: terminalEnv(options.env),
    name: 'xterm-256color',
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
  });
  let raw = '';
  let exit: number | undefined;
  const watchers = new Set<() => void>();
  const changed = (): void => {
    for (const watcher of watchers) watcher();
  };
  pty.onData((data) => {
    raw += data;
    emulated.write(data, changed);
  });
  // Answers of the terminal (cursor position and the like) go back to the program, as a real one's would.
  const { background } = options;
  if (background !== undefined)
    emulated.parser.registerOscHandler(11, (data) => {
      const parts = [1, 3, 5].map((at) => background.slice(at, at + 2).repeat(2));
      if (data === '?' && exit === undefined) pty.write(`\u001b]11;rgb:${parts.join('/')}\u001b\\`);
      return true;
    });
  emulated.onData((data) => {
    if (exit === undefined) pty.write(data);
  });
  pty.onExit(({ exitCode, signal }) => {
    exit = signal === undefined || signal === 0 ? exitCode : 128 + signal;
    emulated.write('', changed);
  });
  const screen = (): string => {
    const buffer = emulated.buffer.active;
    return Array.from(
      { length: emulated.rows },
      (_, row) => buffer.getLine(buffer.baseY + row)?.translateToString(true) ?? '',
    ).join('\n');
  };
  /** A frame comes in pieces, and says where it begins and ends. */
  const isMidFrame = (): boolean => exit === undefined && emulated.modes.synchronizedOutputMode;
  const until = <T>(what: string, limit: number, look: () => T | undefined): Promise<T> =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        watchers.delete(check);
        reject(new Error(`waited ${limit} ms for ${what}; exit: ${exit}; the screen:\n${screen()}`));
      }, limit);
      const check = (): void => {
        const found = look();
        if (found === undefined) return;
        clearTimeout(timer);
        watchers.delete(check);
        resolve(found);
      };
      watchers.add(check);
      check();
    });
  return {
    screen,
    raw: () => raw,
    press: (...pressed) => {
      for (const key of pressed) pty.write(key);
    },
    resize: (newColumns, newRows) => {
      emulated.resize(newColumns, newRows);
      pty.resize(newColumns, newRows);
    },
    waitFor: (fact, limit = 40_000) =>
      until(String(fact), limit, () => {
        if (isMidFrame()) return undefined;
        const text = screen();
        const isThere =
          typeof fact === 'string'
            ? text.includes(fact)
            : fact instanceof RegExp
              ? fact.test(text)
              : fact(text);
        return isThere ? text : undefined;
      }),
    signal: (name) => pty.kill(name),
    exited: (limit = 40_000) => until('the end of the program', limit, () => exit),
    isAlternate: () => emulated.buffer.active.type === 'alternate',
    close: () => {
      if (exit === undefined) pty.kill('SIGKILL');
      emulated.dispose();
    },
  };
};
