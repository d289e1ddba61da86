// What importing the library loads, and what it can ever load.
import { build, type Metafile } from 'esbuild';
import { beforeAll, expect, it } from 'vitest';
import { libraryOptions } from '../../build/library.mjs';

let metafile: Metafile;
beforeAll(async () => {
  const common = {
    outdir: 'dist',
    bundle: true,
    format: 'esm',
    platform: 'node',
    external: ['@napi-rs/keyring'],
  };
  const alias = { yaml: './node_modules/yaml/browser/index.js' };
  ({ metafile } = await build({ ...libraryOptions({ ...common, alias }), write: false }));
});

/** The sources that a file of the build is made of, with those that it imports. */
const reached = (output: string, isLazyToo: boolean): ReadonlySet<string> => {
  const seen = new Set<string>();
  const sources = new Set<string>();
  const visit = (path: string): void => {
    const found = metafile.outputs[path];
    if (found === undefined || seen.has(path)) return;
    seen.add(path);
    for (const source of Object.keys(found.inputs)) sources.add(source);
    for (const { path: next, kind } of found.imports) if (isLazyToo || kind !== 'dynamic-import') visit(next);
  };
  visit(output);
  return sources;
};

it('loads nothing but its face when it is imported', () => {
  const sources = [...reached('dist/library/index.js', false)];
  expect(sources.filter((path) => !/^src\/(library|domain)\//.test(path))).toEqual([]);
  // Small ones, to check options with.
  const small = ['exit-codes', 'iam-action', 'region', 'tool-name'].map((name) => `src/domain/${name}.ts`);
  expect(sources.filter((path) => path.startsWith('src/domain/')).sort()).toEqual(small);
});

it('reaches no screen, no command and no emulator, by whatever road', () => {
  const sources = [...reached('dist/library/index.js', true)];
  expect(sources).toContain('src/engine/role-credentials.ts');
  const foreign =
    /^(components|themes)\/|^src\/(terminal|commands|emulator|setup|main|cli)|node_modules\/(ink|react|chalk|commander)\//;
  expect(sources.filter((path) => foreign.test(path))).toEqual([]);
});
