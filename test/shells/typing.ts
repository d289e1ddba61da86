// A shell that is typed into, as a person does.
import { spawn } from '@lydell/node-pty';

/** Types into an interactive shell and answers when the text is there; a failure shows the screen. */
export const typing = (program: string, args: readonly string[], env: Readonly<Record<string, string>>) => {
  const pty = spawn(program, [...args], { cols: 120, rows: 40, env: { ...env } });
  let screen = '';
  let check = (): void => undefined;
  pty.onData((data) => {
    screen += data;
    check();
  });
  const until = (pattern: RegExp): Promise<void> =>
    new Promise((resolve, reject) => {
      const limit = setTimeout(() => reject(new Error(`No ${pattern} in:\n${screen}`)), 15_000);
      check = () => {
        if (!pattern.test(screen)) return;
        clearTimeout(limit);
        resolve();
      };
      check();
    });
  return { type: (text: string) => pty.write(text), until, end: () => pty.kill() };
};
