// A Go template as Liquid. Liquid's filters take no expressions, so what is nested gets a name of its own first:
// `{% assign v1 = account_name | nospace %}`.
import { type GoExpr, type GoNode, notCarried } from './go-syntax.ts';
import { parseGoTemplate } from './parse-go-template.ts';
import { printfParts } from './printf.ts';

/** A variable or a literal, and the filters after it. */
type Liquid = { readonly base: string; readonly filters: readonly string[] };

/** What must come before the output; `used` counts the names that were given. */
type Writer = { readonly fields: LiquidFields; prelude: string; used: number };

/** Fields of the template's tool, by their names there, as Liquid: `account_id` or `account_id | plus: 0`. */
export type LiquidFields = ReadonlyMap<string, string>;

const literal = (text: string): string => {
  if (!text.includes('"')) return `"${text}"`;
  if (!text.includes("'")) return `'${text}'`;
  throw notCarried('a text in it holds both kinds of quotes');
};

const plain = (base: string, ...filters: readonly string[]): Liquid => ({ base, filters });

const written = ({ base, filters }: Liquid): string => [base, ...filters].join(' | ');

const named = (writer: Writer, value: string): string => {
  writer.used += 1;
  const name = `v${writer.used}`;
  writer.prelude += `{% assign ${name} = ${value} %}`;
  return name;
};

/** What a filter can take: a variable or a literal. */
const operand = (writer: Writer, expr: GoExpr | undefined): string => {
  const value = liquidOf(writer, expr);
  return value.filters.length === 0 ? value.base : named(writer, written(value));
};

const filtered = (writer: Writer, expr: GoExpr | undefined, filter: string): Liquid => {
  const { base, filters } = liquidOf(writer, expr);
  return { base, filters: [...filters, filter] };
};

const fieldOf = ({ fields }: Writer, path: readonly string[]): Liquid => {
  const [name = '', key, ...deeper] = path;
  const found = fields.get(path.join('.'));
  if (found !== undefined) {
    const [base = '', ...filters] = found.split(' | ');
    return { base, filters };
  }
  if (name !== 'Tags' || key === undefined || deeper.length > 0)
    throw notCarried(`it uses .${path.join('.')}`);
  return plain(/^[A-Za-z_][\w-]*$/.test(key) ? `tags.${key}` : `tags[${literal(key)}]`);
};

const concatenated = (writer: Writer, items: readonly GoExpr[]): Liquid => {
  const [first, ...rest] = items;
  if (first === undefined) return plain('""');
  const { base, filters } = liquidOf(writer, first);
  return { base, filters: [...filters, ...rest.map((item) => `append: ${operand(writer, item)}`)] };
};

const printed = (writer: Writer, [format, ...args]: readonly GoExpr[]): Liquid => {
  if (format?.kind !== 'text') throw notCarried('its printf has no format that can be read');
  const items = printfParts(format.text, args.length).map((part): GoExpr => {
    if (part.kind === 'text') return part;
    const arg = args[part.index];
    if (part.width > 0 && (part.width !== 12 || arg?.kind !== 'field' || arg.path[0] !== 'AccountId'))
      throw notCarried('it pads a number in a way that is not understood');
    if (part.width > 0) return { kind: 'field', path: ['AccountIdPad'] };
    return arg ?? { kind: 'text', text: '' };
  });
  return concatenated(writer, items);
};

/** The items that are not empty, with the separator between them. */
const joinedOf = (writer: Writer, [separator, ...items]: readonly GoExpr[]): Liquid => {
  const { base, filters } = liquidOf(writer, separator);
  const others = items.map((item) => operand(writer, item));
  return others.length === 0 ? plain('""') : plain(base, ...filters, `join_of: ${others.join(', ')}`);
};

const mentions = (expr: GoExpr, field: string): boolean =>
  expr.kind === 'field'
    ? expr.path[0] === field
    : expr.kind === 'call' && expr.args.some((arg) => mentions(arg, field));

const isField = (expr: GoExpr | undefined, field: string): boolean =>
  expr?.kind === 'field' && expr.path.length === 1 && expr.path[0] === field;

/** Our account_name is the person's name, else AWS's: what would be done to the second is done to the one. */
const alternatives = (items: readonly GoExpr[]): readonly GoExpr[] =>
  items.filter(
    (item, index) =>
      !isField(item, 'AccountName') ||
      !items.slice(index + 1).some((other) => mentions(other, 'AccountAlias')),
  );

const firstOf = (writer: Writer, items: readonly GoExpr[]): Liquid => {
  const [first, ...rest] = alternatives(items);
  const others = rest.map((item) => operand(writer, item));
  const value = liquidOf(writer, first);
  return others.length === 0 ? value : plain(value.base, ...value.filters, `first_of: ${others.join(', ')}`);
};

const count = (expr: GoExpr | undefined): number => {
  if (expr?.kind === 'number' && expr.value >= 0) return expr.value;
  throw notCarried('it cuts a text in a way that is not understood');
};

type Translate = (writer: Writer, args: readonly GoExpr[]) => Liquid;

const filter =
  (name: string): Translate =>
  (writer, [text]) =>
    filtered(writer, text, name);

const withText =
  (name: string): Translate =>
  (writer, [part, text]) =>
    filtered(writer, text, `${name}: ${operand(writer, part)}`);

