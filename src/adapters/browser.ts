// The person's browser: the one that is wanted, else `$BROWSER`, else the system's own. Always an argv, never a shell, and never
// with our passphrase or anybody's keys in its environment (security.md R12, R18).
import { type SpawnOptions, spawn } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import type { Environment } from '../domain/aws-endpoint.ts';
import type { WantedBrowser } from '../domain/browser.ts';
import { type Argv, browserArgvs, neededFolder, webUrl } from '../domain/browser-argv.ts';
import { hasScreen, isOverSsh, isWsl, usualBrowser } from '../domain/terminal-place.ts';
import type { Browser } from '../ports/browser.ts';
import { isWithheld, publicPart } from './withheld-variables.ts';

export type BrowserOptions = {
  readonly env: Environment;
  readonly platform: NodeJS.Platform;
  /** Where profiles of Firefox are kept. */
  readonly profiles: string;
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

/** What is started by its name needs a screen; Windows has one for WSL. A command knows for itself. */
const canShow = (place: BrowserOptions, { kind, command }: WantedBrowser): boolean =>
  kind === 'command' ? command !== undefined : hasScreen(place) || (isWsl(place) && !isOverSsh(place));

const startFirst = async (argvs: readonly Argv[], env: Environment): Promise<boolean> => {
  for (const argv of argvs) if (await start(argv, env)) return true;
  return false;
};

const openWanted = async (options: BrowserOptions, wanted: WantedBrowser, url: string): Promise<boolean> => {
  const { env, platform, profiles } = options;
  if (!canShow(options, wanted)) return false;
  const place = { env, platform, profiles, isWsl: isWsl(options) };
  const folder = neededFolder(wanted, place);
  try {
    if (folder !== undefined) await mkdir(folder, { recursive: true, mode: 0o700 });
  } catch {
    return false;
  }
  return startFirst(browserArgvs(wanted, place, url), env);
};

const openUsual = async (options: BrowserOptions, url: string): Promise<boolean> => {
  const usual = usualBrowser(options, url);
  if (usual.kind === 'commands') return startFirst(usual.argvs, options.env);
  return usual.kind === 'system' ? openBySystem(url) : false;
};

const isUsual = (wanted: WantedBrowser | undefined): wanted is undefined =>
  wanted === undefined || wanted.kind === 'system';

export const createBrowser = (options: BrowserOptions): Browser => ({
  isAvailable: (wanted) =>
    isUsual(wanted) ? usualBrowser(options, '').kind !== 'none' : canShow(options, wanted),
  isAtHand: (wanted) => {
    if (!isUsual(wanted)) return canShow(options, wanted);
    const usual = usualBrowser(options, '');
    return usual.kind === 'commands' ? usual.isOfWindows !== true : usual.kind === 'system';
  },
  open: async (wanted, text) => {
    const url = webUrl(text);
    if (url === undefined) return false;
    return isUsual(wanted) ? openUsual(options, url) : openWanted(options, wanted, url);
  },
});
