// Parts of Node that take a millisecond and more to load, and that most commands do without: in the joined scripts they
// are loaded when something of them is used, and not when a script is.
const dear = ['child_process', 'crypto', 'dgram', 'http', 'https', 'net', 'readline', 'tls'];

/** A call that loads one: by whatever name esbuild gives `require`. */
const load = `(?<![.\\w$])(?:require|[\\w$]+(?=\\("node:))\\(("(?:node:)?(?:${dear.join('|')})")\\)`;

/** Stands before the first use. */
export const lazyBuiltinsStart =
  'const __lazily=name=>{let found;return new Proxy({},{get:(_,key)=>(found??=__outside.require(name))[key]})};';

/** `text`: of a script as esbuild writes it. Errors: one of them would still be loaded with the script. */
export const withLazyBuiltins = (text) => {
  const lazy = text.replaceAll(new RegExp(`=${load}`, 'g'), '=__lazily($1)');
  const left = [...lazy.matchAll(new RegExp(load, 'g'))].filter(([call]) => !call.startsWith('__lazily'));
  if (left.length > 0)
    throw new Error(`Parts of Node are loaded at once: ${left.map(([call]) => call).join(' ')}`);
  return lazy;
};
