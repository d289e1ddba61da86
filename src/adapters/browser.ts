// The person's browser: the one that is wanted, else `$BROWSER`, else the system's own. Always an argv, never a shell, and never
// with our passphrase or anybody's keys in its environment (security.md R12, R18).
import { type SpawnOptions, spawn } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import type { Environment } from '../domain/aws-endpoint.ts';
import type { WantedBrowser } from '../domain/browser.ts';
import { type Argv, browserArgvs, neededFolder, webUrl, withUrl } from '../domain/browser-argv.ts';
import { ownSecretVariables } from '../domain/own-secrets.ts';
import { splitWords } from '../domain/words.ts';
import type { Browser } from '../ports/browser.ts';

export type BrowserOptions = {
  readonly env: Environment;
  readonly platform: NodeJS.Platform;
  /** Where profiles of Firefox are kept. */
  readonly profiles: string;
};

/** Of `$BROWSER`. */
const ownCommands = ({ env, platform }: BrowserOptions, url: string): readonly Argv[] => {
  // Several may be given, `firefox:w3m`. A colon of `https://...` in a word is not one of those.
  const text = env['BROWSER'] ?? '';
  const listed = (platform === 'win32' ? [text] : text.split(/:(?!\/\/)/)).map(splitWords);
  return listed.filter((argv) => argv.length > 0).map((argv) => withUrl(argv, '%s', url));
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

const isOverSsh = (env: Environment): boolean => isSet(env['SSH_CONNECTION']) || isSet(env['SSH_TTY']);

const isWsl = (env: Environment, platform: NodeJS.Platform): boolean =>
  platform === 'linux' && (isSet(env['WSL_DISTRO_NAME']) || isSet(env['WSL_INTEROP']));

const hasScreen = (env: Environment, platform: NodeJS.Platform): boolean => {
  if (isOverSsh(env)) return false;
  if (platform !== 'linux') return platform === 'darwin' || platform === 'win32';
  if (isWsl(env, platform)) return false;
  return isSet(env['DISPLAY']) || isSet(env['WAYLAND_DISPLAY']);
};

/** What is started by its name needs a screen; Windows has one for WSL. A command knows for itself. */
const canShow = ({ env, platform }: BrowserOptions, { kind, command }: WantedBrowser): boolean =>
  kind === 'command'
    ? command !== undefined
    : hasScreen(env, platform) || (isWsl(env, platform) && !isOverSsh(env));

const startFirst = async (argvs: readonly Argv[], env: Environment): Promise<boolean> => {
  for (const argv of argvs) if (await start(argv, env)) return true;
  return false;
};

const openWanted = async (options: BrowserOptions, wanted: WantedBrowser, url: string): Promise<boolean> => {
  const { env, platform, profiles } = options;
  if (!canShow(options, wanted)) return false;
  const place = { env, platform, profiles, isWsl: isWsl(env, platform) };
  const folder = neededFolder(wanted, place);
  try {
    if (folder !== undefined) await mkdir(folder, { recursive: true, mode: 0o700 });
  } catch {
    return false;
  }
  return startFirst(browserArgvs(wanted, place, url), env);
};

const openUsual = async (options: BrowserOptions, url: string): Promise<boolean> => {
  const { env, platform } = options;
  const commands = ownCommands(options, url);
  if (commands.length > 0) return startFirst(commands, env);
  return hasScreen(env, platform) ? openBySystem(url) : false;
};

const isUsual = (wanted: WantedBrowser | undefined): wanted is undefined =>
  wanted === undefined || wanted.kind === 'system';

export const createBrowser = (options: BrowserOptions): Browser => {
  const { env, platform } = options;
  return {
    isAvailable: (wanted) =>
      isUsual(wanted)
        ? ownCommands(options, '').length > 0 || hasScreen(env, platform)
        : canShow(options, wanted),
    open: async (wanted, text) => {
      const url = webUrl(text);
      if (url === undefined) return false;
      return isUsual(wanted) ? openUsual(options, url) : openWanted(options, wanted, url);
    },
  };
};
