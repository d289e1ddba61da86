// npm run bench [-- --quick] [--date YYYY-MM-DD] [--only TEXT]: see README.md. A slow figure never fails it; a
// measurement that cannot be made does.
import { parseArgs } from 'node:util';
import { buildProgram } from './build-program.mjs';
import { prepareHomes } from './homes.mjs';
import { measurements } from './measurements.mjs';
import { keptRows, tableText } from './report.mjs';
import { machineFacts, readResultsBefore, writeResults } from './results-file.mjs';

const { values: options } = parseArgs({
  options: { quick: { type: 'boolean' }, date: { type: 'string' }, only: { type: 'string' } },
});

const rounds = options.quick
  ? { processes: 11, frames: 5, keys: 1, lists: 5, idleSeconds: 5, bursts: 3, accounts: 100 }
  : { processes: 41, frames: 21, keys: 6, lists: 21, idleSeconds: 10, bursts: 9, accounts: 1000 };

const say = (text) => process.stderr.write(`${text}\n`);

const measureAll = async (world) => {
  const results = {};
  const failures = [];
  for (const { name, measure } of measurements) {
    if (options.only !== undefined && !name.includes(options.only)) continue;
    say(`Measuring ${name}`);
    try {
      Object.assign(results, await measure(world));
    } catch (error) {
      failures.push(`${name}: ${error instanceof Error ? error.message : error}`);
    }
  }
  return { results, failures };
};

say('Building the program, preparing catalogs of 200, 10,000 and 100,000 roles');
const cli = await buildProgram();
const world = await prepareHomes(cli, [200, 10_000, 100_000]);
const { results, failures } = await measureAll({ ...world, cli, rounds }).finally(world.close);

const before = readResultsBefore();
const machine = machineFacts();
const mode = options.quick ? 'quick' : 'full';
process.stdout.write(
  `${machine.processor}, ${machine.cores} cores, Node ${machine.node}, ${mode} run\n` +
    `${before === undefined ? 'No result before this one.' : `Before: ${before.date}, ${before.mode} run, Node ${before.machine.node}.`}\n\n` +
    `${tableText(results, before?.rows)}\n`,
);
if (failures.length > 0) {
  say(`\nNot measured:\n${failures.join('\n')}`);
  process.exitCode = 1;
} else if (options.only === undefined) {
  const date = options.date ?? new Date().toISOString().slice(0, 10);
  writeResults({ date, mode, machine, rows: keptRows(results) });
}
