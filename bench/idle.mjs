// The picker left alone, with a role on the screen whose credentials are cached: its remaining life is shown.
import { setTimeout as pause } from 'node:timers/promises';
import { openPicker, quitPicker } from './open-picker.mjs';
import { processorTime } from './process-facts.mjs';

/** `cpu`: per cent of one core (undefined where it cannot be told); `bytes`: written in a second. */
export const measureIdle = async ({ cli, home, seconds }) => {
  // Exactly this one, so that its row, with its life, is the only one.
  const args = ['--query', `'${home.profile}`];
  const shown = (screen) => screen.includes(' 1 / ') && /\d+h \d+m \d+s, until/.test(screen);
  const { terminal } = await openPicker({ cli, home, args, shown });
  try {
    await pause(2_000);
    const before = { cpu: processorTime(terminal.pid), chunks: terminal.chunks.length };
    await pause(seconds * 1000);
    const after = processorTime(terminal.pid);
    const ticks = terminal.chunks.slice(before.chunks);
    // One that hangs costs nothing either.
    if (ticks.length < seconds - 1)
      throw new Error(`the countdown was drawn ${ticks.length} times in ${seconds} s`);
    const bytes = ticks.reduce((sum, chunk) => sum + chunk.bytes, 0);
    await quitPicker(terminal);
    return {
      cpu: after === undefined ? undefined : (after - before.cpu) / seconds / 10,
      bytes: bytes / seconds,
    };
  } finally {
    terminal.close();
  }
};
