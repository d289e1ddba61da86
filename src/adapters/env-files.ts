// Files of variables on the disk. What will hold keys is never a link, never readable by others, and not written where a
// commit could take it up.
import { spawn } from 'node:child_process';
import { lstatSync, readFileSync, realpathSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { UserError } from '../domain/errors.ts';
import { shownPath } from '../domain/folder-role.ts';
import type { EnvFiles } from '../ports/env-files.ts';
import { writeFileAtomic } from './atomic-file.ts';
import { cannotWrite } from './cannot-write.ts';

export type EnvFilesOptions = {
  readonly cwd: () => string;
  readonly env: Readonly<Record<string, string | undefined>>;
};

/** Bytes; more than any such file. */
const largest = 1024 * 1024;

const isThere = (path: string): boolean => lstatSync(path, { throwIfNoEntry: false }) !== undefined;

const isInWorkTree = (folder: string): boolean => {
  for (let at = folder; ; at = dirname(at)) {
    if (isThere(join(at, '.git'))) return true;
    if (dirname(at) === at) return false;
  }
};

/** A link on the way may lead into a work tree. */
const inRealFolder = (path: string): string => {
  try {
    return join(realpathSync(dirname(path)), basename(path));
  } catch {
    return path;
  }
};

/** Without variables that speak of another repository, or make git run something. */
const forGit = (env: EnvFilesOptions['env']): Record<string, string | undefined> =>
  Object.fromEntries(
    Object.entries(env).filter(([name]) => !/^(GIT_|ROLECALL_|AWS_|NODE_OPTIONS$)/i.test(name)),
  );

/** As git itself says; false where it cannot be asked. A file that is tracked is not ignored. On Windows a program of that
 *  name in the working folder would be started before git, so there nobody is asked. */
const isIgnored = (path: string, env: EnvFilesOptions['env']): Promise<boolean> =>
  new Promise((done) => {
    if (process.platform === 'win32') return done(false);
    // The repository's own config could name a program to be run as its monitor.
    const words = [
      '-c',
      'core.fsmonitor=false',
      '-C',
      dirname(path),
      'check-ignore',
      '-q',
      '--',
      `./${basename(path)}`,
    ];
    const child = spawn('git', words, { stdio: 'ignore', env: forGit(env), timeout: 5_000 });
    child.on('error', () => done(false));
    child.on('exit', (code) => done(code === 0));
  });

const readText = (path: string): string | undefined => {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return undefined;
  const problem = stats.isSymbolicLink()
    ? 'is a symbolic link'
    : stats.isFile()
      ? undefined
      : 'is not a file';
  if (problem !== undefined) throw new UserError(`${shownPath(path)} ${problem}, and is left as it is.`);
  if (stats.size > largest) throw new UserError(`${shownPath(path)} is too large for a file of variables.`);
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(readFileSync(path));
  } catch {
    throw new UserError(`${shownPath(path)} cannot be read as UTF-8, and is left as it is.`);
  }
};

export const openEnvFiles = ({ cwd, env }: EnvFilesOptions): EnvFiles => {
  const fullPath = (path: string): string => resolve(cwd(), path);
  return {
    fullPath,
    read: async (path) => readText(fullPath(path)),
    isExposed: async (path) => {
      const full = inRealFolder(fullPath(path));
      return isInWorkTree(dirname(full)) && !(await isIgnored(full, env));
    },
    write: async (path, text) => {
      const full = fullPath(path);
      try {
        await writeFileAtomic(full, text, { mode: 0o600 });
      } catch (error) {
        throw cannotWrite(full, error);
      }
    },
  };
};
