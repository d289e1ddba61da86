// Builds what `import ... from 'rolecall'` loads: the library's face as an ES module and for CommonJS, the engine behind it
// as one ES module that both load at the first call, and the declarations. The screens are no part of it.
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';

const source = 'src/library';

/** All of it lies in one folder below that of the program, whose files (the key agent) are found from there. */
const banner =
  "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url),__program=new URL('../library.js',import.meta.url).href;";

/** For esbuild; `common` is what the program is built with. */
export const libraryOptions = (common) => ({
  ...common,
  outdir: join(common.outdir, 'library'),
  entryPoints: [`${source}/index.ts`, `${source}/engine.ts`],
  splitting: true,
  metafile: true,
  chunkNames: '[name]-[hash]',
  define: { ...common.define, 'import.meta.url': '__program' },
  banner: { js: banner },
});

const engineOutside = {
  name: 'engine-outside',
  setup: ({ onResolve }) =>
    onResolve({ filter: /^\.\/engine\.ts$/ }, () => ({ path: './engine.js', external: true })),
};

const buildForRequire = (common) =>
  build({
    ...common,
    entryPoints: [`${source}/index.ts`],
    format: 'cjs',
    outExtension: { '.js': '.cjs' },
    outdir: join(common.outdir, 'library'),
    plugins: [engineOutside],
  });

const relativeImport = /(from\s+|import\()(['"])\.\/([\w-]+)\.ts\2/g;

/** The declarations that the entry reaches, and no others, for `import` (.js) and for `require` (.cjs). */
const keepDeclarations = (from, to) => {
  mkdirSync(to, { recursive: true });
  const done = new Set();
  const keep = (name) => {
    if (done.has(name)) return;
    done.add(name);
    const text = readFileSync(join(from, `${name}.d.ts`), 'utf8');
    for (const [declared, imported] of [
      ['ts', 'js'],
      ['cts', 'cjs'],
    ])
      writeFileSync(
        join(to, `${name}.d.${declared}`),
        text.replaceAll(relativeImport, `$1$2./$3.${imported}$2`),
      );
    for (const [, , , other] of text.matchAll(relativeImport)) keep(other);
  };
  keep('index');
};

/** They were checked by `npm run types`; here they are only written. */
const writeDeclarations = async (outdir) => {
  const folder = mkdtempSync(join(tmpdir(), 'rolecall-types-'));
  try {
    const project = join(folder, 'tsconfig.json');
    const compilerOptions = {
      noEmit: false,
      declaration: true,
      emitDeclarationOnly: true,
      noCheck: true,
      rootDir: resolve('src'),
      outDir: folder,
      typeRoots: [resolve('node_modules/@types')],
    };
    const files = [resolve(source, 'index.ts')];
    writeFileSync(
      project,
      JSON.stringify({ extends: resolve('tsconfig.json'), compilerOptions, files, include: [] }),
    );
    const tsc = join(dirname(resolve('node_modules/typescript/package.json')), 'lib', 'tsc.js');
    await promisify(execFile)(process.execPath, [tsc, '-p', project]);
    keepDeclarations(join(folder, 'library'), join(outdir, 'library'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

export const buildLibrary = async (common) => {
  const folder = join(common.outdir, 'library');
  mkdirSync(folder, { recursive: true });
  // The nearest one counts, for Node and for bundlers.
  writeFileSync(join(folder, 'package.json'), '{"type":"module","sideEffects":false}\n');
  await Promise.all([
    build(libraryOptions(common)),
    buildForRequire(common),
    writeDeclarations(common.outdir),
  ]);
};
