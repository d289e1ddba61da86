// Entering the alternate screen leaves the cursor where the shell had it: after a prompt, or after keys that the terminal
// echoed while the program started. Ink draws from where the cursor is, so it is put to the top left each time.

const enter = '\u001b[?1049h';
const home = '\u001b[H';

/** The same stream, for all but that. */
export const homeOnEntry = (output: NodeJS.WriteStream): NodeJS.WriteStream =>
  new Proxy(output, {
    get: (stream, property) => {
      if (property !== 'write') return Reflect.get(stream, property);
      return (chunk: unknown, ...rest: readonly unknown[]): boolean => {
        const text = typeof chunk === 'string' ? chunk.replaceAll(enter, enter + home) : chunk;
        return Reflect.apply(stream.write, stream, [text, ...rest]);
      };
    },
  });
