// The first script of the executable (package.mjs): it loads the program, whose files are assets of the executable, as
// scripts. A script may have a code cache beside it. Files of the executable are asked for by their place in the package.
const { dirname, join, posix } = require('node:path');
const { getRawAsset } = require('node:sea');
const { pathToFileURL } = require('node:url');
const { Script } = require('node:vm');

/** The first word by which `rolecall unlock` starts the key agent (adapters/key-agent/start-agent.ts). */
const agentWord = '--key-agent';

const url = pathToFileURL(process.execPath).href;

const bytesOf = (name) => Buffer.from(getRawAsset(name));

const cacheOf = (name) => {
  try {
    return bytesOf(`${name}.cache`);
  } catch {
    return undefined;
  }
};

/** V8 refuses a code cache that is not its own, as it does under other flags, and compiles as ever. */
const run = (name) => {
  const text = bytesOf(name).latin1Slice();
  return new Script(text, { filename: name, cachedData: cacheOf(name) }).runInThisContext();
};

/** Native code cannot be loaded out of the executable: the binding of the keychain lies beside it. */
const keychainBinding = () => {
  const module = { exports: {} };
  process.dlopen(module, join(dirname(process.execPath), 'rolecall-keychain.node'));
  return module.exports;
};

const modules = new Map();

/** What a file of `dist` exports. */
const moduleAt = (name) => {
  const known = modules.get(name);
  if (known !== undefined) return known.exports;
  const module = { exports: {} };
  modules.set(name, module);
  if (name === 'dist/joined.cjs') module.exports = { joined };
  else run(name)(module.exports, requireFrom(posix.dirname(name)), module, url);
  return module.exports;
};

const requireFrom = (folder) => (asked) => {
  if (asked.startsWith('.')) return moduleAt(posix.join(folder, asked));
  return asked === '@napi-rs/keyring' ? keychainBinding() : require(asked);
};

const requireFromDist = requireFrom('dist');

/** What `import()` gives: for what is no ES module, its properties and itself. */
const load = async (asked) => {
  const found = requireFromDist(asked);
  return found.__esModule ? found : Object.create(found, { default: { value: found } });
};

const groups = new Map();

/** As joined.cjs does it. */
const joined = (group) => {
  const known = groups.get(group);
  if (known !== undefined) return known;
  const exported = {};
  groups.set(group, exported);
  run(`dist/joined/${group}.js`)({ require: requireFromDist, load, joined, url, exported });
  return exported;
};

// As the program calls its script: here it is the executable, by its real path.
process.argv[1] = process.execPath;
moduleAt(process.argv[2] === agentWord ? 'dist/agent.js' : 'dist/cli.js');
