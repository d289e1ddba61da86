import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const benchFolder = dirname(fileURLToPath(import.meta.url));
export const repositoryFolder = dirname(benchFolder);
/** Ignored by git: bundles, the copy of the program, the empty file of the floor. */
export const scratchFolder = join(benchFolder, 'tmp');
