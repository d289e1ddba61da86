// Where the file of a folder's role lies: cheap, for it is looked for before every `status`.
import { lstatSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { projectFileName } from '../domain/project-file-name.ts';

const isThere = (path: string): boolean => lstatSync(path, { throwIfNoEntry: false }) !== undefined;

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
