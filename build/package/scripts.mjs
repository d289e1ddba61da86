// The files of the build as scripts, each by its place in the package: an executable has no ES modules.
import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { transform } from 'esbuild';

/** What the build puts before each chunk (build.mjs); a script is handed its own `require`. */
const banner = /^import\{createRequire as __createRequire\}from'node:module';const require=[^;]+;/;

const wrapped = (code) => `(function(exports,require,module,__url){${code}\n})`;

const fromModule = async (path) => {
  const text = await readFile(path, 'utf8');
  const { code } = await transform(text.replace(banner, ''), {
    format: 'cjs',
    platform: 'node',
    target: 'node20.19',
    minify: true,
    charset: 'ascii',
    define: { 'import.meta.url': '__url' },
    supported: { 'dynamic-import': false },
    sourcefile: path,
  });
  return wrapped(code);
};

const fromCommonJs = async (path) => wrapped((await readFile(path, 'utf8')).replace(/^#!.*\n/, ''));

/** What start.cjs does instead, what other programs import, and what only Node asks for. */
const isLeftOut = (path) =>
  path === 'dist/joined.cjs' || path.startsWith('dist/library/') || /\.(json|txt)$/.test(path);

const builtPaths = () =>
  readdirSync('dist', { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => `${parentPath}/${name}`.replaceAll('\\', '/'));

/**
 * Path -> content of all that the program loads or reads. The joined scripts stay as they are, with their code caches
 * when it is for the Node that runs this.
 */
export const programFiles = async ({ isForThisNode }) => {
  const ownCache = `.${process.arch}-${process.versions.v8}.cache`;
  const read = async (path) => {
    if (path.endsWith('.cache'))
      return isForThisNode && path.endsWith(ownCache)
        ? [[path.replace(ownCache, '.js.cache'), await readFile(path)]]
        : [];
    if (isLeftOut(path)) return [];
    if (path.endsWith('.mjs')) return [[path, await fromModule(path)]];
    if (/^dist\/[^/]+\.c?js$/.test(path)) return [[path, await fromCommonJs(path)]];
    return [[path, await readFile(path)]];
  };
  return new Map((await Promise.all(builtPaths().map(read))).flat());
};

/** The licences of what is bundled, where the build puts them beside a chunk. */
export const bundledLicences = async () => {
  const paths = builtPaths().filter((path) => path.endsWith('.LEGAL.txt'));
  return (await Promise.all(paths.map((path) => readFile(path, 'utf8')))).join('\n');
};
