// Builds dist and copies it. The copy is what is measured, so that another build during the measurement (an editor, a
// test run) can neither break a run nor mix two versions in one median.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { repositoryFolder, scratchFolder } from './folders.mjs';

const run = (argv) => {
  const [program, ...args] = argv;
  const { status, stderr } = spawnSync(program, args, { cwd: repositoryFolder, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${argv.join(' ')} ended with ${status}:\n${stderr}`);
};

const buildOnce = () => {
  const copy = join(scratchFolder, 'program');
  run([process.execPath, 'build/build.mjs']);
  rmSync(copy, { recursive: true, force: true });
  cpSync(join(repositoryFolder, 'dist'), copy, { recursive: true });
  const cli = join(copy, 'cli.js');
  for (const args of [['--version'], ['list', '--help'], ['process', '--help']])
    run([process.execPath, cli, ...args]);
  return cli;
};

/** Answers the path of the program's entry. */
export const buildProgram = async () => {
  mkdirSync(scratchFolder, { recursive: true });
  try {
    return buildOnce();
  } catch {
    // Somebody else may be building, or saving a file, at this moment.
    await pause(3_000);
    return buildOnce();
  }
};
