// A real Secret Service: Debian's gnome-keyring on a D-Bus session bus of its own, with a private home. Nothing of
// the user's session is reached.
import { type ChildProcess, execFile, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type SecretService = {
  /** What a process needs to reach it. */
  readonly env: Readonly<Record<string, string>>;
  readonly lock: () => Promise<void>;
  readonly unlock: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

const programs = ['dbus-daemon', 'dbus-send', 'gnome-keyring-daemon'];

/** What is missing to run one; empty when all is there. */
export const missingPrograms = (): readonly string[] =>
  programs.filter((program) => spawnSync('sh', ['-c', `command -v ${program}`]).status !== 0);

const password = 'login';

type Command = {
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly input?: string;
};

const run = ({ argv: [file = '', ...words], env, input = '' }: Command): Promise<void> =>
  new Promise((resolve, reject) => {
    const child = execFile(file, words, { env }, (error) => (error === null ? resolve() : reject(error)));
    // A program that needs no input may have ended before.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input);
  });

/** A prompter that is started, and then never shows or answers anything. */
const installSilentPrompter = (data: string): void => {
  const services = join(data, 'dbus-1', 'services');
  mkdirSync(services, { recursive: true });
  const name = 'org.gnome.keyring.SystemPrompter';
  writeFileSync(join(services, `${name}.service`), `[D-BUS Service]\nName=${name}\nExec=/bin/sleep 20\n`);
};

const startBus = async (env: Readonly<Record<string, string>>): Promise<[ChildProcess, string]> => {
  const argv = ['--session', '--nofork', '--nopidfile', '--print-address'];
  const bus = spawn('dbus-daemon', argv, { env, stdio: ['ignore', 'pipe', 'ignore'] });
  const [address] = await once(bus.stdout as NonNullable<typeof bus.stdout>, 'data');
  return [bus, String(address).trim()];
};

/** `keyring: false` leaves out the login keyring; `prompts: 'silent'` makes a prompt wait instead of failing. */
export const startSecretService = async (
  options: { readonly keyring?: boolean; readonly prompts?: 'fail' | 'silent' } = {},
): Promise<SecretService> => {
  const home = mkdtempSync(join(tmpdir(), 'rolecall-keyring-'));
  const data = join(home, 'data');
  mkdirSync(data);
  if (options.prompts === 'silent') installSilentPrompter(data);
  const base = {
    PATH: process.env['PATH'] ?? '',
    HOME: home,
    XDG_DATA_HOME: data,
    XDG_RUNTIME_DIR: home,
    LANG: 'C.UTF-8',
  };
  const [bus, address] = await startBus(base);
  const control = join(home, 'keyring');
  const env = { ...base, DBUS_SESSION_BUS_ADDRESS: address, GNOME_KEYRING_CONTROL: control };
  // It goes to the background when it answers on the bus, and ends with the bus.
  const start = (...flags: readonly string[]): Promise<void> =>
    run({ argv: ['gnome-keyring-daemon', '--components=secrets', ...flags], env, input: password });
  await start(options.keyring === false ? '--start' : '--unlock');
  return {
    env,
    // A daemon that runs cannot be told the password from outside; one in its place can.
    unlock: () => start('--replace', '--unlock'),
    lock: () => {
      const call = ['/org/freedesktop/secrets', 'org.freedesktop.Secret.Service.Lock'];
      const target = 'array:objpath:/org/freedesktop/secrets/collection/login';
      const to = ['--session', '--print-reply', '--dest=org.freedesktop.secrets'];
      return run({ argv: ['dbus-send', ...to, ...call, target], env });
    },
    stop: async () => {
      const ended = once(bus, 'exit');
      bus.kill();
      await ended;
      rmSync(home, { recursive: true, force: true });
    },
  };
};
