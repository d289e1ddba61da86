// Writes docs/commands.md and man/rolecall.1 from the commands. npm run docs
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';

// Beside the packages that the bundle leaves outside.
mkdirSync('node_modules/.cache', { recursive: true });
const folder = mkdtempSync('node_modules/.cache/docs-');
try {
  const outfile = join(folder, 'references.mjs');
  await build({
    entryPoints: ['build/reference/references.ts'],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    logLevel: 'warning',
  });
  const { references } = await import(join(process.cwd(), outfile));
  for (const [path, text] of await references()) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    console.log(path);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
