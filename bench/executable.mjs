// The program as one executable (npm run package), made of the build that is measured: the small commands and the first
// frame, in turn with the floor and with the same commands by Node.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { repositoryFolder, scratchFolder } from './folders.mjs';
import { openPicker, quitPicker } from './open-picker.mjs';
import { median } from './statistics.mjs';
import { timeFloor, timePrograms } from './whole-processes.mjs';

/** Answers its path, or `{ absent }` with why there is none. */
const makeExecutable = () => {
  const words = ['build/package/package.mjs', '--out', join(scratchFolder, 'package'), '--json'];
  const { stdout } = spawnSync(process.execPath, words, { cwd: repositoryFolder, encoding: 'utf8' });
  const [made] = stdout === '' ? [] : JSON.parse(stdout);
  return made?.executable ?? { absent: made?.failed ?? 'npm run package does not work here' };
};

const firstFrames = async ({ programs, home, floorEnv, rounds }) => {
  const samples = new Map([...Object.keys(programs), 'floor'].map((name) => [name, []]));
  for (let round = 0; round <= rounds; round++) {
    const took = { floor: timeFloor(floorEnv) };
    for (const [name, words] of Object.entries(programs)) {
      const opened = await openPicker({ words, home });
      took[name] = opened.took;
      await quitPicker(opened.terminal);
    }
    if (round > 0) for (const [name, time] of Object.entries(took)) samples.get(name).push(time);
  }
  return new Map([...samples].map(([name, times]) => [name, median(times)]));
};

const commands = ({ programs, home, floorProgram, rounds }) => {
  const asked = { status: ['status'], process: ['process', '--profile', home.profile] };
  const each = Object.entries(programs).flatMap(([program, words]) =>
    Object.entries(asked).map(([command, args]) => ({
      name: `${program} ${command}`,
      argv: [...words, ...args],
      env: command === 'status' ? home.shellEnv : home.env,
    })),
  );
  return timePrograms([floorProgram, ...each], rounds);
};

/** Row (`status`, `process`, `frame`) -> `{ executable, node, floor }` in ms; or `{ absent }`. */
export const measureExecutable = async ({ cli, home, floorEnv, floorProgram, rounds }) => {
  const executable = makeExecutable();
  if (executable.absent !== undefined) return executable;
  const programs = { executable: [executable], node: [process.execPath, cli] };
  const times = commands({ programs, home, floorProgram, rounds: rounds.processes });
  const frames = await firstFrames({ programs, home, floorEnv, rounds: rounds.frames });
  const of = (command) => ({
    executable: times.get(`executable ${command}`),
    node: times.get(`node ${command}`),
    floor: times.get('floor'),
  });
  return { status: of('status'), process: of('process'), frame: Object.fromEntries(frames) };
};
