// Joins the many small chunks that esbuild makes of shared modules into a few files. Node takes half a millisecond and
// more for each module that it loads, and a start would load more than a hundred. Chunks of commands that are not in a
// group find what they share in the group's file, so that nothing is there twice: a class has one identity. The files
// are scripts, loaded by joined.cjs.
import { mkdirSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { lazyBuiltinsStart, withLazyBuiltins } from './lazy-builtins.mjs';

const loader = fileURLToPath(new URL('./joined.cjs', import.meta.url));

const loaderName = 'joined.cjs';

/** What a script of `joined/` is wrapped in. It may be loaded as a module too. */
export const scriptStart = `(typeof module==="undefined"?{}:module).exports=(__outside=>{const{require}=__outside;${lazyBuiltinsStart}`;
export const scriptEnd = '})';
export const scriptDefine = { 'import.meta.url': '__outside.url' };

/** Marks what is imported when it is asked for. */
const lazily = 'lazily:';

const importPath = (from, to) => {
  const path = relative(dirname(from), to).replaceAll('\\', '/');
  return path.startsWith('.') ? path : `./${path}`;
};

/** `entries` (sources) and all that they import statically, without what an earlier group has. */
const addMembers = ({ outputs, group, entries, groupOf }) => {
  const add = (path) => {
    if (groupOf.has(path)) return;
    groupOf.set(path, group);
    for (const { path: imported, kind } of outputs[path].imports)
      if (kind === 'import-statement' && outputs[imported] !== undefined) add(imported);
  };
  for (const entry of entries) {
    const [path] = Object.entries(outputs).find(([, { entryPoint }]) => entryPoint === entry) ?? [];
    if (path === undefined)
      throw new Error(`${entry} is to be joined with others, and is no chunk of its own.`);
    add(path);
  }
};

/** A group hands out values: one that changes later would be an old one elsewhere. */
const refuseChangingExports = async (inputs) => {
  for (const path of inputs) {
    const text = await readFile(path, 'utf8');
    for (const [, name] of text.matchAll(/^\s*export\s+(?:let|var)\s+(\w+)/gm)) {
      const changes = text.match(new RegExp(`\\b${name}\\s*(?:=(?![=>])|\\+\\+|--|[-+*/|&?]+=)`, 'g'));
      if (changes?.length > 1)
        throw new Error(`${path} exports ${name}, which may change, and is to be joined.`);
    }
  }
};

/** What the group's file calls an export of a member. */
const joinedName = (outputs, path, name) => `${name}$${Object.keys(outputs).indexOf(path)}`;

/** A module that has the chunk's exports out of its group, which was loaded before. */
const fromGroup = ({ outputs, path, group, joined }) => {
  const names = outputs[path].exports;
  const locals = names.map((name, index) => `${joinedName(outputs, path, name)}:_${index}`);
  const exports = names.map((name, index) => `_${index} as ${name}`);
  return `const{${locals.join(',')}}=${joined}(${JSON.stringify(group)});export{${exports.join(',')}};`;
};

/** The same for `require`, by which the entry goes on. */
const requiredFrom = ({ outputs, path, group, from }) => {
  const found = outputs[path].exports.map(
    (name) => `exports.${name}=found.${joinedName(outputs, path, name)};`,
  );
  return `const found=require(${from}).joined(${JSON.stringify(group)});${found.join('')}`;
};

const joinPlugin = ({ outputs, folder, group, groupOf, banner }) => ({
  name: 'join-chunks',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /.*/ }, ({ path: asked, resolveDir, kind }) => {
      const path = relative('.', resolve(resolveDir, asked));
      const found = asked.startsWith('.') ? groupOf.get(path) : undefined;
      if (found === group) return { path: resolve(path) };
      if (found !== undefined) return { path, namespace: 'group' };
      if (kind !== 'dynamic-import') return undefined;
      const outside = outputs[path] === undefined ? asked : importPath(join(folder, loaderName), path);
      return { path: `${lazily}${outside}`, external: true };
    });
    onLoad({ filter: /.*/, namespace: 'group' }, ({ path }) => ({
      contents: fromGroup({ outputs, path, group: groupOf.get(path), joined: '__outside.joined' }),
    }));
    onLoad({ filter: /\.m?js$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      // Once a file is enough.
      if (!text.includes(banner)) throw new Error(`${path} does not begin as a chunk.`);
      return { contents: text.replace(banner, '') };
    });
  },
});

/** Imports all members, and hands out what they export. */
const entryOf = (outputs, members) => {
  const parts = members.map((path) => {
    const names = outputs[path].exports.map((name) => [name, joinedName(outputs, path, name)]);
    const imports = names.map(([name, as]) => `${name} as ${as}`).join(',');
    const line = `import{${imports}}from${JSON.stringify(`./${path}`)};`;
    return { line, names: names.map(([, as]) => as) };
  });
  const all = parts.flatMap(({ names }) => names);
  return [...parts.map(({ line }) => line), `Object.assign(__outside.exported,{${all.join(',')}});`].join(
    '\n',
  );
};

/**
 * `groups`: name -> sources that were built as entries or chunks of their own. None may await at its top level. `folder`
 * is where the build is; `options`, `outputs` (of its metafile) and `banner` are those that it was made with. What lies
 * in the folder itself gets a twin, `.cjs`.
 */
export const joinChunks = async ({ folder, options, outputs, banner, groups }) => {
  const groupOf = new Map();
  for (const [group, entries] of Object.entries(groups)) addMembers({ outputs, group, entries, groupOf });
  await refuseChangingExports(
    new Set([...groupOf.keys()].flatMap((path) => Object.keys(outputs[path].inputs))),
  );
  const loaderPath = join(folder, loaderName);
  mkdirSync(join(folder, 'joined'), { recursive: true });
  writeFileSync(loaderPath, await readFile(loader, 'utf8'));
  const joinGroup = async (group) => {
    const members = [...groupOf.keys()].filter((path) => groupOf.get(path) === group);
    const { outputFiles } = await build({
      ...options,
      outdir: undefined,
      write: false,
      format: 'cjs',
      charset: 'ascii',
      // They say where the licences are, and are kept.
      legalComments: 'inline',
      define: { ...options.define, ...scriptDefine },
      stdin: { contents: entryOf(outputs, members), resolveDir: '.' },
      banner: { js: scriptStart },
      footer: { js: scriptEnd },
      plugins: [joinPlugin({ outputs, folder, group, groupOf, banner })],
    });
    return [join(folder, 'joined', `${group}.js`), outputFiles[0].text];
  };
  for (const [path, text] of await Promise.all(Object.keys(groups).map(joinGroup)))
    writeFileSync(
      path,
      withLazyBuiltins(text).replaceAll(
        new RegExp(`\\bimport\\((["'\`])${lazily}`, 'g'),
        '__outside.load($1',
      ),
    );
  for (const [path, group] of groupOf) {
    const from = JSON.stringify(importPath(path, loaderPath));
    writeFileSync(path, `import{joined}from${from};${fromGroup({ outputs, path, group, joined: 'joined' })}`);
    if (dirname(path) === folder)
      writeFileSync(path.replace(/\.m?js$/, '.cjs'), requiredFrom({ outputs, path, group, from }));
  }
};
