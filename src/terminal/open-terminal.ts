// Where to draw and where to read keys, whatever is captured or piped: stderr and stdin where they are terminals, else
// the terminal itself.
import { closeSync, openSync } from 'node:fs';
import { ReadStream, WriteStream } from 'node:tty';

export type OpenTerminal = {
  readonly input: NodeJS.ReadStream;
  readonly output: NodeJS.WriteStream;
  /** Closes what was opened here. */
  readonly close: () => void;
};

type Streams = { readonly stdin: NodeJS.ReadStream; readonly stderr: NodeJS.WriteStream };

const device = { input: 'CONIN$', output: 'CONOUT$' } as const;

const openDevice = (path: string, flags: string): number | undefined => {
  try {
    return openSync(path, flags);
  } catch {
    return undefined;
  }
};

/** Undefined when there is no terminal. `platform` as in Node. */
export const openTerminal = (
  { stdin, stderr }: Streams,
  platform: NodeJS.Platform,
): OpenTerminal | undefined => {
  const isWindows = platform === 'win32';
  const opened: (ReadStream | WriteStream)[] = [];
  const close = (): void => {
    for (const stream of opened) stream.destroy();
  };
  const openInput = (): NodeJS.ReadStream | undefined => {
    const fd = openDevice(isWindows ? device.input : '/dev/tty', 'r');
    if (fd === undefined) return undefined;
    const stream = new ReadStream(fd);
    opened.push(stream);
    return stream;
  };
  const openOutput = (): NodeJS.WriteStream | undefined => {
    const fd = openDevice(isWindows ? device.output : '/dev/tty', 'w');
    if (fd === undefined) return undefined;
    try {
      const stream = new WriteStream(fd);
      opened.push(stream);
      return stream;
    } catch {
      closeSync(fd);
      return undefined;
    }
  };
  const input = stdin.isTTY ? stdin : openInput();
  const output = stderr.isTTY ? stderr : openOutput();
  if (input !== undefined && output !== undefined) return { input, output, close };
  close();
  return undefined;
};
