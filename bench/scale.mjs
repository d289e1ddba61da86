// The cost curve: the same figures for catalogs of growing size. Kept in scale.json, from which the table of docs/scale.md
// is made. It asks how much work there is, so it counts the processor's time, user and system: what else the machine does
// meanwhile is not in it. Linux only.
import { spawnSync } from 'node:child_process';
import { measureCatalogs } from './catalog.mjs';
import { measureFirstFrames } from './first-frame.mjs';
import { measureKeys } from './key-to-frame.mjs';
import { measureSearch } from './search.mjs';
import { median } from './statistics.mjs';
import { floorProgram } from './whole-processes.mjs';

const query = 'prod admin';

/** Milliseconds that the processor worked for a whole process. */
const workOf = ({ argv, env }) => {
  const timed = 'TIMEFORMAT="%U %S"; time "$@" >/dev/null 2>/dev/null';
  const { status, stderr } = spawnSync('bash', ['-c', timed, 'bash', ...argv], { env, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${argv.join(' ')} ended with ${status}`);
  return stderr
    .trim()
    .split(' ')
    .reduce((sum, seconds) => sum + Number(seconds) * 1000, 0);
};

/** Answers a function from size to figures. The sizes are measured in turns. */
const wholeProcesses = ({ cli, homes, floorEnv, rounds }) => {
  const program = (env, ...args) => ({ argv: [process.execPath, cli, ...args], env });
  const samples = Array.from({ length: rounds.lists }, () => ({
    floor: workOf(floorProgram(floorEnv)),
    sizes: new Map(
      [...homes].map(([count, { env, selector }]) => [
        count,
        {
          process: workOf(program(env, 'process', ...selector)),
          list: workOf(program(env, 'list', '--filter', query)),
        },
      ]),
    ),
  }));
  const of = (read) => median(samples.map(read));
  return (count) => ({
    floor: of(({ floor }) => floor),
    process: of(({ sizes }) => sizes.get(count).process),
    list: of(({ sizes }) => sizes.get(count).list),
  });
};

const measureAlone = async ({ cli, home, floorEnv, rounds }) => {
  const { typing, memory } = await measureKeys({ cli, home, rounds: rounds.keys });
  const search = await measureSearch(home.count, floorEnv, 'worked');
  return {
    key: typing.worked,
    search: search.median,
    slowSearch: search.worst,
    index: search.build,
    memory: memory.now,
  };
};

/** Answers `[{ count, figures }]`: milliseconds, `memory` in MB, `bytes`. `say` is told what is measured. */
export const measureScale = async ({ say, ...world }) => {
  if (process.platform !== 'linux') throw new Error('only Linux tells what a process worked');
  const { cli, homes, floorEnv, rounds } = world;
  say(`Measuring what starts and what is written, ${homes.size} sizes`);
  const whole = wholeProcesses(world);
  const catalogs = await measureCatalogs({ homes, rounds: rounds.catalogs, time: 'worked' });
  const counts = [...homes.keys()];
  const { work } = await measureFirstFrames({ cli, homes, sizes: counts, floorEnv, rounds: rounds.frames });
  const sizes = [];
  for (const [count, home] of homes) {
    say(`Measuring keys and searches, ${count} roles`);
    const together = { ...whole(count), ...catalogs.get(count), frame: work.get(count) };
    sizes.push({ count, figures: { ...together, ...(await measureAlone({ ...world, home })) } });
  }
  return sizes;
};
