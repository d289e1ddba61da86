// Which measurement fills which rows. Each answers row id -> `{ value, note }`; one that cannot be made here (no fzf, not
// Linux) answers `{ absent }` with the reason; one that breaks throws.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { callers, measureBurst } from './burst.mjs';
import { measureCatalogs } from './catalog.mjs';
import { measureCompletion } from './completion.mjs';
import { measureDiscovery, measureKilledDiscovery } from './discovery.mjs';
import { measureExecutable } from './executable.mjs';
import { measureFirstFrames } from './first-frame.mjs';
import { measureIdle } from './idle.mjs';
import { measureKeys } from './key-to-frame.mjs';
import { measureSearch } from './search.mjs';
import { round } from './statistics.mjs';
import { floorProgram, timePrograms } from './whole-processes.mjs';

const large = 100_000;
/** Columns and rows of a large window. */
const wide = [200, 60];
const broad = 'prod admin';

/** The number of an account in the middle of the list and the start of a role's name: finds a handful. */
const narrowQuery = ({ lines }) => {
  const [profile] = lines.slice(lines.indexOf('\n', lines.length / 2) + 1).split('\t', 1);
  const [account, role] = profile.split('-').slice(-2);
  return `${account} ${role.slice(0, 5).toLowerCase()}`;
};

const rolecall = (name, { cli, home, env = home.env }, ...args) => ({
  name,
  argv: [process.execPath, cli, ...args],
  env,
});

const smallCommands = ({ cli, homes, floorEnv, rounds }) => {
  const [small, middle] = [homes.get(1000), homes.get(10_000)];
  const programs = [
    floorProgram(floorEnv),
    rolecall('status', { cli, home: middle, env: middle.shellEnv }, 'status'),
    rolecall('process-1k', { cli, home: small }, 'process', ...small.selector),
    rolecall('process-10k', { cli, home: middle }, 'process', ...middle.selector),
    rolecall('process-profile-10k', { cli, home: middle }, 'process', '--profile', middle.profile),
    rolecall('list-10k', { cli, home: middle }, 'list', '--filter', broad),
  ];
  const medians = timePrograms(programs, rounds.processes);
  const floor = medians.get('floor');
  const ratios = [...medians].map(([name, took]) => [
    name,
    { value: took / floor, note: `${round(took)} ms` },
  ]);
  return Object.fromEntries([...ratios, ['floor', { value: floor }]]);
};

const noFzf = { absent: 'fzf is not on PATH' };

const againstFzf = ({ cli, homes, folder, rounds }) => {
  if (spawnSync('fzf', ['--version']).status !== 0) return { 'list-broad': noFzf, 'list-narrow': noFzf };
  const home = homes.get(large);
  const input = join(folder, 'lines');
  writeFileSync(input, home.lines);
  const queries = { broad, narrow: narrowQuery(home) };
  const programs = Object.entries(queries).flatMap(([name, query]) => [
    rolecall(`list-${name}`, { cli, home }, 'list', '--filter', query),
    { name: `fzf-${name}`, argv: ['fzf', '--filter', query], env: home.env, input },
  ]);
  const medians = timePrograms(programs, rounds.lists);
  return Object.fromEntries(
    Object.entries(queries).map(([name, query]) => {
      const [own, other] = [medians.get(`list-${name}`), medians.get(`fzf-${name}`)];
      const note = `"${query}": ${round(own)} ms against ${round(other)} ms`;
      return [`list-${name}`, { value: own / other, note }];
    }),
  );
};

const firstFrames = async ({ cli, homes, floorEnv, rounds }) => {
  const sizes = [...homes.keys()];
  const { floor, frames } = await measureFirstFrames({ cli, homes, sizes, floorEnv, rounds: rounds.frames });
  return Object.fromEntries(
    sizes.map((size) => {
      const took = frames.get(size);
      return [`first-frame-${size / 1000}k`, { value: took / floor, note: `${round(took)} ms` }];
    }),
  );
};

const executable = async ({ cli, homes, floorEnv, rounds }) => {
  const home = homes.get(10_000);
  const found = await measureExecutable({
    cli,
    home,
    floorEnv,
    floorProgram: floorProgram(floorEnv),
    rounds,
  });
  const row = ({ executable: took, node, floor }) => ({
    value: took / floor,
    note: `${round(took)} ms; by Node ${round(node)} ms, ${round(node / floor)} x floor`,
  });
  return Object.fromEntries(
    ['status', 'process', 'frame'].map((name) => [
      `executable-${name}`,
      found.absent === undefined ? row(found[name]) : { absent: found.absent },
    ]),
  );
};

const spread = ({ p50, p90, max }) => ({
  value: p90,
  note: `p50 ${round(p50)}, p90 ${round(p90)}, max ${round(max)}`,
});

