// Questions are asked on stderr, so that stdout stays the result's.
import { createInterface } from 'node:readline';
import { Cancelled } from '../domain/errors.ts';

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
