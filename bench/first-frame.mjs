import { openPicker, quitPicker } from './open-picker.mjs';
import { median } from './statistics.mjs';
import { timeFloor } from './whole-processes.mjs';

/** size -> median (ms), unless told, from the spawn to the first full frame, and the floor of the same rounds. */
export const measureFirstFrames = async ({ cli, homes, sizes, floorEnv, rounds, of = median }) => {
  const samples = new Map(sizes.map((size) => [size, []]));
  const floor = [];
  for (let round = 0; round <= rounds; round++) {
    const isCounted = round > 0;
    const floorTime = timeFloor(floorEnv);
    if (isCounted) floor.push(floorTime);
    for (const size of sizes) {
      const { terminal, took } = await openPicker({ cli, home: homes.get(size) });
      await quitPicker(terminal);
      if (isCounted) samples.get(size).push(took);
    }
  }
  return {
    floor: of(floor),
    frames: new Map([...samples].map(([size, times]) => [size, of(times)])),
  };
};
