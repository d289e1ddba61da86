// Programs of the bench that use the product's TypeScript: bundled into bench/tmp, run as processes of their own.
import { basename, join } from 'node:path';
import { build } from 'esbuild';
import { benchFolder, scratchFolder } from './folders.mjs';

/** Answers the path of the bundle. `entry` is a file of this folder. */
export const bundleProgram = async (entry) => {
  const outfile = join(scratchFolder, basename(entry));
  await build({
    entryPoints: [join(benchFolder, entry)],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20.19',
    define: { 'process.env.NODE_ENV': '"production"' },
    // The binding to the OS keychain, which no program of the bench asks for anything.
    external: ['@napi-rs/keyring'],
    mainFields: ['module', 'main'],
    logLevel: 'warning',
  });
  return outfile;
};
