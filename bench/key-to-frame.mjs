// From a key's write to the pty to the last byte of the frame that it causes. A frame has ended when nothing more came
// for `quiet` ms. Keys are pressed well after the turn of a second, so that the picker's own tick is not counted.
import { setTimeout as pause } from 'node:timers/promises';
import { openPicker, quitPicker } from './open-picker.mjs';
import { residentMemory } from './process-facts.mjs';
import { percentile } from './statistics.mjs';

const quiet = 40;
const noFrame = 3_000;
const down = '\u001b[B';
const erase = '\u007f';
const queries = ['prod admin', 'globex pay ro', 'stage 12 data'];

const betweenTicks = async () => {
  const since = Date.now() % 1000;
  if (since < 80 || since > 550) await pause(since < 80 ? 80 - since : 1080 - since);
};

const lastByteAfter = async (terminal, key) => {
  await betweenTicks();
  const before = terminal.chunks.length;
  const pressedAt = performance.now();
  terminal.press(key);
  for (;;) {
    await pause(5);
    const last = terminal.chunks.length > before ? terminal.chunks.at(-1).at : undefined;
    const now = performance.now();
    if (last !== undefined && now - last >= quiet) return last - pressedAt;
    if (last === undefined && now - pressedAt > noFrame)
      throw new Error(`no frame came for ${JSON.stringify(key)}`);
  }
};

const summary = (samples) => ({
  p50: percentile(samples, 0.5),
  p90: percentile(samples, 0.9),
  max: Math.max(...samples),
});

/** Types each query, moves down, erases it. Answers p50, p90 and max (ms), and the memory (MB) at the end. */
export const measureKeys = async ({ cli, home, rounds }) => {
  const { terminal } = await openPicker({ cli, home });
  try {
    // Somebody needs this long to begin to type.
    await pause(300);
    const typing = [];
    const moving = [];
    for (let round = 0; round < rounds; round++) {
      const letters = [...queries[round % queries.length]];
      for (const letter of letters) typing.push(await lastByteAfter(terminal, letter));
      for (let n = 0; n < 8; n++) moving.push(await lastByteAfter(terminal, down));
      for (const _ of letters) typing.push(await lastByteAfter(terminal, erase));
    }
    const memory = residentMemory(terminal.pid);
    await quitPicker(terminal);
    return { all: summary([...typing, ...moving]), typing: summary(typing), moving: summary(moving), memory };
  } finally {
    terminal.close();
  }
};
