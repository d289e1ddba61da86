// The code cache that comes with the build fits the V8 that it was made by. Another Node, from 22.1 on, keeps what it
// compiles itself: in our cache folder, and not in a temporary one where others could leave code to run.
import { chmodSync, lstatSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

/** What Node's module of modules may have. */
type Compiling = { readonly enableCompileCache?: (folder: string) => unknown };

const isOwn = (folder: string): boolean => {
  const { uid } = lstatSync(folder);
  return process.getuid === undefined || uid === process.getuid();
};

/** `module`: Node's. Does nothing where Node cannot, or where the folder is not this person's alone. */
export const keepCompiled = (module: object, cacheFolder: string): void => {
  const { enableCompileCache }: Compiling = module;
  if (enableCompileCache === undefined) return;
  const folder = join(cacheFolder, 'code');
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (!lstatSync(folder).isDirectory() || !isOwn(folder)) return;
    chmodSync(folder, 0o700);
    enableCompileCache(folder);
  } catch {
    // What cannot be kept is compiled again.
  }
};
