// The picker of the built program in a terminal of 120x40, unless told, and when its first full frame is there.
import { processorTime } from './process-facts.mjs';
import { openTerminal } from './terminal.mjs';

const grouped = (count) => String(count).replace(/\B(?=(\d{3})+$)/g, ',');

/** The count, and more than half of the 40 lines filled by rows: from the second column on, after the marker's. */
const isFull = (count) => (screen) => {
  const rows = screen.split('\n').filter((line) => /^ [^\s>] \S|^ {3}\S/.test(line)).length;
  return screen.includes(`${grouped(count)} / ${grouped(count)}`) && rows > 20;
};

/** Answers the terminal, how long the first full frame took from the spawn (ms), and what the processor worked for it. */
export const openPicker = async ({
  cli,
  words = [process.execPath, cli],
  home,
  args = [],
  size = [120, 40],
  shown = isFull(home.count),
}) => {
  const [columns, rows] = size;
  const terminal = openTerminal({ argv: [...words, ...args], env: home.env, columns, rows });
  try {
    const at = await terminal.waitFor('the first full frame', shown);
    return { terminal, took: at - terminal.startedAt, worked: processorTime(terminal.pid) };
  } catch (error) {
    terminal.close();
    throw error;
  }
};

/** Ctrl-C, and the end of the process. */
export const quitPicker = async (terminal) => {
  terminal.press('\u0003');
  await terminal.exited();
  terminal.close();
};
