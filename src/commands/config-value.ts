// Values of `config get` and `config set`: as plain text where a value is one, else as YAML.
import { UsageError } from '../domain/errors.ts';
import type { YamlValue } from '../domain/parse-config.ts';
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

const asConfigValue = (value: YamlValue): ConfigValue => plainValue(value ?? '') as ConfigValue;

/** Plain text, templates too (`{{`), unless it begins as a YAML list, mapping or quoted text. Errors: UsageError for what only begins so. */
export const parseValue = async (text: string): Promise<ConfigValue> => {
  if (!/^\s*(?:[["']|\{(?![{%]))/.test(text)) return text;
  const { parseDocument } = await import('yaml');
  const document = parseDocument(text, { schema: 'failsafe' });
  const [error] = document.errors;
  if (error === undefined)
    return asConfigValue(document.toJS({ mapAsMap: true, maxAliasCount: 0 }) as YamlValue);
  throw new UsageError(
    `The value is not YAML: ${(error.message.split('\n')[0] ?? '').replace(/:$/, '')}.`,
    'A text that begins with [ { " or \' is read as YAML. Put it in quotes of its own: \'"[text"\'',
  );
};
