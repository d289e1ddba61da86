// Node can write a report of itself, with every variable in it. Not of this program, whose variables may be secrets.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { cliPath, newProgram } from '../support/program.ts';
import { terminalEnv } from '../support/terminal.ts';

/** A program that has said something, in an environment that asks for reports on a signal. */
const start = async (argv: readonly string[], folder: string): Promise<ChildProcess> => {
  mkdirSync(folder);
  const program = newProgram({});
  const options = `--report-on-signal --report-directory=${folder}`;
  const env = terminalEnv({ ...program.env, NODE_OPTIONS: options, ROLECALL_PASSPHRASE: 'hunter2' });
  const child = spawn(process.execPath, argv, { env, stdio: ['pipe', 'pipe', 'ignore'] });
  onTestFinished(() => {
    child.kill('SIGKILL');
    program.remove();
  });
  await new Promise((resolve) => child.stdout?.once('data', resolve));
  return child;
};

test.skipIf(process.platform === 'win32')(
  'is not written, even when the environment asks for one',
  async () => {
    const program = newProgram({});
    onTestFinished(program.remove);
    const [ours, theirs] = [join(program.home, 'ours'), join(program.home, 'theirs')];
    program.mayHoldSecrets(theirs);
    const other = await start(['-e', 'process.stdin.resume(); console.log("ready")'], theirs);
    other.kill('SIGUSR2');
    await expect.poll(() => readdirSync(theirs)).toHaveLength(1);
    // Without a report to write, the signal ends the program, as it ends any other.
    const own = await start([cliPath, 'emulator'], ours);
    const ended = new Promise((resolve) => own.once('close', (_, signal) => resolve(signal)));
    own.kill('SIGUSR2');
    expect(await ended).toBe('SIGUSR2');
    expect(readdirSync(ours)).toEqual([]);
  },
);
