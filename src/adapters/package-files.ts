import { readFile } from 'node:fs/promises';

// The bundle's chunks lie in dist/chunks, its entry in dist, the sources in src/adapters: the package is the first
// folder above that holds the file.
const above = ['../', '../../'];

/** A text file that ships with the program. Errors: as `readFile`. */
export const readPackageFile = async (relativePath: string): Promise<string> => {
  const [near, far] = above.map((up) => new URL(`${up}${relativePath}`, import.meta.url));
  return readFile(near as URL, 'utf8').catch(() => readFile(far as URL, 'utf8'));
};
