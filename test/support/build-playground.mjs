// Bundles picker-playground.tsx the way the program is bundled.
import { build } from 'esbuild';

const withoutDevtools = {
  name: 'without-devtools',
  setup: (bundle) => {
    bundle.onResolve({ filter: /^react-devtools-core$/ }, () => ({ path: 'none', namespace: 'none' }));
    bundle.onLoad({ filter: /.*/, namespace: 'none' }, () => ({ contents: 'export default {};' }));
  },
};

const [outfile = '/tmp/playground.mjs'] = process.argv.slice(2);
await build({
  entryPoints: ['test/support/picker-playground.tsx'],
  outfile,
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  define: { 'process.env.NODE_ENV': '"production"' },
  plugins: [withoutDevtools],
  banner: {
    js: "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);",
  },
});
