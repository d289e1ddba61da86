// A script for a child process, made of our sources: tests that kill, signal or starve a process need a real one.
import { join } from 'node:path';
import { build } from 'esbuild';

/** Bundles TypeScript whose imports are relative to the repository; answers the path of the script in `directory`. */
export const bundleScript = async (directory: string, contents: string): Promise<string> => {
  const outfile = join(directory, 'script.mjs');
  await build({
    stdin: { contents, resolveDir: process.cwd(), loader: 'ts' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile,
    external: ['@napi-rs/keyring'],
    // The script lies outside the repository, where the keychain binding could not be found.
    alias: { '@napi-rs/keyring': join(process.cwd(), 'node_modules/@napi-rs/keyring/index.js') },
    logLevel: 'warning',
  });
  return outfile;
};
