// A real pty with a terminal behind it. Bytes are dated when they arrive; the screen is asked once they are parsed.
import { spawn } from '@lydell/node-pty';
import xterm from '@xterm/headless';

const waitLimit = 30_000;

/** `{ startedAt, pid, chunks, press, resize, waitFor, exited, close }`; all times are of `performance.now()`. */
export const openTerminal = ({ argv, env, columns = 120, rows = 40 }) => {
  const [program, ...args] = argv;
  const emulated = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true, scrollback: 0 });
  const startedAt = performance.now();
  const pty = spawn(program, args, { cols: columns, rows, env, name: 'xterm-256color' });
  const chunks = [];
  const watchers = new Set();
  let exit;
  const notify = (at) => {
    for (const watcher of watchers) watcher(at);
  };
  pty.onData((data) => {
    const at = performance.now();
    chunks.push({ at, bytes: Buffer.byteLength(data) });
    emulated.write(data, () => notify(at));
  });
  emulated.onData((answer) => {
    if (exit === undefined) pty.write(answer);
  });
  pty.onExit(({ exitCode }) => {
    exit = exitCode;
    notify(performance.now());
  });
  const screen = () => {
    const { active } = emulated.buffer;
    const lines = Array.from({ length: emulated.rows }, (_, row) => active.getLine(active.baseY + row));
    return lines.map((line) => line?.translateToString(true) ?? '').join('\n');
  };
  /** Resolves with the time of the bytes that made it so. */
  const until = (what, isSo) =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        watchers.delete(check);
        reject(new Error(`waited ${waitLimit} ms for ${what}; exit: ${exit}; the screen:\n${screen()}`));
      }, waitLimit);
      const check = (at) => {
        if (!isSo()) return;
        clearTimeout(timer);
        watchers.delete(check);
        resolve(at);
      };
      watchers.add(check);
      check(performance.now());
    });
  return {
    startedAt,
    pid: pty.pid,
    chunks,
    press: (key) => pty.write(key),
    resize: (width, height) => {
      emulated.resize(width, height);
      pty.resize(width, height);
    },
    waitFor: (what, isShown) => until(what, () => isShown(screen())),
    exited: () => until('the end of the program', () => exit !== undefined),
    close: () => {
      if (exit === undefined) pty.kill('SIGKILL');
      emulated.dispose();
    },
  };
};
