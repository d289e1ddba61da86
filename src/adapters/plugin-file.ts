// A plugin is run as this person, so nobody else may be able to change it: not the file, nor what leads to it (security.md
// R18). Windows has no such rights to look at.
import { accessSync, constants, lstatSync, readlinkSync, realpathSync, type Stats } from 'node:fs';
import { dirname, join } from 'node:path';
import type { PluginFile } from '../ports/plugins.ts';

const isOwn = ({ uid }: Stats): boolean => uid === 0 || uid === process.getuid?.();

/** In a folder like /tmp others may add files, but not replace those of somebody else. */
const isClosed = (stats: Stats): boolean =>
  (stats.mode & 0o022) === 0 || (stats.isDirectory() && (stats.mode & 0o1000) !== 0);

const folderFault = (path: string): string | undefined => {
  const stats = lstatSync(path);
  if (!isOwn(stats)) return `its folder ${path} belongs to another user`;
  return isClosed(stats) ? undefined : `others may write its folder ${path}`;
};

const mostLinks = 40;

/** Of every folder in which a name is looked up on the way, as the system goes it: whoever may change a link leads elsewhere. */
const wayFault = (from: string, names: readonly string[], links = mostLinks): string | undefined => {
  const [name, ...rest] = names;
  if (name === undefined) return undefined;
  if (name === '' || name === '.') return wayFault(from, rest, links);
  if (name === '..') return wayFault(dirname(from), rest, links);
  const fault = folderFault(from);
  if (fault !== undefined) return fault;
  const place = join(from, name);
  const stats = lstatSync(place);
  if (!stats.isSymbolicLink()) return wayFault(place, rest, links);
  if (!isOwn(stats)) return `its link ${place} belongs to another user`;
  if (links === 0) return 'too many links lead to it';
  const target = readlinkSync(place);
  return wayFault(target.startsWith('/') ? '/' : from, [...target.split('/'), ...rest], links - 1);
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
    const why = fileFault(real) ?? wayFault('/', path.split('/'));
    return why === undefined ? { kind: 'good', path: real } : { kind: 'bad', why };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return { kind: 'bad', why: code === 'ENOENT' ? 'it is not there' : `it cannot be read (${code})` };
  }
};
