import { spawnSync } from 'node:child_process';
import { bundleProgram } from './bundle.mjs';
import { median } from './statistics.mjs';

/** `{ build, cold, worst, worstQuery, median }` in ms, in a process of its own with a fresh heap; `time` as in catalog.mjs. */
export const measureSearch = async (count, env, time = 'took') => {
  const program = await bundleProgram('search-queries.mjs');
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, String(count), time], {
    env,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`the search program ended with ${status}:\n${stderr}`);
  const { build, cold, results } = JSON.parse(stdout);
  const worst = results.reduce((slowest, one) => (one.took > slowest.took ? one : slowest));
  return {
    build,
    cold,
    worst: worst.took,
    worstQuery: worst.text,
    median: median(results.map(({ took }) => took)),
  };
};
