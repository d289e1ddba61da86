// A script for a child process, made of our sources: tests that kill, signal or starve a process need a real one.
import { existsSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';

/** Bundles TypeScript whose imports are relative to the repository; answers the path of the script in `directory`. */
export const bundleScript = async (directory: string, contents: string): Promise<string> => {
  const outfile = join(directory, 'script.mjs');
  // What stays outside the bundle (the keychain binding) is found as if the script lay in the repository.
  const packages = join(directory, 'node_modules');
  if (!existsSync(packages)) symlinkSync(resolve('node_modules'), packages);
  await build({
    stdin: { contents, resolveDir: process.cwd(), loader: 'ts' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile,
    external: ['@napi-rs/keyring'],
    logLevel: 'warning',
  });
  return outfile;
};
