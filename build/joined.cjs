// Loads the joined files of the program (join-chunks.mjs), as scripts: V8 keeps what it made of a script and takes it
// from there at the next start, which an ES module cannot have on Node 20. The build leaves that beside the script, for
// the V8 that it ran on; V8 refuses what is not its own, and compiles as ever. This is no ES module either: to start
// Node's loader for those takes a sixth of an empty program's time, and a command that needs none goes without it.
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { pathToFileURL } = require('node:url');
const { Script } = require('node:vm');

const pathOf = (name) => join(__dirname, 'joined', name);

const cachePathOf = (name) => pathOf(`${name}.${process.arch}-${process.versions.v8}.cache`);

const cacheOf = (name) => {
  try {
    return readFileSync(cachePathOf(name));
  } catch {
    return undefined;
  }
};

/** What was loaded, where the build makes its code cache. */
exports.scripts = undefined;

const loaded = new Map();

/** Scripts cannot import. */
const outsideOf = (exported) => ({
  require,
  load: (path) => import(path),
  joined,
  get url() {
    return pathToFileURL(__filename).href;
  },
  exported,
});

const functionOf = (name) => {
  const filename = pathOf(`${name}.js`);
  const cachedData = cacheOf(name);
  // Another Node than the build's keeps what it compiles of modules, and of nothing else (adapters/compile-cache.ts).
  if (cachedData === undefined && exports.scripts === undefined) return require(filename);
  const script = new Script(readFileSync(filename, 'latin1'), { filename, cachedData });
  exports.scripts?.set(name, script);
  return script.runInThisContext();
};

/** What the file exports. */
const joined = (name) => {
  const known = loaded.get(name);
  if (known !== undefined) return known;
  const exported = {};
  loaded.set(name, exported);
  functionOf(name)(outsideOf(exported));
  return exported;
};

exports.cachePathOf = cachePathOf;
exports.joined = joined;
