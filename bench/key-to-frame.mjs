// From a key's write to the pty, or a new size of it, to the last byte of the frame that it causes. A frame has ended when nothing more came
// for `quiet` ms. Keys are pressed well after the turn of a second, so that the picker's own tick is not counted.
import { setTimeout as pause } from 'node:timers/promises';
import { openPicker, quitPicker } from './open-picker.mjs';
import { mainThreadTime, residentMemory } from './process-facts.mjs';
import { percentile } from './statistics.mjs';

const quiet = 40;
const noFrame = 20_000;
const down = '\u001b[B';
const erase = '\u007f';
const queries = ['prod admin', 'globex pay ro', 'stage 12 data'];

const betweenTicks = async () => {
  const since = Date.now() % 1000;
  if (since < 40 || since > 700) await pause(since < 40 ? 40 - since : 1040 - since);
};

/** Answers how long the frame took (ms), what of it the program's main thread worked, and its bytes. */
const frameAfter = async (terminal, what, act) => {
  await betweenTicks();
  const before = terminal.chunks.length;
  const workedBefore = mainThreadTime(terminal.pid);
  const pressedAt = performance.now();
  act();
  for (;;) {
    await pause(5);
    const last = terminal.chunks.length > before ? terminal.chunks.at(-1).at : undefined;
    const now = performance.now();
    if (last !== undefined && now - last >= quiet) {
      const bytes = terminal.chunks.slice(before).reduce((sum, chunk) => sum + chunk.bytes, 0);
      const worked = workedBefore && mainThreadTime(terminal.pid) - workedBefore;
      return { took: last - pressedAt, worked, bytes };
    }
    if (last === undefined && now - pressedAt > noFrame) throw new Error(`no frame came for ${what}`);
  }
};

const frameAfterKey = (terminal, key) => frameAfter(terminal, JSON.stringify(key), () => terminal.press(key));

const otherSizes = [
  [160, 50],
  [80, 24],
];

const summary = (frames) => {
  const times = frames.map(({ took }) => took);
  const bytes = frames.map((frame) => frame.bytes);
  return {
    p50: percentile(times, 0.5),
    p90: percentile(times, 0.9),
    max: Math.max(...times),
    worked: percentile(
      frames.map(({ worked }) => worked),
      0.5,
    ),
    bytes: percentile(bytes, 0.5),
    mostBytes: Math.max(...bytes),
  };
};

/**
 * Types each query, moving down after its first letter, resizes the terminal and back to `size`, erases the query. Answers p50, p90 and max (ms)
 * and the bytes of a frame (median and most) of each kind, and the memory (MB) at the end.
 */
export const measureKeys = async ({ cli, home, rounds, size = [120, 40] }) => {
  const { terminal } = await openPicker({ cli, home, size });
  try {
    // Somebody needs this long to begin to type.
    await pause(300);
    const typing = [];
    const moving = [];
    const resizing = [];
    for (let round = 0; round < rounds; round++) {
      const [first, ...others] = queries[round % queries.length];
      typing.push(await frameAfterKey(terminal, first));
      // While there are rows to move over, in a small catalog too.
      for (let n = 0; n < 8; n++) moving.push(await frameAfterKey(terminal, down));
      for (const letter of others) typing.push(await frameAfterKey(terminal, letter));
      for (const other of [...otherSizes, size])
        resizing.push(
          await frameAfter(terminal, `the size ${other.join('x')}`, () => terminal.resize(...other)),
        );
      for (const _ of [first, ...others]) typing.push(await frameAfterKey(terminal, erase));
    }
    const memory = residentMemory(terminal.pid);
    await quitPicker(terminal);
    return {
      all: summary([...typing, ...moving]),
      typing: summary(typing),
      moving: summary(moving),
      resizing: summary(resizing),
      memory,
    };
  } finally {
    terminal.close();
  }
};
