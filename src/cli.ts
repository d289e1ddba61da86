#!/usr/bin/env node
// The entry: the only file that reads `process` to make the host, and the only one that ends the program.
import { fstatSync, writeSync } from 'node:fs';
import { keepCompiled } from './adapters/compile-cache.ts';
import { foldersOf } from './adapters/folders.ts';
import { homeFolder } from './adapters/home-folder.ts';
import { dropNodeDebug } from './adapters/node-debug.ts';
import { quickAnswer } from './quick.ts';

if (process.env['NODE_DEBUG']) dropNodeDebug(process.stderr);

// A diagnostic report holds every variable: not even a NODE_OPTIONS that asks for one gets it (security.md R12).
if (`${process.env['NODE_OPTIONS']} ${process.execArgv}`.includes('--report')) {
  process.report.reportOnFatalError = false;
  process.report.reportOnSignal = false;
  process.report.reportOnUncaughtException = false;
}

// A reader that went away (`rolecall list | head`) is no error; a full disk is one.
const onOutputFailed = (error: NodeJS.ErrnoException): never => {
  if (error.code === 'EPIPE') process.exit(0);
  process.stderr.write(`rolecall: the output could not be written (${error.code ?? 'unknown error'}).\n`);
  process.exit(1);
};

/** Writes at once what can be: to make streams of the outputs takes longer than a quick answer. Answers the rest. */
const leftOf = (descriptor: 1 | 2, text: string): Uint8Array => {
  const bytes = Buffer.from(text);
  try {
    return bytes.subarray(text === '' ? 0 : writeSync(descriptor, bytes));
  } catch {
    return bytes;
  }
};

/** To make a stream of a file or a pipe takes longer than a look at what it is. */
const terminalWidth = (): number | undefined => {
  const { stdout } = fstatSync(1).isCharacterDevice() ? process : { stdout: undefined };
  return stdout?.isTTY ? stdout.columns || 80 : undefined;
};

const theLongRoad = async (): Promise<number> => {
  const [{ main, report }, { hostOf }] = await Promise.all([import('./main.ts'), import('./host.ts')]);
  const host = hostOf(process);
  // Node's own report would print the error whole, and whatever it holds.
  for (const event of ['unhandledRejection', 'uncaughtException'])
    process.on(event, (error: unknown) => process.exit(report(host, error)));
  return main(host);
};

const answerOrRun = async (): Promise<void> => {
  const { argv, env, platform, pid, ppid } = process;
  const home = homeFolder(env);
  // The status of a shell loads no more than this file.
  if (argv[2] !== 'status')
    keepCompiled(process.getBuiltinModule('node:module'), foldersOf({ env, platform, home }).cache);
  const answer = await quickAnswer({
    argv: argv.slice(2),
    env,
    platform,
    home,
    cwd: () => process.cwd(),
    now: Date.now,
    pid,
    ppid,
    terminalWidth,
  });
  const stderrLeft = leftOf(2, answer?.stderr ?? '');
  const stdoutLeft = leftOf(1, answer?.stdout ?? '');
  if (answer !== undefined && stderrLeft.length + stdoutLeft.length === 0) process.exit(answer.exitCode);

  process.stdout.on('error', onOutputFailed);
  process.stderr.on('error', () => undefined);
  if (stderrLeft.length > 0) process.stderr.write(stderrLeft);
  const status = answer?.exitCode ?? (await theLongRoad());
  if (stdoutLeft.length > 0) process.stdout.write(stdoutLeft);
  // Ending at once saves what timers of the interface would hold on to. What was written must be out first, and a write
  // that failed must have said so, which takes a turn of the loop.
  const end = () => setImmediate(() => process.exit(status));
  if (process.stdout.writableLength > 0) process.stdout.write('', end);
  else end();
};

void answerOrRun();
