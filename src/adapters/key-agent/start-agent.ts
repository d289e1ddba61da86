// Starts the agent as a process of its own, that outlives this one and its terminal. The key goes through a pipe. Of
// the environment it gets only what Node may need to start: the rest could hold keys, and would stand in its memory
// for hours.
import { type ChildProcess, spawn } from 'node:child_process';
import { isSea } from 'node:sea';
import { UserError } from '../../domain/errors.ts';
import { encodeHandover, type Handover, ready } from './handover.ts';

const startLimit = 10_000;

// A small heap, and no helper threads: the agent waits.
const flags = ['--max-semi-space-size=1', '--v8-pool-size=0'];

/** The first word by which the program as one executable is the agent (build/package/start.cjs). */
const agentWord = '--key-agent';

const needed = ['SystemRoot', 'SystemDrive', 'LD_LIBRARY_PATH'];

const environment = (): Record<string, string> =>
  Object.fromEntries(needed.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));

/** How a process of Node that runs the script is started, or one of the executable that holds it. */
const agentProcess = (script: string): { args: readonly string[]; env: Record<string, string> } =>
  isSea()
    ? { args: [agentWord], env: { ...environment(), NODE_OPTIONS: flags.join(' ') } }
    : { args: [...flags, script], env: environment() };

/** What the agent says before it closes its output: `ready`, or why it cannot be. */
const firstWords = (child: ChildProcess): Promise<string> =>
  new Promise((resolve) => {
    let said = '';
    const timer = setTimeout(() => resolve('it took too long'), startLimit);
    const finish = (): void => {
      clearTimeout(timer);
      resolve(said === '' ? 'it ended at once' : said.slice(0, 100));
    };
    child.once('error', (error: NodeJS.ErrnoException) => {
      said = error.code ?? error.name;
      finish();
    });
    child.stdout?.on('data', (data: Buffer) => {
      said += data.toString('latin1');
    });
    child.stdout?.once('close', finish);
  });

export const notStarted = (why: string): UserError =>
  new UserError(`The key agent could not be started (${why}).`, {
    hint: 'The store stays locked. Set ROLECALL_PASSPHRASE for the programs that need it.',
  });

/**
 * The agent listens when this resolves; the answer ends it again. `script` is its bundled entry. Errors: UserError.
 */
export const startAgent = async (script: string, handover: Handover): Promise<() => void> => {
  const { args, env } = agentProcess(script);
  const child = spawn(process.execPath, args, {
    detached: true,
    stdio: ['pipe', 'pipe', 'ignore'],
    cwd: '/',
    env,
    windowsHide: true,
  });
  const words = firstWords(child);
  const bytes = encodeHandover(handover);
  child.stdin?.on('error', () => undefined);
  child.stdin?.end(bytes, () => bytes.fill(0));
  const said = await words;
  child.unref();
  if (said === ready) return () => void child.kill('SIGTERM');
  child.kill('SIGKILL');
  throw notStarted(said);
};
