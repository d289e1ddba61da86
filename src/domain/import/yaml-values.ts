// Reading another tool's YAML, of which every part may be missing or of another kind.
import type { YamlValue } from '../config-reader.ts';

type Value = YamlValue | undefined;

export const valueAt = (value: Value, ...path: readonly string[]): Value =>
  path.reduce<Value>((at, key) => (at instanceof Map ? (at.get(key) as Value) : undefined), value);

export const entriesOf = (value: Value): readonly (readonly [key: string, value: YamlValue])[] =>
  value instanceof Map ? [...value].map(([key, entry]) => [String(key), entry as YamlValue] as const) : [];

export const textAt = (value: Value, ...path: readonly string[]): string | undefined => {
  const found = valueAt(value, ...path);
  return typeof found === 'string' && found.trim() !== '' ? found.trim() : undefined;
};

export const textsAt = (value: Value, ...path: readonly string[]): readonly string[] => {
  const found = valueAt(value, ...path);
  return Array.isArray(found) ? found.filter((item): item is string => typeof item === 'string') : [];
};

/** A map of texts alone; undefined where it would be empty. */
export const textMapAt = (
  value: Value,
  ...path: readonly string[]
): ReadonlyMap<string, string> | undefined => {
  const entries = entriesOf(valueAt(value, ...path)).flatMap(([key, entry]) =>
    typeof entry === 'string' && key !== '' && entry !== '' ? [[key, entry] as const] : [],
  );
  return entries.length === 0 ? undefined : new Map(entries);
};
