// Changes of config.yaml in place. The YAML library keeps comments and order but writes a document in its own spacing,
// so only the lines that a change touches are taken from it: all others stay as the person wrote them.
import type { Document, Scalar } from 'yaml';
import { changedRanges } from '../../domain/unified-diff.ts';
import type { ConfigChange, ConfigValue } from '../../ports/config-store.ts';

type Yaml = typeof import('yaml');

const header =
  '# rolecall: where to sign in, and your own names, tags and regions. No secrets belong here.\n';

/** `{}` is written only where there is nothing else to write: what is added to it is written in lines of its own. */
const unfold = (yaml: Yaml, document: Document, path: readonly string[]): void => {
  for (let depth = 1; depth < path.length; depth += 1) {
    const node: unknown = document.getIn(path.slice(0, depth), true);
    if (yaml.isMap(node) && node.flow === true && node.items.length === 0) node.flow = false;
  }
};

type Commented = { comment?: string | null; commentBefore?: string | null; spaceBefore?: boolean };

/** New account ids, which other readers of YAML would take for numbers, and new empty texts, which look forgotten. */
const quoteNew = (yaml: Yaml, document: Document): void =>
  yaml.visit(document, {
    Pair: (_, pair) => {
      if (yaml.isScalar(pair.value) && pair.value.value === '' && pair.value.range === undefined)
        pair.value.type = 'QUOTE_DOUBLE';
      const isNew = !yaml.isScalar(pair.key) || pair.key.range === undefined;
      const key = yaml.isScalar(pair.key) ? pair.key.value : pair.key;
      if (!isNew || !/^\d{12}$/.test(String(key))) return;
      const quoted = new yaml.Scalar(String(key));
      quoted.type = 'QUOTE_DOUBLE';
      pair.key = quoted;
    },
  });

/** What stands there gives its comments and its quotes to what comes in its place. */
const put = (
  yaml: Yaml,
  document: Document,
  { path, value }: { path: readonly string[]; value: ConfigValue },
) => {
  const old: unknown = document.getIn(path, true);
  if (yaml.isScalar(old) && typeof value === 'string') {
    (old as Scalar).value = value;
    return;
  }
  const node = document.createNode(value) as unknown as Commented;
  if (yaml.isNode(old)) {
    const { comment, commentBefore, spaceBefore } = old as Commented;
    Object.assign(node, { comment, commentBefore, spaceBefore });
  }
  document.setIn(path, node);
};

const joined = (...comments: readonly (string | null | undefined)[]): string =>
  comments.filter((comment) => typeof comment === 'string' && comment !== '').join('\n');

/** The lines of comment above what is taken away stay: above what follows it, or at the end. */
const takeAway = (yaml: Yaml, document: Document, path: readonly string[]): void => {
  const map: unknown = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  if (yaml.isMap(map)) {
    const at = map.items.findIndex(({ key }) => String(yaml.isScalar(key) ? key.value : key) === path.at(-1));
    const [gone, next] = [map.items[at]?.key, map.items[at + 1]?.key];
    const above = yaml.isNode(gone) ? gone.commentBefore : undefined;
    if (above && yaml.isScalar(next)) {
      next.commentBefore = joined(
        above,
        next.spaceBefore ? `\n${next.commentBefore ?? ''}` : next.commentBefore,
      );
      next.spaceBefore = yaml.isScalar(gone) && gone.spaceBefore === true;
    } else if (above) map.comment = joined(above, map.comment);
  }
  document.deleteIn(path);
};

const linesOf = (text: string): readonly string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];

const isSameText = (yaml: Yaml, a: string, b: string): boolean => {
  const read = (text: string): string =>
    JSON.stringify(yaml.parseDocument(text, { schema: 'failsafe' }).toJS({ maxAliasCount: 50 }));
  try {
    return read(a) === read(b);
  } catch {
    return false;
  }
};

const inkOf = (text: string): string => text.replace(/\s+/g, '');

