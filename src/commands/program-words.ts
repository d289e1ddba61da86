import { accessSync, constants, statSync } from 'node:fs';
import { basename } from 'node:path';
import type { Host } from '../host.ts';

const isExecutable = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** Is there a file to run or to read by this name? */
export const isFile = (path: string): boolean => {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
};

/**
 * The words that start this program again from a file: the executable that is all of it, its installed command where it
 * was started by that, else Node's path and the script's. Absolute, so that `PATH` decides nothing.
 */
export const programWords = ({
  execPath,
  scriptPath,
  platform,
}: Pick<Host, 'execPath' | 'scriptPath' | 'platform'>): readonly string[] =>
  scriptPath === execPath ||
  (platform !== 'win32' && basename(scriptPath) === 'rolecall' && isExecutable(scriptPath))
    ? [scriptPath]
    : [execPath, scriptPath];
