// The built program, run in this process: for what a test starts from, which costs a tenth of a process of its own.
// What a test is about is run as a person runs it (program.ts).
import { EventEmitter } from 'node:events';
import { resolve } from 'node:path';
import { PassThrough } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { cliPath, type Finished, type Program } from './program.ts';
import { terminalEnv } from './terminal.ts';

type Main = typeof import('../../src/main.ts');
type HostFile = typeof import('../../src/host.ts');

const built = <T>(name: string): Promise<T> => import(pathToFileURL(resolve('dist', name)).href);

/** What the program is told of the process it runs in: no terminal, no signals, variables of its own. */
const processOf = (
  argv: readonly string[],
  env: Program['env'],
  said: Record<'stdout' | 'stderr', string>,
) => {
  const output = (name: 'stdout' | 'stderr') => ({
    isTTY: false,
    write: (text: string) => {
      said[name] += text;
    },
  });
  // The log of a program goes on to its end, which here is that of the tests.
  const { ROLECALL_LOG: _, ...unlogged } = env;
  const stdin = new PassThrough();
  stdin.end();
  const { pid, ppid, platform, execPath, version, cwd } = process;
  const fake = { pid, ppid, platform, execPath, version, cwd, stdin, env: terminalEnv(unlogged) };
  return Object.assign(new EventEmitter(), fake, {
    argv: [execPath, cliPath, ...argv],
    stdout: output('stdout'),
    stderr: output('stderr'),
  }) as unknown as NodeJS.Process;
};

/** Runs a command to its end. What it writes to stdout is given back, and not searched for secrets. */
export const runInside = async (program: Program, args: readonly string[]): Promise<Finished> => {
  const said = { stdout: '', stderr: '' };
  const [{ main }, { hostOf }] = await Promise.all([built<Main>('main.cjs'), built<HostFile>('host.cjs')]);
  // The limits of a program count from its own start, which is not that of the tests.
  const host = { ...hostOf(processOf(args, program.env, said)), startedAt: Date.now() };
  const status = await main(host);
  program.said(`stderr of ${args.join(' ')}`, said.stderr);
  return { status, ...said };
};

/** Runs a command that must succeed. Errors: Error with what it said otherwise. */
export const prepare = async (program: Program, args: readonly string[]): Promise<void> => {
  const { status, stderr } = await runInside(program, args);
  if (status !== 0) throw new Error(`rolecall ${args.join(' ')} ended with ${status}:\n${stderr}`);
};
