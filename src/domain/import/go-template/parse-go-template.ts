import { type GoBranch, type GoExpr, type GoNode, notCarried } from './go-syntax.ts';
import { parseGoExpression } from './parse-expression.ts';

type Part = { readonly kind: 'text' | 'action'; readonly text: string };

const longest = 4000;

/** Text and actions; `{{-` and `-}}` have taken the blanks beside them away. */
const partsOf = (source: string): readonly Part[] => {
  const parts: Part[] = [];
  let at = 0;
  let trims = false;
  const addText = (text: string, trimsEnd: boolean): void => {
    const start = trims ? text.trimStart() : text;
    parts.push({ kind: 'text', text: trimsEnd ? start.trimEnd() : start });
  };
  for (;;) {
    const open = source.indexOf('{{', at);
    const close = open < 0 ? -1 : source.indexOf('}}', open);
    if (open < 0) break;
    if (close < 0) throw notCarried('a {{ in it is not closed');
    const inner = source.slice(open + 2, close);
    addText(source.slice(at, open), /^-\s/.test(inner));
    parts.push({ kind: 'action', text: inner.replace(/^-(?=\s)/, '').replace(/\s-$/, ' ') });
    trims = /\s-$/.test(inner);
    at = close + 2;
  }
  addText(source.slice(at), false);
  return parts.filter(({ kind, text }) => kind === 'action' || text !== '');
};

type Cursor = { readonly parts: readonly Part[]; at: number };

const keywordOf = ({ kind, text }: Part): string | undefined =>
  kind === 'action' ? /^\s*(if|else\s+if|else|end)\b/.exec(text)?.[1]?.replace(/\s+/, ' ') : undefined;

const conditionOf = (part: Part): GoExpr => parseGoExpression(part.text.replace(/^\s*(?:else\s+)?if\b/, ''));

const ifNode = (cursor: Cursor, opening: Part): GoNode => {
  const branches: GoBranch[] = [];
  let condition: GoExpr | undefined = conditionOf(opening);
  for (;;) {
    const body = nodes(cursor);
    const part = cursor.parts[cursor.at];
    if (part === undefined) throw notCarried('an if in it has no end');
    cursor.at += 1;
    const keyword = keywordOf(part);
    if (condition === undefined && keyword !== 'end') throw notCarried('an else in it is not the last');
    if (condition === undefined) return { kind: 'if', branches, otherwise: body };
    branches.push({ condition, body });
    if (keyword === 'end') return { kind: 'if', branches, otherwise: [] };
    condition = keyword === 'else if' ? conditionOf(part) : undefined;
  }
};

const nodes = (cursor: Cursor): readonly GoNode[] => {
  const found: GoNode[] = [];
  for (let part = cursor.parts[cursor.at]; part !== undefined; part = cursor.parts[cursor.at]) {
    const keyword = keywordOf(part);
    if (keyword !== undefined && keyword !== 'if') return found;
    cursor.at += 1;
    if (part.kind === 'text') found.push({ kind: 'text', text: part.text });
    else if (keyword === 'if') found.push(ifNode(cursor, part));
    else if (!/^\s*\/\*[\s\S]*\*\/\s*$/.test(part.text))
      found.push({ kind: 'output', value: parseGoExpression(part.text) });
  }
  return found;
};

/** Errors: UsageError with the reason, as the end of a sentence. */
export const parseGoTemplate = (source: string): readonly GoNode[] => {
  if (source.length > longest) throw notCarried('it is too long');
  const cursor: Cursor = { parts: partsOf(source), at: 0 };
  const found = nodes(cursor);
  if (cursor.at < cursor.parts.length) throw notCarried('an end or else in it belongs to no if');
  return found;
};
