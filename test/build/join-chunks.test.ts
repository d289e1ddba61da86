import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { type BuildOptions, build, type Metafile } from 'esbuild';
import { afterAll, describe, expect, it } from 'vitest';
import { joinChunks } from '../../build/join-chunks.mjs';

const folder = relative('.', mkdtempSync(join(tmpdir(), 'rolecall-join-chunks-')));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const source = (name: string): string => join(folder, `${name}.js`);

const sources = {
  fault: 'export class Fault extends Error {}; console.log("once");',
  shared: 'let n = 0; export const count = () => n; export const more = () => { n += 1; };',
  start: `import { Fault } from './fault.js';
    import { count, more } from './shared.js';
    const run = async () => {
      const [{ first }, { second }] = await Promise.all([import('./first.js'), import('./second.js')]);
      more();
      console.log(first(Fault), second(Fault), count(), (await import('./outside.js')).outside(Fault));
    };
    run();`,
  first: `import { Fault } from './fault.js'; export const first = (known) => new Fault() instanceof known;`,
  second: `import { Fault } from './fault.js'; import { count, more } from './shared.js';
    export const second = (known) => { more(); return new Fault() instanceof known && count(); };`,
  outside: `import { count } from './shared.js'; import { Fault } from './fault.js';
    export const outside = (known) => \`\${new Fault() instanceof known} \${count()}\`;`,
};

const banner = '// The banner.';

describe('joined chunks', () => {
  it('hold every module once, and are found by what is not joined', async () => {
    writeFileSync(join(folder, 'package.json'), '{"type": "module"}');
    for (const [name, text] of Object.entries(sources)) writeFileSync(source(name), text);
    const options: BuildOptions = { bundle: true, format: 'esm', platform: 'node', minify: true };
    const { metafile } = await build({
      ...options,
      outdir: join(folder, 'dist'),
      entryPoints: [source('start')],
      splitting: true,
      metafile: true,
      banner: { js: banner },
    });
    const run = () => execFileSync(process.execPath, [join(folder, 'dist/start.js')], { encoding: 'utf8' });
    const expected = run();
    expect(expected).toBe('once\ntrue 2 2 true 2\n');
    const groups = { main: [source('start'), source('first')], more: [source('second')] };
    await joinChunks({ folder: join(folder, 'dist'), options, outputs: metafile.outputs, banner, groups });
    // As in `dist`, where what is joined is no ES module.
    writeFileSync(join(folder, 'dist/joined/package.json'), '{"type":"commonjs"}');
    expect(run()).toBe(expected);
    const files = readdirSync(join(folder, 'dist'), { recursive: true, withFileTypes: true });
    const holders = files.filter(
      (file) =>
        file.isFile() && readFileSync(join(file.parentPath, file.name), 'utf8').includes('extends Error'),
    );
    expect(holders.map(({ name }) => name)).toEqual(['main.js']);
  });

  it('fail the build when one exports a variable that may change', async () => {
    writeFileSync(source('changing'), 'export let count = 0; export const more = () => { count += 1; };');
    const outputs = {
      changing: { entryPoint: 'changing', imports: [], inputs: { [source('changing')]: {} } },
    };
    const joining = joinChunks({
      ...{ folder, options: {}, banner, groups: { main: ['changing'] } },
      outputs: outputs as unknown as Metafile['outputs'],
    });
    await expect(joining).rejects.toThrow('exports count, which may change');
  });

  it('fail the build when what is to be joined is no chunk', async () => {
    const missing = joinChunks({
      ...{ folder, options: {}, outputs: {}, banner },
      groups: { main: ['src/gone.ts'] },
    });
    await expect(missing).rejects.toThrow('src/gone.ts is to be joined with others');
  });
});
