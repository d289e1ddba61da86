// The user's own AWS files. They may be symlinks into a dotfiles folder, and other tools write them without a lock of
// ours (security.md R7): the real file is replaced, atomically, and only if it still holds what was read.
import { promises as fs, type Stats } from 'node:fs';
import { basename, dirname, isAbsolute, join, resolve } from 'node:path';
import { listSections } from '../domain/aws-ini/section-identity.ts';
import { UserError } from '../domain/errors.ts';
import { exitCodes } from '../domain/exit-codes.ts';
import type { AwsFiles } from '../ports/aws-files.ts';
import { writeFileAtomic } from './atomic-file.ts';

export type AwsFilesOptions = {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
};

type Target = { readonly path: string; readonly stats: Stats | undefined };

const unchanged = 'Nothing was changed.';

const codeOf = (error: unknown): string => String((error as NodeJS.ErrnoException | undefined)?.code ?? '');

const reasons: ReadonlyMap<string, string> = new Map([
  ['EACCES', 'permission denied'],
  ['EPERM', 'permission denied'],
  ['EROFS', 'the file system is read-only'],
  ['ENOSPC', 'the disk is full'],
  ['EDQUOT', 'the disk quota is used up'],
  ['ELOOP', 'its symlinks form a loop'],
  ['ENOTDIR', 'a part of its path is a file, not a folder'],
  ['ENOENT', 'its folder does not exist'],
]);

const failed = (verb: 'read' | 'write', path: string, error: unknown): UserError =>
  new UserError(`Cannot ${verb} ${path}: ${reasons.get(codeOf(error)) ?? codeOf(error)}.`, {
    hint: verb === 'write' ? `${unchanged} Check the folder ${dirname(path)}.` : `Check ${path}.`,
    cause: error,
  });

const statOf = async (path: string): Promise<Stats | undefined> => {
  try {
    return await fs.stat(path);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw failed('read', path, error);
  }
};

/** Where a link leads although nothing is there yet. */
const linkTarget = async (path: string): Promise<string> => {
  const to = await fs.readlink(path).catch(() => undefined);
  if (to === undefined) return path;
  return linkTarget(isAbsolute(to) ? to : resolve(dirname(path), to));
};

/** The file behind the path. Errors: UserError when it is a directory, a FIFO, a device or a socket. */
const targetOf = async (path: string): Promise<Target> => {
  const stats = await statOf(path);
  if (stats === undefined) return { path: await linkTarget(path), stats };
  if (!stats.isFile()) {
    const kind = stats.isDirectory() ? 'a directory' : stats.isFIFO() ? 'a FIFO' : 'a device or a socket';
    throw new UserError(`${path} is ${kind}, not a file.`, {
      hint: `Move it away, or name another file with AWS_CONFIG_FILE. ${unchanged}`,
      exitCode: exitCodes.usage,
    });
  }
  return { path: await fs.realpath(path), stats };
};

/** The line (from 1) of the first byte that is not UTF-8. */
const badLine = (bytes: Buffer): number => {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let from = 0;
  for (let line = 1; ; line++) {
    const end = bytes.indexOf(0x0a, from);
    try {
      decoder.decode(bytes.subarray(from, end < 0 ? undefined : end));
    } catch {
      return line;
    }
    if (end < 0) return line;
    from = end + 1;
  }
};

const decode = (bytes: Buffer, path: string): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new UserError(`${path}:${badLine(bytes)}: not UTF-8 text; the AWS CLI may reject the whole file.`, {
      hint: `Save the file as UTF-8. ${unchanged}`,
      exitCode: exitCodes.usage,
    });
  }
};

const readText = async (path: string): Promise<string | undefined> => {
  const target = await targetOf(path);
  if (target.stats === undefined) return undefined;
  try {
    return decode(await fs.readFile(target.path), path);
  } catch (error) {
    throw error instanceof UserError ? error : failed('read', path, error);
  }
};

const changedSince = (path: string): UserError =>
  new UserError(`${path} was changed by another program in the meantime.`, {
    hint: `${unchanged} Run the command again.`,
  });

type Change = { readonly before: string | undefined; readonly after: string; readonly keepsBefore?: boolean };

type Removal = { readonly before: string | undefined; readonly after: undefined };

const isRemoval = (wanted: Change | Removal): wanted is Removal => wanted.after === undefined;

const backupOf = (path: string): string => join(dirname(path), `${basename(path)}.rolecall-backup`);

// A new file stays private, and so does one with keys, of which there is a backup only on request. The backup lies where the person
// looks for it: beside the link, not beside its target.
const replace = async (
  path: string,
  { before, after, keepsBefore }: Change,
  holdsKeys: boolean,
): Promise<void> => {
  const target = await targetOf(path);
  const mode = target.stats === undefined || holdsKeys ? 0o600 : target.stats.mode & 0o777;
  if (target.stats === undefined) await fs.mkdir(dirname(target.path), { recursive: true, mode: 0o700 });
  if (before !== undefined && (!holdsKeys || keepsBefore === true)) {
    await writeFileAtomic(backupOf(path), before, { mode: mode & 0o600 });
  }
  const beforeRename = async (temporary: string): Promise<void> => {
    await keepOwner(temporary, target.stats);
    if ((await readText(path)) !== before) throw changedSince(path);
  };
  await writeFileAtomic(target.path, after, { mode, beforeRename });
};

const remove = async (path: string): Promise<void> => {
  const { path: real } = await targetOf(path);
  await fs.rm(real);
};

const change = async (path: string, wanted: Change | Removal, holdsKeys: boolean): Promise<void> => {
  if ((await readText(path)) !== wanted.before) throw changedSince(path);
  try {
    await (isRemoval(wanted) ? remove(path) : replace(path, wanted, holdsKeys));
  } catch (error) {
    throw error instanceof UserError ? error : failed('write', path, error);
  }
};

/** With sudo the file would become root's. */
const keepOwner = async (path: string, stats: Stats | undefined): Promise<void> => {
  if (stats === undefined) return;
  const now = await fs.stat(path);
  if (now.uid !== stats.uid || now.gid !== stats.gid)
    await fs.chown(path, stats.uid, stats.gid).catch(() => undefined);
};

const fromEnvironment = ({ env, home }: AwsFilesOptions, name: string, fallback: string): string => {
  const given = env[name];
  if (!given) return join(home, '.aws', fallback);
  return given === '~' || given.startsWith('~/') ? join(home, given.slice(1)) : resolve(given);
};

/** `AWS_CONFIG_FILE` and `AWS_SHARED_CREDENTIALS_FILE`, or the files in `~/.aws`. */
export const openAwsFiles = (options: AwsFilesOptions): AwsFiles => {
  const configPath = fromEnvironment(options, 'AWS_CONFIG_FILE', 'config');
  const credentialsPath = fromEnvironment(options, 'AWS_SHARED_CREDENTIALS_FILE', 'credentials');
  return {
    configPath,
    readConfig: () => readText(configPath),
    writeConfig: (before, after) =>
      change(configPath, after === undefined ? { before, after } : { before, after }, false),
    keysFile: (given) => {
      const path = given === undefined ? credentialsPath : resolve(given);
      return {
        path,
        read: () => readText(path),
        write: (before, after) => change(path, { before, after }, true),
        writeKeepingBefore: async (before, after) => {
          await change(path, { before, after, keepsBefore: true }, true);
          return backupOf(path);
        },
      };
    },
    credentialsSections: async () => listSections((await readText(credentialsPath)) ?? ''),
  };
};
