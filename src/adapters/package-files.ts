import { readFile } from 'node:fs/promises';
import { getAsset, isSea } from 'node:sea';

// The bundle's chunks lie in dist/chunks, its entry in dist, the sources in src/adapters: the package is the first
// folder above that holds the file.
const above = ['../', '../../'];

/** A text file that ships with the program, which as one executable holds it. Errors: as `readFile`. */
export const readPackageFile = async (relativePath: string): Promise<string> => {
  if (isSea()) return getAsset(relativePath, 'utf8');
  const [near, far] = above.map((up) => new URL(`${up}${relativePath}`, import.meta.url));
  return readFile(near as URL, 'utf8').catch(() => readFile(far as URL, 'utf8'));
};
