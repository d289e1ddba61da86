// The built program, as a user has it: dist/cli.js in a process of its own, with a private home and the emulator.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { openTestTerminal, type TerminalOptions, type TestTerminal, terminalEnv } from './terminal.ts';

export const cliPath = resolve('dist/cli.js');

export type Finished = { readonly status: number; readonly stdout: string; readonly stderr: string };

export type Program = {
  readonly home: string;
  readonly env: Readonly<Record<string, string>>;
  /** Runs to the end without a terminal. */
  readonly run: (args: readonly string[], more?: RunOptions) => Promise<Finished>;
  /** Runs in a real pty. */
  readonly open: (args: readonly string[], more?: OpenOptions) => TestTerminal;
  /** Runs any other program in a real pty with the same variables. */
  readonly openOther: (argv: readonly string[], more?: OpenOptions) => TestTerminal;
  readonly remove: () => void;
};

export type RunOptions = { readonly env?: Readonly<Record<string, string>>; readonly input?: string };
export type OpenOptions = Partial<Omit<TerminalOptions, 'argv'>>;

export const masterKey = Buffer.alloc(32, 7).toString('base64');

/** Runs any program to its end, without a terminal. */
export const runToEnd = (
  argv: readonly string[],
  env: Readonly<Record<string, string>>,
  input = '',
): Promise<Finished> =>
  new Promise((done, failed) => {
    const [program = '', ...args] = argv;
    const child = spawn(program, args, { env: { ...env } });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (data: Buffer) => {
      stdout += data.toString();
    });
    child.stderr.on('data', (data: Buffer) => {
      stderr += data.toString();
    });
    child.on('error', failed);
    child.on('close', (code) => done({ status: code ?? -1, stdout, stderr }));
    child.stdin.end(input);
  });

/** A program with a home of its own. `env` is usually the emulator's. */
export const newProgram = (env: Readonly<Record<string, string>>): Program => {
  if (!existsSync(cliPath)) throw new Error('dist/cli.js is missing: run npm run build first.');
  const home = mkdtempSync(join(tmpdir(), 'rolecall-e2e-'));
  const own = {
    HOME: home,
    ROLECALL_HOME: join(home, 'rolecall'),
    ROLECALL_MASTER_KEY: masterKey,
    AWS_CONFIG_FILE: join(home, '.aws', 'config'),
    AWS_SHARED_CREDENTIALS_FILE: join(home, '.aws', 'credentials'),
    ...env,
  };
  const terminals: TestTerminal[] = [];
  const openOther = (argv: readonly string[], more: OpenOptions = {}): TestTerminal => {
    const terminal = openTestTerminal({ ...more, argv, env: { ...own, ...more.env } });
    terminals.push(terminal);
    return terminal;
  };
  return {
    home,
    env: own,
    run: (args, more = {}) =>
      runToEnd([process.execPath, cliPath, ...args], terminalEnv({ ...own, ...more.env }), more.input),
    open: (args, more) => openOther([process.execPath, cliPath, ...args], more),
    openOther,
    remove: () => {
      for (const terminal of terminals) terminal.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
};
