// What a template of aws-sso-cli makes of a role, by its own rules: to see which roles would be called otherwise by ours.
import { type GoExpr, type GoNode, notCarried } from './go-syntax.ts';
import { printfParts } from './printf.ts';

type GoValue = string | number | boolean | readonly GoValue[];

/** Fields by the template's names; `Tags` beside them. */
export type GoFields = {
  readonly fields: ReadonlyMap<string, string | number>;
  readonly tags: ReadonlyMap<string, string>;
};

const textOf = (value: GoValue | undefined): string => {
  if (value === undefined) return '';
  return Array.isArray(value) ? value.map(textOf).join('') : String(value);
};

const isTrue = (value: GoValue | undefined): boolean =>
  Array.isArray(value)
    ? value.length > 0
    : value !== undefined && value !== '' && value !== 0 && value !== false;

const cased = (text: string, separator: string): string =>
  text
    .replace(/[^A-Za-z0-9]+/g, ' ')
    .trim()
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .replaceAll(' ', separator)
    .toLowerCase();

type Texts = readonly string[];

const joined = ([separator = '', ...items]: Texts): string =>
  items.filter((item) => item !== '').join(separator);

const onTexts: Readonly<Record<string, (args: Texts) => string>> = {
  lower: ([text = '']) => text.toLowerCase(),
  upper: ([text = '']) => text.toUpperCase(),
  trim: ([text = '']) => text.trim(),
  nospace: ([text = '']) => text.replace(/\s+/g, ''),
  kebabcase: ([text = '']) => cased(text, '-'),
  snakecase: ([text = '']) => cased(text, '_'),
  replace: ([from = '', to = '', text = '']) => text.replaceAll(from, to),
  StringReplace: ([from = '', to = '', text = '']) => text.replaceAll(from, to),
  trimSuffix: ([end = '', text = '']) =>
    end !== '' && text.endsWith(end) ? text.slice(0, -end.length) : text,
  trimPrefix: ([start = '', text = '']) => (text.startsWith(start) ? text.slice(start.length) : text),
  default: ([fallback = '', text = '']) => (text === '' ? fallback : text),
  FirstItem: (items) => items.find((item) => item !== '') ?? '',
  coalesce: (items) => items.find((item) => item !== '') ?? '',
  StringsJoin: joined,
  print: (items) => items.join(''),
  AccountIdStr: ([id = '']) => id.padStart(12, '0'),
  trunc: ([count = '0', text = '']) => text.slice(0, Number(count)),
  substr: ([from = '0', to = '0', text = '']) => text.slice(Number(from), Number(to)),
};

const onValues: Readonly<Record<string, (args: readonly GoValue[]) => GoValue>> = {
  printf: ([format, ...args]) =>
    printfParts(textOf(format), args.length)
      .map((part) => (part.kind === 'text' ? part.text : textOf(args[part.index]).padStart(part.width, '0')))
      .join(''),
  list: (items) => items,
  join: ([separator, items]) =>
    Array.isArray(items) ? items.map(textOf).join(textOf(separator)) : textOf(items),
  eq: ([first, ...others]) => others.some((other) => textOf(other) === textOf(first)),
  ne: ([first, second]) => textOf(first) !== textOf(second),
  not: ([value]) => !isTrue(value),
  empty: ([value]) => !isTrue(value),
  EmptyString: ([value]) => textOf(value) === '',
  and: (args) => args.every(isTrue),
  or: (args) => args.some(isTrue),
  contains: ([part, text]) => textOf(text).includes(textOf(part)),
};

const own = <T>(table: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined;

const evaluated = (expr: GoExpr, role: GoFields): GoValue => {
  if (expr.kind === 'text') return expr.text;
  if (expr.kind === 'number') return expr.value;
  if (expr.kind === 'field') {
    const [name = '', key] = expr.path;
    return (name === 'Tags' ? role.tags.get(key ?? '') : role.fields.get(name)) ?? '';
  }
  const args = expr.args.map((arg) => evaluated(arg, role));
  const text = own(onTexts, expr.name);
  if (text !== undefined) return text(args.map(textOf));
  const value = own(onValues, expr.name);
  if (value === undefined) throw notCarried(`it uses the function ${expr.name}`);
  return value(args);
};

/** Errors: UsageError with the reason for a function that is not known here. */
export const renderGoTemplate = (nodes: readonly GoNode[], role: GoFields): string =>
  nodes
    .map((node) => {
      if (node.kind === 'text') return node.text;
      if (node.kind === 'output') return textOf(evaluated(node.value, role));
      const branch = node.branches.find(({ condition }) => isTrue(evaluated(condition, role)));
      return renderGoTemplate(branch?.body ?? node.otherwise, role);
    })
    .join('');
