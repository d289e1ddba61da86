// Asks for a passphrase on the terminal without showing it. The keyboard is stdin where that is a terminal, else
// /dev/tty, so that a command in a pipe can ask too; nothing is ever written to stdout. The keyboard's mode is put
// back on every way out; Node itself does so when a signal ends the process.
import { closeSync, openSync, writeSync } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';
import { ReadStream } from 'node:tty';
import { Cancelled } from '../../domain/errors.ts';
import type { PromptPassphrase } from './passphrase-source.ts';

type Terminal = {
  readonly keyboard: ReadStream;
  readonly write: (text: string) => void;
  readonly close: () => void;
};

const openDescriptor = (flags: 'r' | 'w'): number | undefined => {
  try {
    return openSync('/dev/tty', flags);
  } catch {
    return undefined;
  }
};

const openTerminal = (): Terminal | undefined => {
  const output = process.stderr.isTTY ? process.stderr.fd : openDescriptor('w');
  if (output === undefined) return undefined;
  const closeOutput = (): void => {
    if (output !== process.stderr.fd) closeSync(output);
  };
  const write = (text: string): void => void writeSync(output, text);
  if (process.stdin.isTTY) return { keyboard: process.stdin, write, close: closeOutput };
  const input = openDescriptor('r');
  if (input === undefined) {
    closeOutput();
    return undefined;
  }
  const keyboard = new ReadStream(input);
  return {
    keyboard,
    write,
    close: () => {
      keyboard.destroy();
      closeOutput();
    },
  };
};

const escapeSequence = /\u001b(\[[0-9;?]*[ -/]*[@-~]|O.|.)?/g;

type Typed =
  | { readonly kind: 'typing'; readonly text: string }
  | { readonly kind: 'entered'; readonly text: string; readonly rest: string }
  | { readonly kind: 'cancelled' };

/** What the line is after more keys. Ctrl-U clears it; keys that are no text are dropped. */
export const typeKeys = (before: string, keys: string): Typed => {
  const characters = [...keys.replace(escapeSequence, '')];
  let line = [...before];
  for (const [index, character] of characters.entries()) {
    if (character === '\r' || character === '\n')
      return { kind: 'entered', text: line.join(''), rest: characters.slice(index + 1).join('') };
    if (character === '\u0003' || (character === '\u0004' && line.length === 0)) return { kind: 'cancelled' };
    if (character === '\u007f' || character === '\b') line.pop();
    else if (character === '\u0015') line = [];
    else if (character >= ' ') line.push(character);
  }
  return { kind: 'typing', text: line.join('') };
};

/** Reads lines one after the other; what was pasted beyond a line belongs to the next. */
const lineReader = (keyboard: ReadStream): (() => Promise<string>) => {
  const decoder = new StringDecoder('utf8');
  let pending = '';
  return () =>
    new Promise((resolve, reject) => {
      let line = '';
      const finish = (end: () => void): void => {
        keyboard.off('data', onData).off('end', onEnd).off('error', onEnd);
        end();
      };
      const onEnd = (): void => finish(() => reject(new Cancelled()));
      const take = (keys: string): void => {
        const typed = typeKeys(line, keys);
        if (typed.kind === 'typing') line = typed.text;
        else if (typed.kind === 'cancelled') onEnd();
        else {
          pending = typed.rest;
          finish(() => resolve(typed.text));
        }
      };
      const onData = (data: Buffer | string): void =>
        take(typeof data === 'string' ? data : decoder.write(data));
      // Whoever read keys before may have paused them; a listener alone does not start them again.
      keyboard.on('data', onData).on('end', onEnd).on('error', onEnd).resume();
      const leftover = pending;
      pending = '';
      take(leftover);
    });
};

const converse = async (
  terminal: Terminal,
  question: string,
  options: Parameters<PromptPassphrase>[1],
): Promise<string> => {
  const readLine = lineReader(terminal.keyboard);
  const ask = async (text: string): Promise<string> => {
    terminal.write(`${text}: `);
    try {
      return await readLine();
    } finally {
      terminal.write('\r\n');
    }
  };
  for (;;) {
    const first = await ask(question);
    if (first === '') terminal.write(`${options.empty ?? 'A passphrase cannot be empty.'}\r\n`);
    else if (!options.confirm || (await ask('The same again')) === first) return first;
    else terminal.write('The two are not the same.\r\n');
  }
};

/** Undefined when there is no terminal. Errors: Cancelled for Ctrl-C, Ctrl-D on an empty line, a closed terminal. */
export const promptPassphrase: PromptPassphrase = async (question, options) => {
  const terminal = openTerminal();
  if (terminal === undefined) return undefined;
  const { keyboard } = terminal;
  const wasRaw = keyboard.isRaw;
  try {
    keyboard.setRawMode(true);
    return await converse(terminal, question, options);
  } finally {
    keyboard.setRawMode(wasRaw);
    keyboard.pause();
    terminal.close();
  }
};
