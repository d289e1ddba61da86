// What Ink does more often, or earlier, than this program needs, taken out when it is bundled. Each patch replaces a
// text that must be there, exactly once: when a dependency moves it, the build fails and says which. That frames stay
// the same is shown by test/build/faster-ink.test.ts.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/** ASCII, Latin letters, and what the picker draws with: one cell each, joining with nothing. As in text-width.ts. */
const oneCellEach = '[\\x20-\\x7e\\xa1-\\xac\\xae-\\u02af\\u2026\\u2500-\\u259f\\u2713\\u2800-\\u28ff]';

/** Such characters, and escapes that colour them. */
const colored = `${oneCellEach}*(?:\\x1b\\[[\\d;]*m${oneCellEach}*)*`;

const segmenterFile = fileURLToPath(new URL('./segmenter.mjs', import.meta.url));

/** `as`: what the package calls its own. */
const commonSegmenter = (file, from, as) => ({
  name: `take the common segmenter in ${file.source.replaceAll('\\', '')}`,
  file,
  from,
  to: `import { segmenter as ${as} } from ${JSON.stringify(segmenterFile)};`,
});

export const patches = [
  {
    name: 'keep the widths and styled characters of a line from one frame to the next',
    file: /ink\/build\/output\.js$/,
    from: '    caches = new OutputCaches();',
    to: '    caches = keptCaches();',
    append: `
let kept;
const keptCaches = () => {
  if (kept === undefined || kept.styledChars.size > 4000 || kept.widths.size > 20000) kept = new OutputCaches();
  return kept;
};
`,
  },
  {
    name: 'join the pieces of a row that need no cutting, instead of laying them out cell by cell',
    file: /ink\/build\/output\.js$/,
    from: `        for (let y = 0; y < this.height; y++) {
            const row = [];`,
    to: `        const joined = joinRows(this.operations, this.height);
        for (let y = 0; y < this.height; y++) {
            if (joined[y] !== undefined) {
                output.push(undefined);
                continue;
            }
            const row = [];`,
  },
  {
    name: 'lay out nothing where rows were joined',
    file: /ink\/build\/output\.js$/,
    from: '                this.applyWriteOperation(output, operation, clips.at(-1));',
    to: '                if (touchesOther(operation, joined)) this.applyWriteOperation(output, operation, clips.at(-1));',
  },
  {
    name: 'take joined rows as they are',
    file: /ink\/build\/output\.js$/,
    from: `            .map(line => {
`,
    to: `            .map((line, y) => {
            if (line === undefined) return joined[y];
`,
    append: `
const colored = /^${colored}$/;
const escapes = /\\x1b\\[[\\d;]*m/g;
const touchesOther = ({ y, text }, joined) => {
  const end = y + text.split('\\n').length;
  for (let row = Math.max(0, y); row < end && row < joined.length; row++) if (joined[row] === undefined) return true;
  return false;
};
const joinRows = (operations, height) => {
  const rows = Array.from({ length: height }, () => ({ text: '', width: 0 }));
  for (const { type, x, y, text, transformers } of operations) {
    if (type !== 'write') return new Array(height);
    const lines = text.includes('\\n') ? text.split('\\n') : [text];
    for (let at = 0; at < lines.length; at++) {
      const row = rows[y + at];
      if (row === undefined) continue;
      const line = transformers.reduce((before, transform) => transform(before, at), lines[at]);
      if (x < row.width || !colored.test(line)) {
        row.width = Infinity;
        continue;
      }
      row.text += ' '.repeat(x - row.width) + line;
      row.width = x + (line.includes('\\x1b') ? line.replaceAll(escapes, '') : line).length;
    }
  }
  return rows.map(({ text, width }) => (width === Infinity ? undefined : text.trimEnd()));
};
`,
  },
  {
    name: 'pass text that holds nothing but colours',
    file: /ink\/build\/sanitize-ansi\.js$/,
    from: 'const sanitizeAnsi = (text) => {',
    to: `const colored = /^${colored}$/;
const sanitizeAnsi = (text) => {
    if (colored.test(text)) return text;`,
  },
  {
    name: 'measure lines with rules and ellipses without the segmenter',
    file: /string-width\/index\.js$/,
    from: 'if (/^[\\u0020-\\u007E]*$/.test(string)) {',
    to: `if (/^${oneCellEach}*$/.test(string)) {`,
  },
  {
    name: 'compare such lines by character when a frame is updated',
    file: /ink\/build\/line-update\.js$/,
    from: 'const printableAscii = /^[ -~]*$/u;',
    to: `const printableAscii = /^${oneCellEach}*$/u;`,
  },
  {
    name: 'hand out the bytes of the layout engine instead of fetching them, which loads an HTTP client',
    file: /yoga-layout\/dist\/binaries\/yoga-wasm-base64-esm\.js$/,
    from: 'return h.instantiateWasm(d,\na)',
    to: 'return h.instantiateWasm(d,a,()=>Buffer.from(H.slice(H.indexOf(",")+1),"base64"))',
  },
  {
    name: 'start the layout engine without waiting, so that what holds it can be a script',
    file: /yoga-layout\/dist\/src\/index\.js$/,
    from: 'const Yoga = wrapAssembly(await loadYoga());',
    to: `const assembly = {
  instantiateWasm: (imports, onReady, bytes) => {
    const instance = new WebAssembly.Instance(new WebAssembly.Module(bytes()), imports);
    onReady(instance);
    return instance.exports;
  },
};
loadYoga(assembly);
const Yoga = wrapAssembly(assembly);`,
  },
  {
    name: 'leave out the tools for developers of Ink, which wait to be loaded where DEV=true',
    file: /ink\/build\/reconciler\.js$/,
    from: "if (process.env['DEV'] === 'true') {\n    // Intentionally",
    to: 'if (false) {\n    // Intentionally',
  },
  {
    name: 'leave out the name of the renderer, which these tools show',
    file: /ink\/build\/reconciler\.js$/,
    from: "if (process.env['DEV'] === 'true') {\n    try {",
    to: 'if (false) {\n    try {',
  },
  commonSegmenter(/string-width\/index\.js$/, 'const segmenter = new Intl.Segmenter();', 'segmenter'),
  commonSegmenter(/wrap-ansi\/index\.js$/, 'const segmenter = new Intl.Segmenter();', 'segmenter'),
  commonSegmenter(
    /ink\/build\/line-update\.js$/,
    "const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });",
    'segmenter',
  ),
  commonSegmenter(
    /ansi-tokenize\/build\/tokenize\.js$/,
    'const segmenter = new Intl.Segmenter(undefined, { granularity: "grapheme" });',
    'segmenter',
  ),
  commonSegmenter(
    /slice-ansi\/tokenize-ansi\.js$/,
    "const GRAPHEME_SEGMENTER = new Intl.Segmenter(undefined, {granularity: 'grapheme'});",
    'GRAPHEME_SEGMENTER',
  ),
  {
    name: 'compile the expression of all emoji when one may be there',
    file: /string-width\/index\.js$/,
    from: 'const rgiEmojiRegex = /^\\p{RGI_Emoji}$/v;',
    to: `let emoji;
const rgiEmojiRegex = {
  test: (segment) => {
    emoji ??= /^\\p{RGI_Emoji}$/v;
    return emoji.test(segment);
  },
};`,
  },
  {
    name: 'leave out what asks other programs for the size of a terminal',
    file: /ink\/build\/utils\.js$/,
    from: "import terminalSize from 'terminal-size';",
    to: '',
  },
  {
    name: 'take the usual size where the terminal tells none, instead of running tput',
    file: /ink\/build\/utils\.js$/,
    from: 'const fallbackSize = terminalSize();',
    to: 'const fallbackSize = {};',
  },
  {
    name: 'make the expressions for stacks when an error is shown',
    file: /stack-utils\/index\.js$/,
    from: 'const natives = [].concat(',
    to: 'const builtins = () => [].concat(',
  },
  {
    name: 'make the other expressions for stacks when an error is shown',
    file: /stack-utils\/index\.js$/,
    from: 'natives.push(',
    to: 'const natives = () => builtins().concat(',
  },
  {
    name: 'hand these expressions out',
    file: /stack-utils\/index\.js$/,
    from: 'return [...natives];',
    to: 'return natives();',
  },
  {
    name: 'prepare for stacks when an error is shown',
    file: /ink\/build\/components\/ErrorOverview\.js$/,
    from: `const stackUtils = new StackUtils({
    cwd: cwd(),
    internals: StackUtils.nodeInternals(),
});`,
    to: `let made;
const stackUtils = {
  parseLine: (line) => {
    made ??= new StackUtils({ cwd: cwd(), internals: StackUtils.nodeInternals() });
    return made.parseLine(line);
  },
};`,
  },
];

/** Errors: the text holds not exactly one place for it. */
export const patched = (text, { name, from, to, append = '' }) => {
  if (text.split(from).length !== 2) throw new Error(`The patch "${name}" no longer finds what it replaces.`);
  return text.replace(from, () => to) + append;
};

export const fasterInk = {
  name: 'faster-ink',
  setup: ({ onLoad, onEnd }) => {
    const applied = new Set();
    const applyTo = (text, patch) => {
      applied.add(patch);
      return patched(text, patch);
    };
    for (const filter of new Set(patches.map(({ file }) => file.source))) {
      const ofFile = patches.filter(({ file }) => file.source === filter);
      onLoad({ filter: new RegExp(filter) }, async ({ path }) => ({
        contents: ofFile.reduce(applyTo, await readFile(path, 'utf8')),
        loader: 'js',
      }));
    }
    onEnd(() => {
      const missed = patches.filter((patch) => !applied.has(patch));
      if (missed.length > 0)
        throw new Error(`Never bundled, so not patched: ${missed.map(({ name }) => name).join('; ')}`);
    });
  },
};
