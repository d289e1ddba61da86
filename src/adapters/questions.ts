// Questions are asked on stderr, so that stdout stays the result's.
import { createInterface } from 'node:readline';
import { Cancelled, UsageError } from '../domain/errors.ts';

type Terminal = { readonly stdin: NodeJS.ReadStream; readonly stderr: NodeJS.WriteStream };

/** A line from the terminal, trimmed. Ctrl-C and the end of input throw Cancelled. */
export const ask = ({ stdin, stderr }: Terminal, question: string, fallback = ''): Promise<string> =>
  new Promise((resolve, reject) => {
    const lines = createInterface({ input: stdin, output: stderr });
    let answer: string | undefined;
    lines.once('SIGINT', () => lines.close());
    lines.once('close', () => {
      if (answer !== undefined) return resolve(answer);
      stderr.write('\n');
      return reject(new Cancelled());
    });
    lines.question(`${question}${fallback === '' ? '' : ` [${fallback}]`} `, (text) => {
      answer = text.trim() || fallback;
      lines.close();
    });
  });

export const confirm = async (terminal: Terminal, question: string): Promise<boolean> =>
  /^y(es)?$/i.test(await ask(terminal, `${question} (y/N)`));

const longestInput = 64 * 1024;

/** What a program or a file is piped in. Errors: UsageError when it is too long to be what was asked for. */
export const readInput = async (stdin: NodeJS.ReadStream): Promise<string> => {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stdin) {
    const bytes = Buffer.from(chunk as Uint8Array);
    length += bytes.length;
    if (length > longestInput) throw new UsageError('The input is longer than 64 KiB.');
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString('utf8');
};
