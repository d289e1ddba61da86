// The person's browser: as configured, else `$BROWSER`, else the system's own. Always an argv, never a shell, and never
// with our passphrase or anybody's keys in its environment (security.md R12, R18).
import { type SpawnOptions, spawn } from 'node:child_process';
import type { Environment } from '../domain/aws-endpoint.ts';
import { ownSecretVariables } from '../domain/own-secrets.ts';
import { splitWords } from '../domain/words.ts';
import type { Browser } from '../ports/browser.ts';

export type BrowserOptions = {
  readonly env: Environment;
  readonly platform: NodeJS.Platform;
  /** The configured argv, `{url}` in one of its words. */
  readonly command: readonly string[] | undefined;
};

type Argv = readonly string[];

const filled = (argv: Argv, placeholder: string, url: string): Argv =>
  argv.some((word) => word.includes(placeholder))
    ? argv.map((word) => word.split(placeholder).join(url))
    : [...argv, url];

const commandsOf = ({ command, env, platform }: BrowserOptions, url: string): readonly Argv[] => {
  if (command !== undefined && command.length > 0) return [filled(command, '{url}', url)];
  // Several may be given, `firefox:w3m`. A colon of `https://...` in a word is not one of those.
  const text = env['BROWSER'] ?? '';
  const listed = (platform === 'win32' ? [text] : text.split(/:(?!\/\/)/)).map(splitWords);
  return listed.filter((argv) => argv.length > 0).map((argv) => filled(argv, '%s', url));
};

const own: ReadonlySet<string> = new Set(ownSecretVariables);

const isWithheld = (name: string): boolean =>
  own.has(name.toUpperCase()) || /^(AWS_.*(KEY|TOKEN).*|NODE_OPTIONS)$/i.test(name);

const publicPart = (env: Environment): Record<string, string> => {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(env))
    if (value !== undefined && !isWithheld(name)) kept[name] = value;
  return kept;
};

/** A launcher that cannot do its work says so within this time (ms); a browser itself may stay for days. */
const launchTime = 400;

/** True when the program was started, and did not fail at once. */
const start = ([program = '', ...args]: Argv, env: Environment): Promise<boolean> =>
  new Promise((resolve) => {
    const options: SpawnOptions = { stdio: 'ignore', detached: true, env: publicPart(env) };
    const child = spawn(program, args, options);
    child.once('error', () => resolve(false));
    child.once('exit', (code) => resolve(code === 0));
    child.once('spawn', () => {
      child.unref();
      setTimeout(() => resolve(true), launchTime);
    });
  });

/** `open` starts its program with this process's own environment, so what is withheld leaves that for the while. */
const openBySystem = async (url: string): Promise<boolean> => {
  const hidden = Object.entries(process.env).filter(([name]) => isWithheld(name));
  for (const [name] of hidden) delete process.env[name];
  try {
    const { default: open } = await import('open');
    const child = await open(url);
    child.on('error', () => undefined);
    return true;
  } catch {
    return false;
  } finally {
    for (const [name, value] of hidden) process.env[name] = value;
  }
};

const isSet = (text: string | undefined): boolean => text !== undefined && text !== '';

const hasScreen = (env: Environment, platform: NodeJS.Platform): boolean => {
  if (isSet(env['SSH_CONNECTION']) || isSet(env['SSH_TTY'])) return false;
  if (platform !== 'linux') return platform === 'darwin' || platform === 'win32';
  if (isSet(env['WSL_DISTRO_NAME']) || isSet(env['WSL_INTEROP'])) return false;
  return isSet(env['DISPLAY']) || isSet(env['WAYLAND_DISPLAY']);
};

export const createBrowser = (options: BrowserOptions): Browser => {
  const { env, platform } = options;
  const isConfigured = (): boolean => commandsOf(options, '').length > 0;
  return {
    isAvailable: () => isConfigured() || hasScreen(env, platform),
    open: async (url) => {
      if (!/^https?:\/\//.test(url)) return false;
      const commands = commandsOf(options, url);
      for (const argv of commands) if (await start(argv, env)) return true;
      return commands.length === 0 && hasScreen(env, platform) ? openBySystem(url) : false;
    },
  };
};
