// Where copied text goes: to the terminal (OSC 52), which works over SSH and needs no helper program, or to a command of
// the user's own that reads it from stdin. Never as an argument: it may hold keys.
import { UserError } from '../domain/errors.ts';
import { clipboardWay } from '../domain/terminal-place.ts';
import type { Clipboard } from '../ports/clipboard.ts';
import { publicPart } from './withheld-variables.ts';

type Environment = Readonly<Record<string, string | undefined>>;

const osc52 = (text: string): string => `\u001b]52;c;${Buffer.from(text).toString('base64')}\u0007`;

// tmux hands a sequence on only when it is wrapped, with its escapes doubled.
const throughTmux = (sequence: string): string =>
  `\u001bPtmux;${sequence.replaceAll('\u001b', '\u001b\u001b')}\u001b\\`;

export const terminalClipboard = (
  terminal: Pick<NodeJS.WriteStream, 'write'>,
  isInTmux: boolean,
): Clipboard => ({
  copy: async (text) => {
    terminal.write(isInTmux ? throughTmux(osc52(text)) : osc52(text));
  },
});

const timeLimit = 5_000;

/** Errors: UserError when the command is missing, fails, or has not ended after 5 s. */
export const commandClipboard = (argv: readonly string[], env: Environment): Clipboard => ({
  copy: async (text) => {
    const { spawn } = await import('node:child_process');
    const [file = '', ...words] = argv;
    // Those of X11 stay in the background to serve the text: what they would print goes nowhere.
    const child = spawn(file, words, {
      stdio: ['pipe', 'ignore', 'ignore'],
      env: publicPart(env),
      timeout: timeLimit,
    });
    const status = await new Promise<string | number | null>((resolve) => {
      child.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'failed'));
      child.on('exit', resolve);
      child.stdin.on('error', () => undefined);
      child.stdin.end(text);
    });
    if (status === 0) return;
    const why = status === 'ENOENT' ? 'was not found' : 'failed';
    throw new UserError(`The clipboard command ${file} ${why}.`, {
      hint: 'It is clipboard_command in config.yaml. Without it the terminal is asked.',
    });
  },
});

export type ClipboardOptions = {
  readonly terminal: Pick<NodeJS.WriteStream, 'write'>;
  readonly env: Environment;
  readonly platform: NodeJS.Platform;
  /** An argv that reads the text from stdin; undefined = the terminal, and on a Mac at hand its own clipboard. */
  readonly command: readonly string[] | undefined;
};

export const openClipboard = ({ terminal, env, platform, command }: ClipboardOptions): Clipboard => {
  const way = clipboardWay({ env, platform }, command);
  return way.kind === 'command' ? commandClipboard(way.argv, env) : terminalClipboard(terminal, way.isInTmux);
};
