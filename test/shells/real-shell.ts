// Runs a script in a real shell and gives back the environment that its children see, byte for byte.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ShellId } from '../../src/shells/shell.ts';

export type RealShell = {
  readonly id: ShellId;
  readonly program: string;
  /** Before the script's path: no start files of the user. */
  readonly flags: readonly string[];
};

export const realShells: readonly RealShell[] = [
  { id: 'bash', program: 'bash', flags: ['--norc', '--noprofile'] },
  { id: 'zsh', program: 'zsh', flags: ['-f'] },
  { id: 'sh', program: 'dash', flags: [] },
  { id: 'fish', program: 'fish', flags: ['--no-config'] },
  { id: 'xonsh', program: 'xonsh', flags: ['--no-rc'] },
  { id: 'tcsh', program: 'tcsh', flags: ['-f'] },
  { id: 'elvish', program: 'elvish', flags: ['-norc'] },
];

/** Where the program is, or undefined after saying so aloud: a skipped shell must not look like a tested one. */
export const installed = (program: string): string | undefined => {
  const found = spawnSync('sh', ['-c', `command -v ${program}`], { encoding: 'utf8' }).stdout.trim();
  if (found !== '') return found;
  console.warn(`SKIPPED: ${program} is not installed, so its quoting was not tested in the real shell.`);
  return undefined;
};

export type Folder = { readonly path: (name: string) => string; readonly remove: () => void };

export const newFolder = (): Folder => {
  const folder = mkdtempSync(join(tmpdir(), 'rolecall-shells-'));
  return {
    path: (name) => join(folder, name),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
};

export type ScriptRun = {
  readonly shell: RealShell;
  readonly folder: Folder;
  readonly script: string;
  readonly env?: Readonly<Record<string, string>>;
};

/** Runs the script and answers its stdout. Throws with the shell's own words when it fails or complains. */
export const runScript = ({ shell, folder, script, env = {} }: ScriptRun): string => {
  const path = folder.path('script');
  writeFileSync(path, script);
  const base = { PATH: process.env['PATH'] ?? '', HOME: folder.path(''), LC_ALL: 'C.UTF-8' };
  return execFileSync(shell.program, [...shell.flags, path], {
    encoding: 'utf8',
    env: { ...base, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
};

/** The environment as `env -0` printed it. */
export const parseEnvironment = (text: string): ReadonlyMap<string, string> =>
  new Map(
    text
      .split('\0')
      .filter((entry) => entry.includes('='))
      .map((entry) => [entry.slice(0, entry.indexOf('=')), entry.slice(entry.indexOf('=') + 1)] as const),
  );
