// What Ink does more often, or earlier, than this program needs, taken out when it is bundled. Each patch replaces a
// text that must be there, exactly once: when a dependency moves it, the build fails and says which. That frames stay
// the same is shown by test/build/faster-ink.test.ts.
import { readFile } from 'node:fs/promises';

/** ASCII, Latin letters, and what the picker draws with: one cell each, joining with nothing. As in text-width.ts. */
const oneCellEach = '[\\x20-\\x7e\\xa1-\\xac\\xae-\\u02af\\u2026\\u2500-\\u259f\\u2713\\u2800-\\u28ff]';

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
    name: 'take the layout engine from its own bytes instead of by fetch, which loads an HTTP client',
    file: /yoga-layout\/dist\/binaries\/yoga-wasm-base64-esm\.js$/,
    from: 'return w||"function"!=typeof fetch?',
    to: 'return true?',
  },
];

const apply = (text, { name, from, to, append = '' }) => {
  if (text.split(from).length !== 2) throw new Error(`The patch "${name}" no longer finds what it replaces.`);
  return text.replace(from, () => to) + append;
};

export const fasterInk = {
  name: 'faster-ink',
  setup: ({ onLoad, onEnd }) => {
    const applied = new Set();
    for (const patch of patches) {
      onLoad({ filter: patch.file }, async ({ path }) => {
        applied.add(patch);
        return { contents: apply(await readFile(path, 'utf8'), patch), loader: 'js' };
      });
    }
    onEnd(() => {
      const missed = patches.filter((patch) => !applied.has(patch));
      if (missed.length > 0)
        throw new Error(`Never bundled, so not patched: ${missed.map(({ name }) => name).join('; ')}`);
    });
  },
};
