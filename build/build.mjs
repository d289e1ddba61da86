// Bundles the program: one entry, chunks that load when a command needs them, React in production mode. Only the
// keychain binding (native) stays outside.
import { chmodSync, rmSync } from 'node:fs';
import { build } from 'esbuild';

rmSync('dist', { recursive: true, force: true });
await build({
  entryPoints: ['src/cli.ts'],
  outdir: 'dist',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  minify: true,
  legalComments: 'linked',
  chunkNames: 'chunks/[name]-[hash]',
  define: { 'process.env.NODE_ENV': '"production"' },
  external: ['@napi-rs/keyring'],
  // ES modules where a package has both: a CommonJS one loses its named exports behind a dynamic import.
  mainFields: ['module', 'main'],
  alias: {
    'react-devtools-core': './build/empty.mjs',
    yaml: './node_modules/yaml/browser/index.js',
  },
  // Bundled CommonJS packages ask for `require`, which an ES module does not have.
  banner: {
    js: "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);",
  },
  logLevel: 'warning',
});
chmodSync('dist/cli.js', 0o755);
