// Whole processes, from spawn to exit, in rounds: every round runs each program once, in an order that turns, so that a
// machine that slows down for a while slows all of them, the floor too.
import { spawnSync } from 'node:child_process';
import { closeSync, openSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { scratchFolder } from './folders.mjs';
import { median } from './statistics.mjs';

/** Milliseconds. `status` is what the process must end with; `input` a file for its stdin. */
const timeOnce = ({ name, argv, env, input, status = 0 }) => {
  const [program, ...args] = argv;
  const stdin = input === undefined ? 'ignore' : openSync(input, 'r');
  const start = process.hrtime.bigint();
  const ended = spawnSync(program, args, { env, stdio: [stdin, 'ignore', 'ignore'] });
  const took = Number(process.hrtime.bigint() - start) / 1e6;
  if (typeof stdin === 'number') closeSync(stdin);
  if (ended.status !== status) throw new Error(`${name} ended with ${ended.status}, not with ${status}`);
  return took;
};

/** `node` running an empty file: what no program of ours can be quicker than. */
export const floorProgram = (env) => {
  const empty = join(scratchFolder, 'empty.mjs');
  writeFileSync(empty, '');
  return { name: 'floor', argv: [process.execPath, empty], env };
};

/** The floor once, to be called between other measurements (ms). */
export const timeFloor = (env) => timeOnce(floorProgram(env));

/** name -> median (ms) of `rounds` runs, after one that is not counted. */
export const timePrograms = (programs, rounds) => {
  const samples = new Map(programs.map(({ name }) => [name, []]));
  for (const program of programs) timeOnce(program);
  for (let round = 0; round < rounds; round++) {
    for (let n = 0; n < programs.length; n++) {
      const program = programs[(n + round) % programs.length];
      samples.get(program.name).push(timeOnce(program));
    }
  }
  return new Map([...samples].map(([name, times]) => [name, median(times)]));
};
