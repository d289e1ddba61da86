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

/** Medians in ms, each run in a process of its own: `{ open, write }`, and `bytes`, what of it lies on the disk. */
export const measureCatalog = async ({ home, rounds }) => {
  const program = await bundleProgram('catalog-costs.mjs');
  const once = (mode) => {
    const { took, count } = JSON.parse(runToEnd([process.execPath, program, mode], home.env));
    if (count !== home.count) throw new Error(`${count} roles were there, not ${home.count}`);
    return took;
  };
  const times = (mode) => median(Array.from({ length: rounds }, () => once(mode)));
  const write = times('write');
  return { write, open: times('open'), bytes: bytesIn(join(home.env.ROLECALL_HOME, 'cache')) };
};
