// The built program, as a user has it: dist/cli.js in a process of its own, with a private home and the emulator.
// When it is removed, all that it wrote is searched for secrets (leak-hunt.ts), and a find fails the test.
import {
  type ChildProcessWithoutNullStreams,
  type SpawnOptionsWithoutStdio,
  spawn,
} from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { huntEnv, printsSecrets, startLeakHunt } from './leak-hunt.ts';
import { masterKey } from './secret-forms.ts';
import { openTestTerminal, type TerminalOptions, type TestTerminal, terminalEnv } from './terminal.ts';

export { masterKey };

export const cliPath = resolve('dist/cli.js');

/** An executable to be tested in place of the build (`npm run test:package`). */
const executable = process.env['UNDER_TEST'];

/** What starts the program, and the same as words of a line for any shell. */
export const ownWords: readonly string[] =
  executable === undefined ? [process.execPath, cliPath] : [resolve(executable)];
/** The last of them: the file that is the program. */
export const ownFile = ownWords.at(-1) ?? '';
export const ownLine = ownWords.join(' ');

export const spawnOwn = (
  args: readonly string[],
  options: SpawnOptionsWithoutStdio = {},
): ChildProcessWithoutNullStreams => {
  const [program = '', ...first] = ownWords;
  return spawn(program, [...first, ...args], options);
};

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
  /** Of a test that runs the program by other means: what it read from it, to be searched at the end. */
  readonly said: (where: string, text: string) => void;
  /** Of a test that has keys written to a file, or writes some itself: this one is not searched. */
  readonly mayHoldSecrets: (path: string) => void;
  /** Throws, after all is gone, when a secret was found where none belongs. */
  readonly remove: () => void;
};

export type RunOptions = {
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
  /** The working folder; that of the tests unless given. */
  readonly cwd?: string;
};
export type OpenOptions = Partial<Omit<TerminalOptions, 'argv'>> & {
  /** The test itself has keys shown on this screen. */
  readonly showsSecrets?: boolean;
};

/** Runs any program to its end, without a terminal. */
export const runToEnd = (
  argv: readonly string[],
  env: Readonly<Record<string, string>>,
  { input = '', cwd }: Pick<RunOptions, 'input' | 'cwd'> = {},
): Promise<Finished> =>
  new Promise((done, failed) => {
    const [program = '', ...args] = argv;
    const child = spawn(program, args, { env: { ...env }, cwd });
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

type Watched = { readonly terminal: TestTerminal; readonly where: string; readonly showsSecrets: boolean };

/** A program with a home of its own. `env` is usually the emulator's. */
export const newProgram = (env: Readonly<Record<string, string>>): Program => {
  if (!existsSync(ownFile)) throw new Error(`${ownFile} is missing: run npm run build first.`);
  const home = mkdtempSync(join(tmpdir(), 'rolecall-e2e-'));
  const own = {
    HOME: home,
    ROLECALL_HOME: join(home, 'rolecall'),
    ROLECALL_MASTER_KEY: masterKey,
    AWS_CONFIG_FILE: join(home, '.aws', 'config'),
    AWS_SHARED_CREDENTIALS_FILE: join(home, '.aws', 'credentials'),
    ...huntEnv(home),
    ...env,
  };
  const hunt = startLeakHunt(home);
  hunt.mayHoldSecrets(own.AWS_SHARED_CREDENTIALS_FILE);
  const terminals: Watched[] = [];
  const watch = (argv: readonly string[], more: OpenOptions): TestTerminal => {
    const { showsSecrets = false, ...options } = more;
    const terminal = openTestTerminal({ ...options, argv, env: { ...own, ...more.env } });
    terminals.push({ terminal, where: `the screen of ${argv.join(' ')}`, showsSecrets });
    return terminal;
  };
  const run = async (args: readonly string[], more: RunOptions = {}): Promise<Finished> => {
    const argv = [...ownWords, ...args];
    const finished = await runToEnd(argv, terminalEnv({ ...own, ...more.env }), more);
    hunt.said(`stderr of ${args.join(' ')}`, finished.stderr);
    if (!printsSecrets(args)) hunt.said(`stdout of ${args.join(' ')}`, finished.stdout);
    return finished;
  };
  return {
    home,
    env: own,
    run,
    open: (args, more = {}) => watch([...ownWords, ...args], { showsSecrets: printsSecrets(args), ...more }),
    openOther: (argv, more = {}) => watch(argv, more),
    said: hunt.said,
    mayHoldSecrets: hunt.mayHoldSecrets,
    remove: () => {
      for (const { terminal, where, showsSecrets } of terminals) {
        if (!showsSecrets) hunt.said(where, terminal.raw());
        terminal.close();
      }
      try {
        hunt.finish();
      } finally {
        rmSync(home, { recursive: true, force: true });
      }
    },
  };
};
