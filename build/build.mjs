// Bundles the program in two parts. `cli.js` is the entry, and the quick road with `quick-*.js`: files with nothing
// to load lazily. So is `agent.js`, the key agent that stays in memory. `main.js` and `host.js` are the rest, with chunks
// that load when a command needs them, React in production mode; what a start needs is joined and has a code cache. Only
// the keychain binding (native) stays outside.
import { execFileSync } from 'node:child_process';
import { chmodSync, rmSync } from 'node:fs';
import { build } from 'esbuild';
import { writeCompletions } from './completion/write.mjs';
import { fasterInk } from './faster-ink.mjs';
import { joinChunks } from './join-chunks.mjs';

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

// The quick road may go over to the long one, and to nothing else: any other lazy import in it ends it.
const quickRoad = {
  name: 'quick-road',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /.*/ }, ({ kind, path }) => {
      if (kind !== 'dynamic-import' || path === '@napi-rs/keyring') return undefined;
      if (/^\.\/(main|host|quick-process|quick-init)\.ts$/.test(path))
        return { path: path.replace('.ts', '.js'), external: true };
      return { path, namespace: 'long-road' };
    });
    onLoad({ filter: /.*/, namespace: 'long-road' }, ({ path }) => ({
      contents: `throw new Error(${JSON.stringify(`${path} is not on the quick road`)});`,
    }));
  },
};

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
    metafile: true,
    plugins: [fasterInk],
    chunkNames: 'chunks/[name]-[hash]',
    banner: { js: banner },
  });
  await joinChunks({ folder: 'dist', options: common, outputs: metafile.outputs, banner, groups });
};

rmSync('dist', { recursive: true, force: true });
await Promise.all([
  build({
    ...common,
    entryPoints: ['src/cli.ts', 'src/quick-process.ts', 'src/quick-init.ts', 'src/agent.ts'],
    plugins: [quickRoad],
  }),
  buildLongRoad(),
]);
await writeCompletions();
chmodSync('dist/cli.js', 0o755);
execFileSync(process.execPath, ['build/make-code-cache.mjs', 'dist'], { stdio: 'pipe' });
