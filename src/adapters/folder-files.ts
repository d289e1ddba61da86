// `.rolecall.yaml` on the disk. Anybody may have put one there: it is opened without following a link or waiting for a
// pipe, read up to a small size, and counts only while it holds what was trusted.
import { createHash } from 'node:crypto';
import {
  closeSync,
  constants,
  existsSync,
  fstatSync,
  lstatSync,
  openSync,
  readSync,
  realpathSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { UserError } from '../domain/errors.ts';
import { type FolderFile, shownPath } from '../domain/folder-role.ts';
import { largestProjectFile, type ReadProject, readProject, withProject } from '../domain/project-file.ts';
import { projectFileName } from '../domain/project-file-name.ts';
import type { TrustedFiles } from '../domain/trusted-files.ts';
import type { FolderFiles } from '../ports/folder-files.ts';
import { writeFileAtomic } from './atomic-file.ts';
import { cannotWrite } from './cannot-write.ts';
import { nearestFolderFile } from './nearest-folder-file.ts';
import type { TrustStore } from './trust-store.ts';

export type FolderFilesOptions = {
  readonly cwd: () => string;
  readonly trust: TrustStore;
};

type Bytes = { readonly bytes: Buffer } | { readonly problem: string } | undefined;

const reasons: Readonly<Record<string, string>> = {
  ELOOP: 'it is a symbolic link',
  EACCES: 'you may not read it',
  EPERM: 'you may not read it',
};

const readBytes = (path: string): Bytes => {
  // O_NOFOLLOW does not exist on Windows, where it counts as 0.
  const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
  let file: number;
  try {
    if (lstatSync(path).isSymbolicLink()) return { problem: 'it is a symbolic link' };
    file = openSync(path, flags);
  } catch (error) {
    const { code = 'unknown error' } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' || code === 'ENOTDIR'
      ? undefined
      : { problem: reasons[code] ?? `it cannot be read (${code})` };
  }
  try {
    if (!fstatSync(file).isFile()) return { problem: 'it is not a file' };
    const buffer = Buffer.alloc(largestProjectFile + 1);
    const length = readSync(file, buffer, 0, buffer.length, 0);
    if (length > largestProjectFile) return { problem: `it is larger than ${largestProjectFile} bytes` };
    return { bytes: buffer.subarray(0, length) };
  } catch {
    return { problem: 'it cannot be read' };
  } finally {
    closeSync(file);
  }
};

const contentOf = (bytes: Buffer): ReadProject => {
  try {
    return readProject(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch {
    return { kind: 'broken', problem: 'it is not UTF-8' };
  }
};

const hashOf = (data: string | Buffer): string => createHash('sha256').update(data).digest('hex');

const look = (path: string, trusted: () => TrustedFiles): FolderFile | undefined => {
  const read = readBytes(path);
  if (read === undefined) return undefined;
  if ('problem' in read)
    return { path, trust: 'untrusted', hash: '', content: { kind: 'broken', problem: read.problem } };
  const hash = hashOf(read.bytes);
  const known = trusted().get(path);
  const trust = known === undefined ? 'untrusted' : known === hash ? 'trusted' : 'changed';
  return { path, trust, hash, content: contentOf(read.bytes) };
};

/** The folder under its one true name, so that trust does not hang on the way there; undefined where it is gone. */
const realFolder = (folder: () => string): string | undefined => {
  try {
    return realpathSync(folder());
  } catch {
    return undefined;
  }
};

export const openFolderFiles = ({ cwd, trust }: FolderFilesOptions): FolderFiles => {
  const find = async (): Promise<FolderFile | undefined> => {
    const folder = realFolder(cwd);
    const path = folder && nearestFolderFile(folder);
    return path === undefined ? undefined : look(path, trust.load);
  };
  const pathOf = (given: string): string => {
    const full = resolve(cwd(), given);
    const path = basename(full) === projectFileName ? full : join(full, projectFileName);
    return join(realFolder(() => dirname(path)) ?? dirname(path), projectFileName);
  };
  return {
    find,
    at: async (given) => look(pathOf(given), trust.load),
    trust: async ({ path, hash }) => trust.add(path, hash),
    untrust: async (given) => trust.remove(pathOf(given)),
    trusted: async () => [...trust.load().keys()],
    write: async (project) => {
      const path = pathOf('.');
      const read = readBytes(path);
      const old = read !== undefined && 'bytes' in read ? contentOf(read.bytes) : undefined;
      const problem =
        read !== undefined && 'problem' in read ? read.problem : old?.kind === 'broken' && old.problem;
      if (problem)
        throw new UserError(`${shownPath(path)} is left as it is: ${problem}.`, {
          hint: 'Mend or remove the file.',
        });
      const before = read !== undefined && 'bytes' in read ? read.bytes.toString('utf8') : undefined;
      const text = withProject(before, project);
      try {
        const mode = existsSync(path) ? lstatSync(path).mode & 0o777 : 0o644;
        await writeFileAtomic(path, text, { mode });
      } catch (error) {
        throw cannotWrite(path, error);
      }
      // Trust is of our own text, never of what another program put in its place meanwhile.
      const hash = hashOf(text);
      await trust.add(path, hash);
      return { path, trust: 'trusted', hash, content: readProject(text) };
    },
  };
};
