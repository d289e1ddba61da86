// Values of `config get` and `config set`: as plain text where a value is one, else as YAML.
import type { Document } from 'yaml';
import { UsageError } from '../domain/errors.ts';
import type { YamlValue } from '../domain/parse-config.ts';
import { isTooDeep, nestsWithoutEnd, tooDeep, yamlFaultText } from '../domain/yaml-fault.ts';
import type { ConfigValue } from '../ports/config-store.ts';

type PlainValue = string | null | readonly PlainValue[] | { readonly [key: string]: PlainValue };

/** Maps as objects, for JSON. */
export const plainValue = (value: YamlValue): PlainValue => {
  if (value === null || typeof value === 'string') return value;
  if (Array.isArray(value)) return (value as readonly YamlValue[]).map(plainValue);
  const entries = [...(value as ReadonlyMap<string, YamlValue>)];
  return Object.fromEntries(entries.map(([key, item]) => [String(key), plainValue(item)]));
};

/** A text as it is, in one line; anything else as YAML. Ends with a newline. */
export const valueText = async (value: YamlValue): Promise<string> => {
  if (typeof value === 'string') return `${value}\n`;
  const { stringify } = await import('yaml');
  return stringify(plainValue(value), { lineWidth: 0 });
};

/** What has no value is an empty text. */
const asConfigValue = (value: YamlValue): ConfigValue => {
  if (value === null || typeof value === 'string') return value ?? '';
  if (Array.isArray(value)) return (value as readonly YamlValue[]).map(asConfigValue);
  const entries = [...(value as ReadonlyMap<string, YamlValue>)];
  return Object.fromEntries(entries.map(([key, item]) => [String(key), asConfigValue(item)]));
};

type Read = { readonly value: YamlValue } | { readonly fault: string };

const readDocument = (document: Document): Read => {
  const [error] = document.errors;
  if (error !== undefined) return { fault: yamlFaultText(error) };
  try {
    const value = document.toJS({ mapAsMap: true, maxAliasCount: 0 }) as YamlValue;
    return isTooDeep(value) ? { fault: tooDeep } : { value };
  } catch {
    return { fault: 'An alias (*name) stands for nothing here.' };
  }
};

/** Plain text, templates too (`{{`), unless it begins as a YAML list, mapping or quoted text. Errors: UsageError for what only begins so. */
export const parseValue = async (text: string): Promise<ConfigValue> => {
  if (!/^\s*(?:[["']|\{(?![{%]))/.test(text)) return text;
  const { parseDocument } = await import('yaml');
  const read = nestsWithoutEnd(text)
    ? { fault: tooDeep }
    : readDocument(parseDocument(text, { schema: 'failsafe' }));
  if ('value' in read) return asConfigValue(read.value);
  throw new UsageError(
    `The value is not YAML. ${read.fault}`,
    'A text that begins with [ { " or \' is read as YAML. Put it in quotes of its own: \'"[text"\'',
  );
};
