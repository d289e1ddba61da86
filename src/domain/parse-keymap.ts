// `keymap:` of config.yaml. Which names there are is the picker's to say (picker/effective-keys.ts): a key that is not
// right there is no reason to refuse credentials to a program.
import type { KeymapConfig } from './config.ts';
import { at, isAbsent, mapping, oneOf, type Place, problem, type Reader } from './config-reader.ts';

export const keySetNames = ['default', 'vim', 'emacs'] as const;

const isNothing = (place: Place): boolean => isAbsent(place) || place.value === 'null' || place.value === '~';

const keysOf = (reader: Reader, place: Place): readonly string[] => {
  if (isNothing(place)) return [];
  if (typeof place.value === 'string') return [place.value];
  const { value } = place;
  if (Array.isArray(value) && value.every((key) => typeof key === 'string')) return value;
  problem(reader, place.path, 'must be a key, a list of keys, or null for none.');
  return [];
};

export const keymapOf = (reader: Reader, place: Place): KeymapConfig | undefined => {
  if (isAbsent(place)) return undefined;
  mapping(reader, place, ['set', 'bindings']);
  const own = mapping(reader, at(place, 'bindings'));
  return {
    set: oneOf(reader, at(place, 'set'), keySetNames) ?? 'default',
    bindings: own.map(([name, keys]) => ({ name, keys: keysOf(reader, keys) })),
  };
};
