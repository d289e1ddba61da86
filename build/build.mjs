// Bundles the program in two parts. `cli.js` is the entry, which answers on the quick road with `joined/quick-*.js`:
// files with nothing to load lazily. So is `agent.js`, the key agent that stays in memory. `main.cjs` and `host.cjs` are the
// rest, with chunks that load when a command needs them, React in production mode; what a start needs is joined and has
// a code cache. Only the keychain binding (native) stays outside.
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';
import { writeCompletions } from './completion/write.mjs';
import { fasterInk } from './faster-ink.mjs';
import { joinChunks, scriptDefine, scriptEnd, scriptStart } from './join-chunks.mjs';
import { buildLibrary } from './library.mjs';

const common = {
  outdir: 'dist',
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  minify: true,
  legalComments: 'linked',
  define: { 'process.env.NODE_ENV': '"production"' },
  external: ['@napi-rs/keyring'],
  // ES modules where a package has both: a CommonJS one loses its named exports behind a dynamic import.
  mainFields: ['module', 'main'],
  alias: {
    'react-devtools-core': './build/empty.mjs',
    yaml: './node_modules/yaml/browser/index.js',
  },
  logLevel: 'warning',
};

/** What of the program is loaded as a script with a code cache: see joined.cjs. */
const quickScripts = ['quick-process', 'quick-list', 'quick-init'];

// The entry goes on to scripts by `require`, and to nothing else: any other lazy import on the quick road ends it.
const quickRoad = {
  name: 'quick-road',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /.*/ }, ({ kind, path }) => {
      if (kind !== 'dynamic-import' || path === '@napi-rs/keyring') return undefined;
      const [, name] = /^\.\/([\w-]+)\.ts$/.exec(path) ?? [];
      if (name === 'main' || name === 'host') return { path: `./${name}.cjs`, external: true };
      return { path: name ?? path, namespace: quickScripts.includes(name) ? 'script' : 'long-road' };
    });
    onLoad({ filter: /.*/, namespace: 'script' }, ({ path }) => ({
      contents: `module.exports=require('./joined.cjs').joined(${JSON.stringify(path)});`,
    }));
    onResolve({ filter: /^\.\/joined\.cjs$/, namespace: 'script' }, ({ path }) => ({ path, external: true }));
    onLoad({ filter: /.*/, namespace: 'long-road' }, ({ path }) => ({
      contents: `throw new Error(${JSON.stringify(`${path} is not on the quick road`)});`,
    }));
  },
};

const quickOptions = {
  ...common,
  format: 'cjs',
  charset: 'ascii',
  // What Node would load by its loader of ES modules, which takes longer than a quick answer.
  supported: { 'dynamic-import': false },
  plugins: [quickRoad],
};

/** The entries of both bins, and the key agent's. */
const buildEntries = async () =>
  build({
    ...quickOptions,
    entryPoints: ['src/cli.ts', 'src/agent.ts', 'src/aws-cli-helper.ts'],
    external: [...common.external, './cli.js'],
  });

const buildQuickScripts = async () =>
  build({
    ...quickOptions,
    outdir: 'dist/joined',
    define: { ...common.define, ...scriptDefine },
    entryPoints: quickScripts.map((name) => `src/${name}.ts`),
    banner: { js: `${scriptStart}const module={};` },
    footer: { js: `Object.assign(__outside.exported,module.exports);${scriptEnd}` },
  });

// Bundled CommonJS packages ask for `require`, which an ES module does not have.
const banner =
  "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);";

/** What every command loads, whatever it does; what the picker adds to it; what it draws with. */
const groups = {
  main: [
    'src/main.ts',
    'src/host.ts',
    'src/adapters/config-store.ts',
    'src/adapters/catalog-store.ts',
    'src/adapters/history.ts',
    'src/adapters/folder-files.ts',
    'src/adapters/trust-store.ts',
    'src/adapters/notes.ts',
    'src/adapters/audit-log.ts',
    'src/adapters/parent-process.ts',
    'src/adapters/lock.ts',
    'src/adapters/secret-store/open-secret-store.ts',
    'src/adapters/identity-center/connect-identity-center.ts',
    'src/commands/metrics-later.ts',
    'src/commands/list.ts',
    'src/commands/env.ts',
    'src/commands/exec.ts',
    'src/commands/process.ts',
  ],
  picker: ['src/commands/pick.ts'],
  screen: ['src/terminal/mount.tsx'],
};

const buildLongRoad = async () => {
  const { metafile } = await build({
    ...common,
    entryPoints: ['src/main.ts', 'src/host.ts'],
    splitting: true,
    outExtension: { '.js': '.mjs' },
    metafile: true,
    plugins: [fasterInk],
    chunkNames: 'chunks/[name]-[hash]',
    banner: { js: banner },
  });
  await joinChunks({ folder: 'dist', options: common, outputs: metafile.outputs, banner, groups });
};

rmSync('dist', { recursive: true, force: true });
mkdirSync('dist');
// Of the files here, `.js` are no ES modules: those cost the start of Node's second loader.
writeFileSync('dist/package.json', '{"type":"commonjs"}\n');
await Promise.all([buildEntries(), buildQuickScripts(), buildLongRoad(), buildLibrary(common)]);
await writeCompletions();
for (const bin of ['cli.js', 'aws-cli-helper.js']) chmodSync(`dist/${bin}`, 0o755);
execFileSync(process.execPath, ['build/make-code-cache.mjs', 'dist'], { stdio: 'pipe' });
