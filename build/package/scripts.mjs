// The files of the build as scripts, each by its place in the package: an executable has no ES modules. Those that are
// scripts already (`joined`, with their code cache) stay as they are.
import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { setFlagsFromString } from 'node:v8';
import { Script } from 'node:vm';
import { transform } from 'esbuild';

/** What the build puts before each chunk (build.mjs); a script is handed its own `require`. */
const banner = /^import\{createRequire as __createRequire\}from'node:module';const require=[^;]+;/;

const isModule = (path) => /^dist\/(chunks\/)?[^/]+\.js$/.test(path);

/** What starts, and what other programs ask a thousand times a day. */
const isCached = (path) => /^dist\/(cli|main|host|agent|quick-[a-z]+)\.js$/.test(path);

const asScript = async (path) => {
  const text = await readFile(path, 'utf8');
  const { code } = await transform(text.replace(/^#!.*\n/, '').replace(banner, ''), {
    format: 'cjs',
    platform: 'node',
    target: 'node20.19',
    minify: true,
    charset: 'ascii',
    define: { 'import.meta.url': '__url' },
    supported: { 'dynamic-import': false },
    sourcefile: path,
  });
  return `(function(exports,require,module,__url){${code}\n})`;
};

/** What V8 makes of all of a script: as for the joined ones it is for the V8 that the build runs on. */
const codeCache = (path, text) => {
  setFlagsFromString('--no-lazy');
  const script = new Script(text, { filename: path });
  // Which flags V8 runs under is part of the cache.
  setFlagsFromString('--lazy');
  return script.createCachedData();
};

const builtPaths = () =>
  readdirSync('dist', { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => `${parentPath}/${name}`.replaceAll('\\', '/'));

/** Path -> content of all that the program loads or reads, with code caches when it is for the Node that runs this. */
export const programFiles = async ({ isForThisNode }) => {
  const own = `.${process.arch}-${process.versions.v8}.cache`;
  const read = async (path) => {
    if (path === 'dist/joined.js' || path.endsWith('.LEGAL.txt')) return [];
    if (path.endsWith('.cache'))
      return isForThisNode && path.endsWith(own)
        ? [[path.replace(own, '.js.cache'), await readFile(path)]]
        : [];
    if (!isModule(path)) return [[path, await readFile(path)]];
    const text = await asScript(path);
    return isForThisNode && isCached(path)
      ? [
          [path, text],
          [`${path}.cache`, codeCache(path, text)],
        ]
      : [[path, text]];
  };
  return new Map((await Promise.all(builtPaths().map(read))).flat());
};

/** The licences of what is bundled, where the build puts them beside a chunk. */
export const bundledLicences = async () => {
  const paths = builtPaths().filter((path) => path.endsWith('.LEGAL.txt'));
  return (await Promise.all(paths.map((path) => readFile(path, 'utf8')))).join('\n');
};
