// As much of TOML as granted's own config holds: tables, texts, numbers and truth values, one line each. What is more is
// passed over, since nothing is written back.

/** By the whole path of tables and the key, such as `SSO.acme.StartURL`; each with its line. */
export type TomlValues = ReadonlyMap<
  string,
  { readonly value: string; readonly line: number; readonly path: readonly string[] }
>;

const part = /\s*(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|([\w-]+))\s*(?:\.|$)/y;

const pathOf = (text: string): readonly string[] | undefined => {
  const form = new RegExp(part);
  const parts: string[] = [];
  while (form.lastIndex < text.length) {
    const match = form.exec(text);
    if (match === null) return undefined;
    parts.push(match[1] === undefined ? (match[2] ?? match[3] ?? '') : unescaped(match[1]));
  }
  return parts.length === 0 ? undefined : parts;
};

const unescaped = (text: string): string => {
  try {
    return JSON.parse(`"${text}"`) as string;
  } catch {
    return text;
  }
};

const valueIn = (text: string): string | undefined => {
  const [, double, single, bare] =
    /^\s*(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|([\w.+:-]+))\s*(?:#.*)?$/.exec(text) ?? [];
  return double === undefined ? (single ?? bare) : unescaped(double);
};

export const readToml = (text: string): TomlValues => {
  const values = new Map<string, { value: string; line: number; path: readonly string[] }>();
  let table: readonly string[] = [];
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const header = /^\s*\[([^[\]]+)\]\s*(?:#.*)?$/.exec(line)?.[1];
    if (header !== undefined) {
      table = pathOf(header) ?? ['?'];
      continue;
    }
    if (/^\s*\[\[/.test(line)) table = ['?'];
    const [, key, rest] = /^\s*((?:"[^"]*"|'[^']*'|[\w.-]+)+)\s*=(.*)$/.exec(line) ?? [];
    const [own, value] = [pathOf(key ?? ''), valueIn(rest ?? '')];
    if (own === undefined || value === undefined) continue;
    const path = [...table, ...own];
    values.set(path.join('.'), { value, line: index + 1, path });
  }
  return values;
};
