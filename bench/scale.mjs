// The cost curve: the same figures for catalogs of growing size. Kept in scale.json, from which the table of docs/scale.md
// is made. It asks how much work there is, so of all rounds the quickest counts: the others say what else the machine did.
import { measureCatalogs } from './catalog.mjs';
import { measureCompletion } from './completion.mjs';
import { measureFirstFrames } from './first-frame.mjs';
import { measureKeys } from './key-to-frame.mjs';
import { measureSearch } from './search.mjs';
import { least } from './statistics.mjs';
import { floorProgram, timePrograms } from './whole-processes.mjs';

const query = 'prod admin';

const wholeProcesses = ({ cli, homes, floorEnv, rounds }) => {
  const programs = [...homes].flatMap(([count, { env, selector }]) =>
    [
      ['process', ...selector],
      ['list', '--filter', query],
    ].map((args) => ({ name: `${args[0]}-${count}`, argv: [process.execPath, cli, ...args], env })),
  );
  return timePrograms([floorProgram(floorEnv), ...programs], rounds.lists, least);
};

const inBash = ({ home, folder, floorEnv, rounds }) => {
  const [, { value }] = measureCompletion({ home, floorEnv, folder, calls: rounds.lists })[0];
  return value;
};

/** What is the same for all sizes is measured in turns, so that all of them meet the same machine. */
const measureTogether = async (world) => {
  const { cli, homes, floorEnv, rounds } = world;
  const processes = wholeProcesses(world);
  const { floor, frames } = await measureFirstFrames({
    cli,
    homes,
    sizes: [...homes.keys()],
    floorEnv,
    rounds: rounds.frames,
    of: least,
  });
  const catalogs = await measureCatalogs({ homes, rounds: rounds.catalogs, of: least });
  return (count) => ({
    floor: Math.min(floor, processes.get('floor')),
    process: processes.get(`process-${count}`),
    list: processes.get(`list-${count}`),
    frame: frames.get(count),
    ...catalogs.get(count),
  });
};

const measureAlone = async ({ cli, home, folder, floorEnv, rounds }) => {
  const { typing, memory } = await measureKeys({ cli, home, rounds: rounds.keys });
  const search = await measureSearch(home.count, floorEnv);
  return {
    key: typing.p50,
    search: search.median,
    slowSearch: search.worst,
    index: search.build,
    tab: inBash({ home, folder, floorEnv, rounds }),
    memory: memory?.now,
  };
};

/**
 * Answers `[{ count, figures }]`: milliseconds, `memory` in MB, `bytes`; undefined is what only Linux tells. `say` is told
 * what is measured.
 */
export const measureScale = async ({ say, ...world }) => {
  const { homes } = world;
  say(`Measuring what starts and is written, ${homes.size} sizes`);
  const together = await measureTogether(world);
  const sizes = [];
  for (const [count, home] of homes) {
    say(`Measuring keys and searches, ${count} roles`);
    sizes.push({ count, figures: { ...together(count), ...(await measureAlone({ ...world, home })) } });
  }
  return sizes;
};