const notLinux = { absent: 'only told by Linux' };

const keys = async ({ cli, homes, rounds }) => {
  const measure = (count, size) => measureKeys({ cli, home: homes.get(count), rounds: rounds.keys, size });
  const middle = await measure(10_000);
  const middleWide = await measure(10_000, wide);
  const { all, typing, moving, resizing, memory } = await measure(large);
  const largeWide = await measure(large, wide);
  return {
    'key-10k': spread(middle.all),
    'key-10k-wide': spread(middleWide.all),
    'key-100k': spread(typing),
    'key-100k-wide': spread(largeWide.typing),
    'move-100k': spread(moving),
    'resize-100k': spread(resizing),
    'frame-bytes': {
      value: all.bytes,
      note: `typing ${typing.bytes}, moving ${moving.bytes}, the most ${all.mostBytes}`,
    },
    'memory-100k': memory === undefined ? notLinux : { value: memory.now },
    'memory-peak': memory === undefined ? notLinux : { value: memory.peak },
  };
};

const catalog = async ({ homes, rounds }) => {
  const measured = await measureCatalogs({ homes, rounds: rounds.catalogs });
  return Object.fromEntries(
    [...measured].flatMap(([count, { open, write, bytes }]) => [
      [`open-${count / 1000}k`, { value: open, note: `${round(bytes / 1e6)} MB of files` }],
      [`write-${count / 1000}k`, { value: write }],
    ]),
  );
};

const searches = async ({ floorEnv }) => {
  const { build, cold, worst, worstQuery, median } = await measureSearch(large, floorEnv);
  return {
    'search-worst': { value: worst, note: `"${worstQuery}"; the very first ones up to ${round(cold)} ms` },
    'search-median': { value: median },
    'search-index': { value: build },
  };
};

const idle = async ({ cli, homes, rounds }) => {
  const { cpu, bytes } = await measureIdle({ cli, home: homes.get(10_000), seconds: rounds.idleSeconds });
  return {
    'idle-cpu': cpu === undefined ? notLinux : { value: cpu, note: `over ${rounds.idleSeconds} s` },
    'idle-bytes': { value: bytes },
  };
};

const completion = ({ homes, floorEnv, folder, rounds }) => {
  const rowsOf = (count, ending) =>
    measureCompletion({ home: homes.get(count), floorEnv, folder, calls: rounds.processes }).map(
      ([shell, row]) => [`complete-${shell}${ending}`, row],
    );
  return Object.fromEntries([...rowsOf(10_000, ''), ...rowsOf(large, '-100k')]);
};

const burst = async ({ cli, folder, floorEnv, rounds }) => {
  const measured = await measureBurst({ cli, folder, floorEnv, rounds: rounds.bursts });
  const [took, empty] = [measured.burst, measured.floor].map((time) => time / 1000);
  return {
    'burst-renewals': { value: measured.renewals, note: `the most in ${rounds.bursts + 1} rounds` },
    'burst-fetches': { value: measured.fetches, note: `the most in ${rounds.bursts + 1} rounds` },
    'burst-time': {
      value: took - empty,
      note: `${round(took)} s against ${round(empty)} s of ${callers} empty Node processes`,
    },
  };
};

const killedDiscovery = async ({ cli, folder, floorEnv }) => {
  const { took, limit, twice } = await measureKilledDiscovery({ cli, folder, floorEnv, accounts: 200 });
  return {
    'discovery-killed': { value: took / limit, note: `${round(took)} s; ${twice} accounts asked twice` },
  };
};

const discovery = async ({ cli, folder, floorEnv, rounds }) => {
  const { accounts } = rounds;
  const { took, limit, needed, calls, roles } = await measureDiscovery({ cli, folder, floorEnv, accounts });
  const extra = calls === needed ? '' : `, and ${calls - needed} more`;
  const size = `${accounts < 1000 ? 'only ' : ''}${accounts} accounts, ${roles} roles`;
  return {
    discovery: { value: took / limit, note: `${size}: ${round(took)} s; ${needed} calls${extra}` },
  };
};

export const measurements = [
  { name: 'small commands', measure: smallCommands },
  { name: 'first frames', measure: firstFrames },
  { name: 'the executable', measure: executable },
  { name: 'keys', measure: keys },
  { name: 'searches', measure: searches },
  { name: 'catalog', measure: catalog },
  { name: 'list against fzf', measure: againstFzf },
  { name: 'idle', measure: idle },
  { name: 'completion', measure: completion },
  { name: 'burst', measure: burst },
  { name: 'discovery', measure: discovery },
  { name: 'discovery, killed', measure: killedDiscovery },
];
