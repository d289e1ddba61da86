// npm run bench: see README.md, or --help.
import { buildProgram } from './build-program.mjs';
import { prepareHomes } from './homes.mjs';
import { measurements } from './measurements.mjs';
import { readOptions, usage } from './options.mjs';
import { keptRows, tableText } from './report.mjs';
import { machineFacts, readResultsBefore, writeResults } from './results-file.mjs';
import { measureScale } from './scale.mjs';
import { writeScale } from './scale-file.mjs';
import { scaleTable } from './scale-table.mjs';

const quickRounds = {
  processes: 11,
  frames: 5,
  keys: 1,
  lists: 5,
  catalogs: 3,
  idleSeconds: 5,
  bursts: 1,
  accounts: 100,
};
const fullRounds = {
  processes: 41,
  frames: 21,
  keys: 6,
  lists: 21,
  catalogs: 9,
  idleSeconds: 10,
  bursts: 9,
  accounts: 1000,
};
const scaleRounds = { frames: 9, keys: 2, lists: 9, catalogs: 5 };
/** Each takes many seconds. */
const millionRounds = { frames: 2, keys: 1, lists: 2, catalogs: 2 };

const say = (text) => process.stderr.write(`${text}\n`);

const prepare = async (sizes) => {
  say(
    `Building the program, preparing catalogs of ${sizes.map((size) => size.toLocaleString('en')).join(', ')} roles`,
  );
  const cli = await buildProgram();
  return { cli, ...(await prepareHomes(cli, sizes)) };
};

const measureAll = async (world, only) => {
  const results = {};
  const failures = [];
  for (const { name, measure } of measurements) {
    if (only !== undefined && !name.includes(only)) continue;
    say(`Measuring ${name}`);
    try {
      Object.assign(results, await measure(world));
    } catch (error) {
      failures.push(`${name}: ${error instanceof Error ? error.message : error}`);
    }
  }
  return { results, failures };
};

const tableOf = ({ machine, mode, before, results }) =>
  [
    `${machine.processor}, ${machine.cores} cores, Node ${machine.node}, ${mode} run`,
    before === undefined
      ? 'No result before this one.'
      : `Before: ${before.date}, ${before.mode} run, Node ${before.machine.node}.`,
    '',
    tableText(results, before?.rows),
  ].join('\n');

const againstBudgets = async ({ quick, only, date, json }) => {
  const mode = quick ? 'quick' : 'full';
  const world = await prepare([1000, 10_000, 100_000]);
  const rounds = quick ? quickRounds : fullRounds;
  const { results, failures } = await measureAll({ ...world, rounds }, only).finally(world.close);
  const [machine, before] = [machineFacts(), readResultsBefore()];
  const kept = { date, mode, machine, rows: keptRows(results) };
  process.stdout.write(
    `${json ? JSON.stringify(kept, null, 2) : tableOf({ machine, mode, before, results })}\n`,
  );
  if (failures.length > 0) {
    say(`\nNot measured:\n${failures.join('\n')}`);
    return 1;
  }
  if (only === undefined) writeResults(kept);
  return 0;
};

const scaleOf = async (sizes, rounds) => {
  const world = await prepare(sizes);
  return measureScale({ ...world, rounds, say }).finally(world.close);
};

const costCurve = async ({ date, json, million }) => {
  const sizes = await scaleOf([1000, 10_000, 100_000], scaleRounds);
  if (million) sizes.push(...(await scaleOf([1_000_000], millionRounds)));
  const scale = { date, machine: machineFacts(), sizes };
  writeScale(scale);
  process.stdout.write(`${json ? JSON.stringify(scale, null, 2) : scaleTable(scale)}\n`);
  return 0;
};

const run = async () => {
  let options;
  try {
    options = readOptions(process.argv.slice(2));
  } catch (error) {
    say(`${error.message}\n\n${usage}`);
    return 2;
  }
  if (options.help) {
    process.stdout.write(usage);
    return 0;
  }
  return options.scale ? costCurve(options) : againstBudgets(options);
};

process.exitCode = await run();
