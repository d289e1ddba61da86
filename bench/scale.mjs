// The cost curve: the same figures for catalogs of growing size, each in a home of its own. Kept in scale.json, from which
// the table of docs/scale.md is made.
import { measureCatalog } from './catalog.mjs';
import { measureCompletion } from './completion.mjs';
import { measureFirstFrames } from './first-frame.mjs';
import { measureKeys } from './key-to-frame.mjs';
import { measureSearch } from './search.mjs';
import { floorProgram, timePrograms } from './whole-processes.mjs';

const query = 'prod admin';

const wholeProcesses = ({ cli, home, floorEnv, rounds }) => {
  const program = (name, ...args) => ({ name, argv: [process.execPath, cli, ...args], env: home.env });
  const medians = timePrograms(
    [
      floorProgram(floorEnv),
      program('process', 'process', ...home.selector),
      program('list', 'list', '--filter', query),
    ],
    rounds.lists,
  );
  return { floor: medians.get('floor'), process: medians.get('process'), list: medians.get('list') };
};

const shellOf = (world) => {
  const [, { value }] = measureCompletion({ ...world, calls: world.rounds.lists })[0];
  return value;
};

/** Figures of one size: milliseconds, `memory` in MB, `bytes`. What Linux alone tells is undefined elsewhere. */
const measureSize = async (world) => {
  const { cli, home, floorEnv, rounds } = world;
  const catalog = await measureCatalog({ home, rounds: rounds.catalogs });
  const { frames } = await measureFirstFrames({
    cli,
    homes: new Map([[home.count, home]]),
    sizes: [home.count],
    floorEnv,
    rounds: rounds.frames,
  });
  const { typing, memory } = await measureKeys({ cli, home, rounds: rounds.keys });
  const search = await measureSearch(home.count, floorEnv);
  return {
    ...wholeProcesses(world),
    open: catalog.open,
    frame: frames.get(home.count),
    key: typing.p50,
    slowKey: typing.p90,
    search: search.median,
    slowSearch: search.worst,
    index: search.build,
    tab: shellOf(world),
    write: catalog.write,
    memory: memory?.now,
    bytes: catalog.bytes,
  };
};

/** `say` is told of each size. Answers `[{ count, figures }]`. */
export const measureScale = async ({ cli, homes, folder, floorEnv, rounds, say }) => {
  const sizes = [];
  for (const [count, home] of homes) {
    say(`Measuring ${count} roles`);
    sizes.push({ count, figures: await measureSize({ cli, home, folder, floorEnv, rounds }) });
  }
  return sizes;
};
