// Node can write a report of itself, with every variable in it. Not of this program, whose variables may be secrets.
import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { cliPath, newProgram } from '../support/program.ts';
import { terminalEnv } from '../support/terminal.ts';

/** Sends the signal that asks for a report, when the program says something, and waits for its end. */
const endBySignal = async (argv: readonly string[], folder: string): Promise<void> => {
  mkdirSync(folder);
  const program = newProgram({});
  onTestFinished(program.remove);
  const options = `--report-on-signal --report-directory=${folder}`;
  const child = spawn(process.execPath, argv, {
    env: terminalEnv({ ...program.env, NODE_OPTIONS: options, ROLECALL_PASSPHRASE: 'hunter2' }),
  });
  await new Promise((resolve) => child.stdout.once('data', resolve));
  child.kill('SIGUSR2');
  // A program that takes the signal for a report goes on.
  child.stdin.end();
  await new Promise((resolve) => child.once('close', resolve));
};

test.skipIf(process.platform === 'win32')(
  'is not written, even when the environment asks for one',
  async () => {
    const program = newProgram({});
    onTestFinished(program.remove);
    const [ours, theirs] = [join(program.home, 'ours'), join(program.home, 'theirs')];
    await endBySignal([cliPath, 'emulator'], ours);
    await endBySignal(['-e', 'process.stdin.resume(); console.log("ready")'], theirs);
    expect(readdirSync(ours)).toEqual([]);
    expect(readdirSync(theirs)).toHaveLength(1);
  },
);
