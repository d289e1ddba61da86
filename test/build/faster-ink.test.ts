import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import xterm from '@xterm/headless';
import { build, type Plugin } from 'esbuild';
import { afterAll, describe, expect, it } from 'vitest';
import { fasterInk, patched, patches } from '../../build/faster-ink.mjs';
import { cellsOf } from '../support/terminal-cells.ts';

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

type Walk = {
  readonly columns: number;
  readonly rows: number;
  readonly steps: readonly string[];
  readonly anew: readonly string[];
};

const walksOf = (program: string): readonly Walk[] => {
  const { status, stdout } = spawnSync(process.execPath, [program], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  expect(status).toBe(0);
  return JSON.parse(stdout);
};

/** What a terminal shows after each of the texts. */
const screensAfter = async (
  texts: readonly string[],
  { columns, rows }: Walk,
): Promise<readonly string[]> => {
  const terminal = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true, convertEol: true });
  const screens: string[] = [];
  for (const text of texts) {
    await new Promise<void>((done) => terminal.write(text, done));
    screens.push(cellsOf(terminal));
  }
  terminal.dispose();
  return screens;
};

const clear = '\x1b[2J\x1b[H';

const screensOf = async (walk: Walk): Promise<readonly string[]> => [
  ...(await screensAfter(walk.steps, walk)),
  ...(await screensAfter(
    walk.anew.map((text) => clear + text),
    walk,
  )),
];

describe('the bundled Ink', () => {
  it('draws the same screens as the one of the package, hostile names and all', async () => {
    const [plain, faster] = await Promise.all([bundle('plain', []), bundle('faster', [fasterInk])]);
    const [expected, drawn] = [walksOf(plain), walksOf(faster)];
    expect(drawn).toHaveLength(2);
    expect(JSON.stringify(drawn).length).toBeLessThan(1.1 * JSON.stringify(expected).length);
    for (const [at, walk] of expected.entries()) {
      const screens = await screensOf(walk);
      expect(new Set(screens).size).toBeGreaterThan(12);
      expect(screens.join('')).toContain('東京');
      expect(await screensOf(drawn[at] as Walk)).toEqual(screens);
    }
  });

  it.each(patches.map((patch) => [patch.name, patch] as const))(
    'fails the build when a package has moved what it replaces: %s',
    (name, patch) => {
      const { from, to } = patch;
      expect(patched(`before ${from} after`, patch)).toContain(`before ${to} after`);
      for (const text of ['before after', `${from} ${from}`])
        expect(() => patched(text, patch)).toThrow(`The patch "${name}" no longer finds what it replaces.`);
    },
  );

  it('fails the build when a file that is to be patched is gone', async () => {
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