const replaced: Translate = (writer, [from, to, text]) =>
  filtered(writer, text, `replace: ${operand(writer, from)}, ${operand(writer, to)}`);

const translations: Readonly<Record<string, Translate>> = {
  lower: filter('downcase'),
  upper: filter('upcase'),
  trim: filter('strip'),
  nospace: filter('nospace'),
  kebabcase: filter('kebab'),
  snakecase: filter('snake'),
  replace: replaced,
  StringReplace: replaced,
  trimSuffix: withText('without_suffix'),
  trimPrefix: withText('without_prefix'),
  default: (writer, [fallback, text]) =>
    fallback !== undefined && text !== undefined
      ? firstOf(writer, [text, fallback])
      : liquidOf(writer, fallback),
  FirstItem: firstOf,
  coalesce: firstOf,
  StringsJoin: joinedOf,
  join: (writer, [separator, items]) => {
    if (separator === undefined || items?.kind !== 'call' || items.name !== 'list')
      throw notCarried('it joins something else than a list');
    const parts = items.args.flatMap((item, index) => (index === 0 ? [item] : [separator, item]));
    return concatenated(writer, parts);
  },
  print: concatenated,
  printf: printed,
  AccountIdStr: (writer, [id]) => {
    if (!isField(id, 'AccountId')) throw notCarried('it uses AccountIdStr on something else than .AccountId');
    return fieldOf(writer, ['AccountIdPad']);
  },
  trunc: (writer, [length, text]) => filtered(writer, text, `slice: 0, ${count(length)}`),
  substr: (writer, [from, to, text]) =>
    filtered(writer, text, `slice: ${count(from)}, ${Math.max(0, count(to) - count(from))}`),
};

const liquidOf = (writer: Writer, expr: GoExpr | undefined): Liquid => {
  if (expr === undefined) throw notCarried('a function in it lacks an argument');
  if (expr.kind === 'text') return plain(literal(expr.text));
  if (expr.kind === 'number') return plain(String(expr.value));
  if (expr.kind === 'field') return fieldOf(writer, expr.path);
  const translate = Object.hasOwn(translations, expr.name) ? translations[expr.name] : undefined;
  if (translate === undefined) throw notCarried(`it uses the function ${expr.name}`);
  return translate(writer, expr.args);
};

const emptiness = (writer: Writer, expr: GoExpr | undefined, sign: '==' | '!='): string => {
  const value = liquidOf(writer, expr);
  const isSure = value.filters.length === 0 && !value.base.startsWith('tags');
  return `${isSure ? value.base : named(writer, `${written(value)} | default: ""`)} ${sign} ""`;
};

const conditionOf = (writer: Writer, expr: GoExpr): string => {
  if (expr.kind !== 'call') return emptiness(writer, expr, '!=');
  const [first, second, ...more] = expr.args;
  if (expr.name === 'eq' && second !== undefined)
    return [second, ...more]
      .map((other) => `${operand(writer, first)} == ${operand(writer, other)}`)
      .join(' or ');
  if (expr.name === 'ne' && more.length === 0)
    return `${operand(writer, first)} != ${operand(writer, second)}`;
  if (expr.name === 'contains') return `${operand(writer, second)} contains ${operand(writer, first)}`;
  if (expr.name === 'empty' || expr.name === 'EmptyString') return emptiness(writer, first, '==');
  if (expr.name === 'not' && first !== undefined && first.kind !== 'call')
    return emptiness(writer, first, '==');
  if (expr.name === 'and' || expr.name === 'or') {
    const parts = expr.args.map((arg) => conditionOf(writer, arg));
    // Liquid has no brackets.
    if (parts.some((part) => / (?:and|or) /.test(part))) throw notCarried('it nests and and or');
    return parts.join(` ${expr.name} `);
  }
  return emptiness(writer, expr, '!=');
};

const preluded = (writer: Writer, write: () => string): string => {
  const outer = writer.prelude;
  writer.prelude = '';
  const body = write();
  const result = writer.prelude + body;
  writer.prelude = outer;
  return result;
};

const nodeText = (writer: Writer, node: GoNode): string => {
  if (node.kind === 'text') {
    if (/\{%|\{\{/.test(node.text)) throw notCarried('it holds {% as plain text');
    return node.text;
  }
  if (node.kind === 'output') return preluded(writer, () => `{{ ${written(liquidOf(writer, node.value))} }}`);
  const [first, ...others] = node.branches;
  if (first === undefined) return '';
  const rest: readonly GoNode[] =
    others.length === 0 ? node.otherwise : [{ kind: 'if', branches: others, otherwise: node.otherwise }];
  const otherwise = rest.length === 0 ? '' : `{% else %}${nodesText(writer, rest)}`;
  return preluded(
    writer,
    () =>
      `{% if ${conditionOf(writer, first.condition)} %}${nodesText(writer, first.body)}${otherwise}{% endif %}`,
  );
};

const nodesText = (writer: Writer, nodes: readonly GoNode[]): string =>
  nodes.map((node) => nodeText(writer, node)).join('');

/** Errors: UsageError with the reason, as the end of a sentence, for what has no counterpart. */
export const goTemplateToLiquid = (source: string, fields: LiquidFields): string =>
  nodesText({ fields, prelude: '', used: 0 }, parseGoTemplate(source));
