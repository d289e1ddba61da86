// Loads the joined files of the program (join-chunks.mjs), as scripts: V8 keeps what it made of a script and takes it
// from there at the next start, which an ES module cannot have on Node 20. The build leaves that beside the script, for
// the V8 that it ran on; V8 refuses what is not its own, and compiles as ever.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { Script } from 'node:vm';

const require = createRequire(import.meta.url);

const pathOf = (name) => fileURLToPath(new URL(`./joined/${name}`, import.meta.url));

export const cachePathOf = (name) => pathOf(`${name}.${process.arch}-${process.versions.v8}.cache`);

const cacheOf = (name) => {
  try {
    return readFileSync(cachePathOf(name));
  } catch {
    return undefined;
  }
};

/** What was loaded, for the build. */
export const scripts = new Map();

/** Scripts cannot import. */
const load = (path) => import(path);

const loaded = new Map();

/** What the file exports. */
export const joined = (name) => {
  const known = loaded.get(name);
  if (known !== undefined) return known;
  const filename = pathOf(`${name}.js`);
  const script = new Script(readFileSync(filename, 'latin1'), {
    filename,
    cachedData: cacheOf(name),
  });
  scripts.set(name, script);
  const exported = {};
  loaded.set(name, exported);
  script.runInThisContext()({ require, load, joined, url: import.meta.url, exported });
  return exported;
};
