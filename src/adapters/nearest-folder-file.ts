// Where the file of a folder's role lies: cheap, for it is looked for before every `status`.
import { lstatSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { projectFileName } from '../domain/project-file-name.ts';

/** A file that anybody put into a folder for all, such as /tmp, would speak in every folder below it. Where the folder is its
 *  owner's own, as in a checkout that several share, it counts. */
const isThere = (path: string): boolean => {
  const owner = lstatSync(path, { throwIfNoEntry: false })?.uid;
  if (owner === undefined) return false;
  const own = process.getuid?.() ?? owner;
  return owner === own || owner === 0 || owner === lstatSync(dirname(path)).uid;
};

/** The path of the nearest one, from this folder upwards; undefined where there is none, or the way cannot be looked at. */
export const nearestFolderFile = (folder: string): string | undefined => {
  try {
    for (let at = folder; ; at = dirname(at)) {
      const path = join(at, projectFileName);
      if (isThere(path)) return path;
      if (dirname(at) === at) return undefined;
    }
  } catch {
    return undefined;
  }
};
