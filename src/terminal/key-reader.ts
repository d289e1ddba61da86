// The terminal's keys, in raw mode with bracketed paste, handed on a burst at a time.
import type { KeyPress } from '../picker/keymap.ts';
import { createKeyDecoder } from './key-decoder.ts';
import { createClickCounter, mouseOff, mouseOn } from './mouse-reports.ts';

/** After this long (ms) a lone escape byte is the escape key. Sequences arrive in one piece, or nearly. */
export const escapeDelay = 25;

export type KeyReader = { readonly start: () => void; readonly stop: () => void };

type KeyReaderInput = {
  readonly input: NodeJS.ReadStream;
  readonly output: NodeJS.WriteStream;
  /** What of the bytes are keys; the rest answers a question. */
  readonly keep: (chunk: string) => string;
  /** Clicks and the wheel are keys too. */
  readonly hasMouse: boolean;
  readonly onKeys: (presses: readonly KeyPress[]) => void;
  /** The terminal is gone. */
  readonly onEnd: () => void;
};

export const createKeyReader = ({
  input,
  output,
  keep,
  hasMouse,
  onKeys,
  onEnd,
}: KeyReaderInput): KeyReader => {
  const counted = createClickCounter(Date.now);
  const decoder = createKeyDecoder();
  let timer: NodeJS.Timeout | undefined;
  const hand = (presses: readonly KeyPress[]): void => {
    if (presses.length > 0) onKeys(presses.map(counted));
  };
  const onData = (chunk: string): void => {
    clearTimeout(timer);
    hand(decoder.push(keep(chunk)));
    if (decoder.isPending()) timer = setTimeout(() => hand(decoder.flush()), escapeDelay);
  };
  return {
    start: () => {
      input.setEncoding('utf8');
      input.setRawMode?.(true);
      output.write(`\u001b[?2004h${hasMouse ? mouseOn : ''}`);
      input.on('data', onData);
      input.on('end', onEnd);
      input.resume();
    },
    stop: () => {
      clearTimeout(timer);
      input.off('data', onData);
      input.off('end', onEnd);
      input.pause();
      if (input.destroyed !== true) input.setRawMode?.(false);
      if (output.writable) output.write(`${hasMouse ? mouseOff : ''}\u001b[?2004l`);
    },
  };
};
