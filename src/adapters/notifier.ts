// A desktop notification by the system's own program: always an argv, never a shell, with no more of our environment
// than it takes to find the desktop. What is told comes after `--`, or as an argument of a fixed script.
import { spawn } from 'node:child_process';
import type { Notifier } from '../ports/notifier.ts';

type Environment = Readonly<Record<string, string | undefined>>;

const title = 'rolecall';

const appleScript = [
  'on run argv',
  'display notification (item 1 of argv) with title (item 2 of argv)',
  'end run',
].flatMap((line) => ['-e', line]);

/** Notification servers read the text as markup. */
const plain = (text: string): string => text.replace(/[<>&]/g, ' ');

/** Undefined where there is none that we know of. */
export const notifierArgv = (platform: NodeJS.Platform, text: string): readonly string[] | undefined => {
  if (platform === 'darwin') return ['osascript', ...appleScript, text, title];
  if (platform === 'win32') return undefined;
  return ['notify-send', `--app-name=${title}`, '--', title, plain(text)];
};

const needed = [
  'PATH',
  'HOME',
  'LANG',
  'DISPLAY',
  'WAYLAND_DISPLAY',
  'XAUTHORITY',
  'XDG_RUNTIME_DIR',
  'DBUS_SESSION_BUS_ADDRESS',
] as const;

const environmentOf = (env: Environment): Record<string, string> =>
  Object.fromEntries(needed.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]])));

/** A desktop that does not answer within this time (ms) is none. */
const patience = 2_000;

export const createNotifier = ({
  platform,
  env,
}: {
  readonly platform: NodeJS.Platform;
  readonly env: Environment;
}): Notifier => ({
  show: (text) =>
    new Promise((resolve) => {
      const [program, ...args] = notifierArgv(platform, text) ?? [];
      if (program === undefined) return resolve(false);
      const child = spawn(program, args, {
        stdio: 'ignore',
        env: environmentOf(env),
        timeout: patience,
        windowsHide: true,
      });
      child.once('error', () => resolve(false));
      child.once('exit', (code) => resolve(code === 0));
    }),
});
