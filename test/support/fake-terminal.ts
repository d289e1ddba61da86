// A terminal without a device: streams that look like a TTY, and the screen that the bytes written to it make.
import { PassThrough, Writable } from 'node:stream';
import { Terminal } from '@xterm/headless';
import { vi } from 'vitest';

export type FakeTerminal = {
  readonly input: NodeJS.ReadStream;
  readonly output: NodeJS.WriteStream;
  readonly type: (bytes: string) => void;
  readonly resize: (columns: number, rows: number) => void;
  readonly screen: () => string;
  readonly isAlternate: () => boolean;
  readonly isRaw: () => boolean;
  /** Every byte written so far. */
  readonly written: () => string;
  /** Waits until the text is on the screen; the failure shows the screen. */
  readonly until: (text: string) => Promise<void>;
};

const textOf = (terminal: Terminal): string => {
  const { active } = terminal.buffer;
  const lines = Array.from({ length: terminal.rows }, (_, row) =>
    (active.getLine(active.viewportY + row)?.translateToString(true) ?? '').trimEnd(),
  );
  return lines.join('\n').trimEnd();
};

export const fakeTerminal = (columns = 80, rows = 24): FakeTerminal => {
  const terminal = new Terminal({ cols: columns, rows, allowProposedApi: true });
  let raw = false;
  let written = '';
  const input = Object.assign(new PassThrough(), {
    isTTY: true,
    setRawMode: (isRaw: boolean) => {
      raw = isRaw;
    },
    ref: () => {},
    unref: () => {},
  }) as unknown as NodeJS.ReadStream;
  const writable = new Writable({
    decodeStrings: false,
    write: (chunk: string | Uint8Array, _encoding, done) => {
      const bytes = String(chunk);
      written += bytes;
      terminal.write(bytes.replaceAll(/(?<!\r)\n/g, '\r\n'), () => done());
    },
  });
  const output = Object.assign(writable, { isTTY: true, columns, rows }) as unknown as NodeJS.WriteStream;
  const screen = (): string => textOf(terminal);
  return {
    input,
    output,
    type: (bytes) => void (input as unknown as PassThrough).write(bytes),
    resize: (width, height) => {
      Object.assign(output, { columns: width, rows: height });
      terminal.resize(width, height);
      output.emit('resize');
    },
    screen,
    isAlternate: () => terminal.buffer.active.type === 'alternate',
    isRaw: () => raw,
    written: () => written,
    until: (text) =>
      vi.waitFor(
        () => {
          if (!screen().includes(text)) throw new Error(`never saw ${JSON.stringify(text)} in:\n${screen()}`);
        },
        { timeout: 40_000 },
      ),
  };
};
