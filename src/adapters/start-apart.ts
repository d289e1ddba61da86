// A program that goes on without us: it leads a session of its own, hears nothing and says nothing.
import { spawn } from 'node:child_process';

/** Never fails: what cannot be started was nothing that anybody waits for. */
export const startApart = (
  argv: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): void => {
  const [program = '', ...args] = argv;
  try {
    const child = spawn(program, args, { detached: true, stdio: 'ignore', cwd: '/', env, windowsHide: true });
    child.on('error', () => undefined);
    child.unref();
  } catch {
    // Said above.
  }
};
