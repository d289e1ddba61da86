// One action of a Go template, such as `FirstItem .AccountName (.AccountAlias | nospace)`.
import { type GoExpr, notCarried } from './go-syntax.ts';

type Token =
  | { readonly kind: 'field'; readonly path: readonly string[] }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'word'; readonly text: string }
  | { readonly kind: '(' }
  | { readonly kind: ')' }
  | { readonly kind: '|' };

const tokenForm =
  /\s*(?:(\$?\.[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)|("(?:[^"\\\n]|\\.)*")|`([^`]*)`|(-?\d+)(?![\w.])|([A-Za-z_]\w*)|([()|]))/y;

const unquoted = (text: string): string => {
  try {
    return JSON.parse(text) as string;
  } catch {
    throw notCarried('it holds a quoted text that is not understood');
  }
};

const tokenOf = (match: RegExpExecArray): Token => {
  const [, field, text, raw, number, word, mark] = match;
  if (field !== undefined) return { kind: 'field', path: field.replace(/^\$?\./, '').split('.') };
  if (text !== undefined) return { kind: 'text', text: unquoted(text) };
  if (raw !== undefined) return { kind: 'text', text: raw };
  if (number !== undefined) return { kind: 'number', value: Number(number) };
  if (word !== undefined) return { kind: 'word', text: word };
  return mark === '(' ? { kind: '(' } : mark === ')' ? { kind: ')' } : { kind: '|' };
};

const tokensOf = (source: string): readonly Token[] => {
  const tokens: Token[] = [];
  const form = new RegExp(tokenForm);
  const end = source.trimEnd().length;
  while (form.lastIndex < end) {
    const at = form.lastIndex;
    const match = form.exec(source);
    if (match === null) throw notCarried(`"${source.slice(at).trim().slice(0, 20)}" in it is not understood`);
    tokens.push(tokenOf(match));
  }
  return tokens;
};

type Cursor = { readonly tokens: readonly Token[]; at: number; depth: number };

const deepest = 50;

const operand = (cursor: Cursor): GoExpr | undefined => {
  const token = cursor.tokens[cursor.at];
  if (token === undefined || token.kind === ')' || token.kind === '|') return undefined;
  cursor.at += 1;
  if (token.kind === 'word') return { kind: 'call', name: token.text, args: [] };
  if (token.kind !== '(') return token;
  const inner = pipeline(cursor);
  if (cursor.tokens[cursor.at]?.kind !== ')') throw notCarried('a bracket in it is not closed');
  cursor.at += 1;
  return inner;
};

/** `.Tags "Env"` by `index` is a field like `.Tags.Env`. */
const simplified = (expr: GoExpr): GoExpr => {
  if (expr.kind === 'call' && expr.name === 'toString') return { ...expr, name: 'print' };
  if (expr.kind !== 'call' || expr.name !== 'index') return expr;
  const [map, key, ...more] = expr.args;
  if (map?.kind === 'field' && key?.kind === 'text' && more.length === 0)
    return { kind: 'field', path: [...map.path, key.text] };
  throw notCarried('it uses index in a way that is not understood');
};

const command = (cursor: Cursor, piped: GoExpr | undefined): GoExpr => {
  const isCall = cursor.tokens[cursor.at]?.kind === 'word';
  const first = operand(cursor);
  if (first === undefined) throw notCarried('a part of it is empty');
  const args: GoExpr[] = [];
  for (let next = operand(cursor); next !== undefined; next = operand(cursor)) args.push(next);
  if (piped !== undefined) args.push(piped);
  if (isCall && first.kind === 'call') return simplified({ ...first, args });
  if (args.length > 0) throw notCarried('it gives arguments to what is no function');
  return first;
};

const pipeline = (cursor: Cursor): GoExpr => {
  cursor.depth += 1;
  if (cursor.depth > deepest) throw notCarried('it is nested too deeply');
  let value = command(cursor, undefined);
  while (cursor.tokens[cursor.at]?.kind === '|') {
    cursor.at += 1;
    value = command(cursor, value);
  }
  cursor.depth -= 1;
  return value;
};

/** Errors: UsageError with the reason. */
export const parseGoExpression = (source: string): GoExpr => {
  const cursor: Cursor = { tokens: tokensOf(source), at: 0, depth: 0 };
  const value = pipeline(cursor);
  if (cursor.at < cursor.tokens.length) throw notCarried('a bracket in it is closed and was not opened');
  return value;
};
