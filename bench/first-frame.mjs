import { openPicker, quitPicker } from './open-picker.mjs';
import { median } from './statistics.mjs';
import { timeFloor } from './whole-processes.mjs';

/**
 * `frames`: size -> median (ms) from the spawn to the first full frame, `work`: the same of the processor's time, and the
 * floor of the same rounds.
 */
export const measureFirstFrames = async ({ cli, homes, sizes, floorEnv, rounds }) => {
  const samples = new Map(sizes.map((size) => [size, []]));
  const work = new Map(sizes.map((size) => [size, []]));
  const floor = [];
  for (let round = 0; round <= rounds; round++) {
    const isCounted = round > 0;
    const floorTime = timeFloor(floorEnv);
    if (isCounted) floor.push(floorTime);
    for (const size of sizes) {
      const { terminal, took, worked } = await openPicker({ cli, home: homes.get(size) });
      await quitPicker(terminal);
      if (!isCounted) continue;
      samples.get(size).push(took);
      work.get(size).push(worked);
    }
  }
  const medians = (all) => new Map([...all].map(([size, times]) => [size, median(times)]));
  return { floor: median(floor), frames: medians(samples), work: medians(work) };
};
