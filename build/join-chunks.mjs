// Joins the many small chunks that esbuild makes of shared modules into a few files. Node takes half a millisecond and
// more for each module that it loads, and a start would load more than a hundred. Chunks of commands that are not in a
// group find what they share in the group's file, so that nothing is there twice: a class has one identity.
import { writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, relative, resolve } from 'node:path';
import { build } from 'esbuild';

const importPath = (from, to) => {
  const path = relative(dirname(from), to).replaceAll('\\', '/');
  return path.startsWith('.') ? path : `./${path}`;
};

/** `entries` (sources) and all that they import statically, without what an earlier group has. */
const membersOf = ({ outputs, entries, taken }) => {
  const members = new Set();
  const add = (path) => {
    if (members.has(path) || taken.has(path)) return;
    members.add(path);
    for (const { path: imported, kind } of outputs[path].imports)
      if (kind === 'import-statement' && outputs[imported] !== undefined) add(imported);
  };
  for (const entry of entries) {
    const [path] = Object.entries(outputs).find(([, { entryPoint }]) => entryPoint === entry) ?? [];
    if (path === undefined)
      throw new Error(`${entry} is to be joined with others, and is no chunk of its own.`);
    add(path);
  }
  return [...members];
};

/** What the group's file calls an export of a member. */
const joinedName = (outputs, path, name) => `${name}$${Object.keys(outputs).indexOf(path)}`;

const reExports = ({ outputs, path, from }) => {
  const names = outputs[path].exports.map((name) => `${joinedName(outputs, path, name)} as ${name}`);
  return `export{${names.join(',')}}from${JSON.stringify(from)};`;
};

const joinPlugin = ({ outputs, file, members, taken, banner }) => ({
  name: 'join-chunks',
  setup: ({ onResolve, onLoad }) => {
    const isMember = new Set(members);
    onResolve({ filter: /^\.{1,2}\// }, ({ path: asked, resolveDir, kind }) => {
      const path = relative('.', resolve(resolveDir, asked));
      if (isMember.has(path)) return { path: resolve(path) };
      if (kind === 'import-statement' && taken.has(path)) return { path, namespace: 'earlier' };
      if (outputs[path] === undefined) return undefined;
      return { path: importPath(file, path), external: true };
    });
    onLoad({ filter: /.*/, namespace: 'earlier' }, ({ path }) => ({
      contents: reExports({ outputs, path, from: `joined:${importPath(file, taken.get(path))}` }),
    }));
    onResolve({ filter: /^joined:/ }, ({ path }) => ({ path: path.slice('joined:'.length), external: true }));
    // Once a file is enough.
    onLoad({ filter: /\.js$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      if (!text.includes(banner)) throw new Error(`${path} does not begin as a chunk.`);
      return { contents: text.replace(banner, '') };
    });
  },
});

/**
 * `groups`: lists of sources that were built as entries or chunks of their own; the first of each gives its file to the
 * group. None may await at its top level: what it loads may need its file first. `options`, `outputs` (of the metafile) and `banner` are those of the build, which is on the disk.
 */
export const joinChunks = async ({ options, outputs, banner, groups }) => {
  const taken = new Map();
  for (const entries of groups) {
    const members = membersOf({ outputs, entries, taken });
    const [file] = members;
    const contents = members
      .map((path) => {
        const names = outputs[path].exports.map((name) => `${name} as ${joinedName(outputs, path, name)}`);
        return `export{${names.join(',')}}from${JSON.stringify(`./${path}`)};`;
      })
      .concat(`export{${outputs[file].exports.join(',')}}from${JSON.stringify(`./${file}`)};`)
      .join('\n');
    const { outputFiles } = await build({
      ...options,
      outdir: undefined,
      outfile: file,
      write: false,
      // They say where the licences are, and are kept.
      legalComments: 'inline',
      stdin: { contents, resolveDir: '.' },
      banner: { js: banner },
      plugins: [joinPlugin({ outputs, file, members, taken, banner })],
    });
    for (const path of members) taken.set(path, file);
    for (const path of members)
      writeFileSync(
        path,
        path === file ? outputFiles[0].text : reExports({ outputs, path, from: importPath(path, file) }),
      );
  }
};
