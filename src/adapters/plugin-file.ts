// A plugin is run as this person, so nobody else may be able to change it: not the file, nor what leads to it (security.md
// R18). Windows has no such rights to look at.
import { accessSync, constants, lstatSync, realpathSync, type Stats } from 'node:fs';
import { dirname } from 'node:path';
import type { PluginFile } from '../ports/plugins.ts';

const isOwn = ({ uid }: Stats): boolean => uid === 0 || uid === process.getuid?.();

/** In a folder like /tmp others may add files, but not replace those of somebody else. */
const isClosed = (stats: Stats): boolean =>
  (stats.mode & 0o022) === 0 || (stats.isDirectory() && (stats.mode & 0o1000) !== 0);

const foldersAbove = (path: string): readonly string[] => {
  const above = dirname(path);
  return above === path ? [] : [above, ...foldersAbove(above)];
};

const folderFault = (path: string): string | undefined => {
  const stats = lstatSync(path);
  // What a link leads to is looked at by its real path.
  if (stats.isSymbolicLink()) return undefined;
  if (!isOwn(stats)) return `its folder ${path} belongs to another user`;
  return isClosed(stats) ? undefined : `others may write its folder ${path}`;
};

const fileFault = (path: string): string | undefined => {
  const stats = lstatSync(path);
  if (!stats.isFile()) return 'it is no plain file';
  if (!isOwn(stats)) return 'it belongs to another user';
  if (!isClosed(stats)) return `other users may write it (chmod go-w ${path})`;
  try {
    accessSync(path, constants.X_OK);
    return undefined;
  } catch {
    return `it cannot be executed (chmod +x ${path})`;
  }
};

export const lookAtPlugin = (path: string): PluginFile => {
  try {
    const real = realpathSync(path);
    if (process.getuid === undefined) return { kind: 'good', path: real };
    const folders = new Set([...foldersAbove(real), ...foldersAbove(path)]);
    const why = fileFault(real) ?? [...folders].map(folderFault).find((fault) => fault !== undefined);
    return why === undefined ? { kind: 'good', path: real } : { kind: 'bad', why };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return { kind: 'bad', why: code === 'ENOENT' ? 'it is not there' : `it cannot be read (${code})` };
  }
};
