// Fills the scripts of `completions/` with what the registry of commands knows, into `dist/completions`.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

export const writeCompletions = async () => {
  const outfile = 'dist/completion-scripts.mjs';
  await build({
    entryPoints: ['build/completion/scripts.ts'],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    jsx: 'automatic',
    logLevel: 'warning',
  });
  const { completionFiles, fillIn, readCommandLines } = await import(pathToFileURL(outfile).href);
  rmSync(outfile);
  const lines = await readCommandLines();
  mkdirSync('dist/completions');
  for (const [shell, file] of Object.entries(completionFiles)) {
    const text = readFileSync(`completions/${file}`, 'utf8');
    writeFileSync(`dist/completions/${file}`, fillIn(shell, text, lines));
  }
};
