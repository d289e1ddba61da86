// Screens are the program's: it runs on this terminal, and what it prints is its answer.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Cancelled, UserError } from '../domain/errors.ts';
import { exitCodes } from '../domain/exit-codes.ts';
import { inertLines } from '../domain/sanitize.ts';
import type { Host } from '../host.ts';

/** The build puts this beside it. */
const program = fileURLToPath(new URL('./cli.js', import.meta.url));

/** What it printed on stdout, trimmed. Errors: Cancelled when it was left; UserError when it failed, which it said itself. */
export const runRolecall = (host: Host, args: readonly string[]): Promise<string> =>
  new Promise((resolve, reject) => {
    const child = spawn(host.execPath, [program, ...args], {
      stdio: ['inherit', 'pipe', 'inherit'],
      env: { ...host.env },
    });
    const printed: Buffer[] = [];
    child.stdout.on('data', (data: Buffer) => void printed.push(data));
    child.once('error', () => reject(new UserError('rolecall could not be started.')));
    child.once('close', (status) => {
      if (status === exitCodes.ok) resolve(Buffer.concat(printed).toString('utf8').trim());
      else if (status === exitCodes.cancelled) reject(new Cancelled());
      else reject(new UserError(`rolecall ${args[0] ?? ''} did not succeed.`));
    });
  });

const longestSaid = 4_000;

/** The same without a terminal: it reads `input`, and what it says when it fails is the error. Errors: UserError. */
export const tellRolecall = (host: Host, args: readonly string[], input: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const child = spawn(host.execPath, [program, ...args], {
      stdio: ['pipe', 'ignore', 'pipe'],
      env: { ...host.env },
    });
    let said = '';
    child.stderr.on('data', (data: Buffer) => {
      if (said.length < longestSaid) said += data.toString('utf8');
    });
    // It may end before it has read all.
    child.stdin.on('error', () => undefined);
    child.once('error', () => reject(new UserError('rolecall could not be started.')));
    child.once('close', (status) => {
      if (status === exitCodes.ok) return resolve();
      const [what = '', ...next] = inertLines(said)
        .trim()
        .replace(/^rolecall: /, '')
        .split('\n');
      reject(
        new UserError(
          what || 'rolecall did not succeed.',
          next.length === 0 ? {} : { hint: next.join('\n') },
        ),
      );
    });
    child.stdin.end(input);
  });