/** How many characters that are no space stand before each line, and before the end. */
const inkBefore = (lines: readonly string[]): readonly number[] => {
  const counts = [0];
  for (const line of lines) counts.push((counts.at(-1) ?? 0) + inkOf(line).length);
  return counts;
};

/** From a line of the library's text to the person's own, which differ in spaces and line ends only. */
const lineMap = (
  own: readonly string[],
  written: readonly string[],
): ((line: number) => number) | undefined => {
  if (inkOf(own.join('')) !== inkOf(written.join(''))) return undefined;
  const [ownInk, writtenInk] = [inkBefore(own), inkBefore(written)];
  return (line) => {
    const ink = writtenInk[line] ?? 0;
    const [first, last] = [ownInk.indexOf(ink), ownInk.lastIndexOf(ink)];
    // Where blank lines leave a choice: what is written stands on the line that has it.
    if ((written[line] ?? '').trim() !== '') return last;
    let blanks = 0;
    while (line - blanks > 0 && (written[line - blanks - 1] ?? '').trim() === '') blanks += 1;
    return Math.min(last, first + blanks);
  };
};

/** `before` with only those lines exchanged that differ between the library's texts without and with the change. */
const inPlace = (
  before: string,
  { plain, changed, ended }: { plain: string; changed: string; ended: (text: string) => string },
): string | undefined => {
  const [own, from, to] = [linesOf(before), linesOf(plain), linesOf(changed)];
  const ownLine = lineMap(own, from);
  if (ownLine === undefined) return undefined;
  const result: string[] = [];
  let at = 0;
  for (const { aFrom, aTo, bFrom, bTo } of changedRanges(from, to)) {
    const [start, end] = [ownLine(aFrom), ownLine(aTo)];
    if (start < at || end < start) return undefined;
    result.push(...own.slice(at, start), ...to.slice(bFrom, bTo).map(ended));
    at = end;
  }
  return [...result, ...own.slice(at)].join('');
};

const indentOf = (text: string): number => {
  const [, spaces = '  '] =
    /^\S[^\n]*:[ \t]*(?:#[^\n]*)?\r?\n(?:[ \t]*(?:#[^\n]*)?\r?\n)*( +)[^\s#-]/m.exec(text) ?? [];
  return Math.min(8, Math.max(1, spaces.length));
};

/** Something to change: a file that is empty, or holds comments only, has no mapping yet. */
const withMapping = (yaml: Yaml, text: string): string => {
  if (text.trim() === '') return `${text}${header}instances: {}\n`;
  if (yaml.isCollection(yaml.parseDocument(text, { schema: 'failsafe' }).contents)) return text;
  return `${text}${text.endsWith('\n') ? '' : '\n'}instances: {}\n`;
};

/** The text after the changes. What it is read as is for the caller to check. */
export const changedConfigText = async (text: string, changes: readonly ConfigChange[]): Promise<string> => {
  const yaml = await import('yaml');
  // The library drops a byte order mark.
  const mark = text.startsWith('\u{feff}') ? '\u{feff}' : '';
  const isNew = text.trim() === '';
  const ended = (lines: string): string => (text.includes('\r\n') ? lines.replaceAll('\n', '\r\n') : lines);
  const before = withMapping(yaml, text.slice(mark.length));
  const read = (): Document => yaml.parseDocument(before.replaceAll('\r\n', '\n'), { schema: 'failsafe' });
  const style = {
    lineWidth: 0,
    indent: indentOf(before),
    flowCollectionPadding: /\{ /.test(before) || isNew,
  };
  const document = read();
  for (const { path, value } of changes) {
    unfold(yaml, document, path);
    if (value === undefined) takeAway(yaml, document, path);
    else put(yaml, document, { path, value });
  }
  quoteNew(yaml, document);
  const changed = document.toString(style);
  const kept = inPlace(before, { plain: read().toString(style), changed, ended });
  const isKept = kept !== undefined && isSameText(yaml, kept, changed);
  return `${mark}${isKept ? kept : ended(changed)}`;
};
