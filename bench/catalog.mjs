// What the catalog costs on disk, without the start of a process: opened, and written by a refresh.
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { bundleProgram } from './bundle.mjs';
import { runToEnd } from './homes.mjs';
import { median } from './statistics.mjs';

const bytesIn = (folder) =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);

/**
 * size -> `{ open, write }`, medians in ms, each run in a process of its own and the sizes in turns, and `bytes`, what of it
 * lies on the disk. `time`: `took`, or `worked` for the processor's time.
 */
export const measureCatalogs = async ({ homes, rounds, time = 'took' }) => {
  const program = await bundleProgram('catalog-costs.mjs');
  const once = (mode, home) => {
    const told = JSON.parse(runToEnd([process.execPath, program, mode], home.env));
    if (told.count !== home.count) throw new Error(`${told.count} roles were there, not ${home.count}`);
    return told[time];
  };
  const runs = Array.from({ length: rounds }, () =>
    [...homes.values()].map((home) => ({ write: once('write', home), open: once('open', home) })),
  );
  return new Map(
    [...homes].map(([count, { env }], at) => {
      const figure = (mode) => median(runs.map((round) => round[at][mode]));
      const bytes = bytesIn(join(env.ROLECALL_HOME, 'cache'));
      return [count, { open: figure('open'), write: figure('write'), bytes }];
    }),
  );
};
