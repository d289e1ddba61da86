import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { afterAll, describe, expect, it } from 'vitest';
import { fasterInk, patches } from '../../build/faster-ink.mjs';

const folder = mkdtempSync(join(tmpdir(), 'rolecall-faster-ink-'));
symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const bundle = async (name: string, plugins: Plugin[]): Promise<string> => {
  const outfile = join(folder, `${name}.mjs`);
  await build({
    entryPoints: ['test/support/every-frame.tsx'],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    define: { 'process.env.NODE_ENV': '"production"' },
    alias: { 'react-devtools-core': './build/empty.mjs' },
    banner: { js: "import{createRequire as r}from'node:module';const require=r(import.meta.url);" },
    plugins,
  });
  return outfile;
};

const draw = (program: string): string => {
  const { status, stdout } = spawnSync(process.execPath, [program], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  expect(status).toBe(0);
  return stdout;
};

describe('the bundled Ink', () => {
  it('draws the same bytes as the one of the package, hostile names and all', async () => {
    const [plain, faster] = await Promise.all([bundle('plain', []), bundle('faster', [fasterInk])]);
    const expected = draw(plain);
    expect(expected.length).toBeGreaterThan(100_000);
    expect(expected).toContain('東京');
    expect(draw(faster) === expected).toBe(true);
  });

  it('fails the build when a patch no longer finds what it replaces', async () => {
    const moved: Plugin = {
      name: 'moved',
      setup: ({ onLoad }) => {
        onLoad({ filter: /ink\/build\/output\.js$/ }, () => ({ contents: 'export default class Output {}' }));
      },
    };
    await expect(bundle('moved', [moved, fasterInk])).rejects.toThrow(
      /Never bundled, so not patched: keep the widths/,
    );
    expect(patches.map(({ name }) => name)).toHaveLength(new Set(patches.map(({ name }) => name)).size);
  });
});
