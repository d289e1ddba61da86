// Reading values out of a parsed YAML file. A problem is kept with its path and reading goes on, so that a person is
// told of all at once; what is answered for a value with a problem is never used.
import { hour } from './expiry.ts';
import { nearestWord } from './nearest-word.ts';
import { isRegion } from './region.ts';
import { lengthLimits, sanitize } from './sanitize.ts';
import { noTags, type Tags } from './tag.ts';

/** What YAML gave, read with the failsafe schema: no prototype in the way, no number that lost a zero. */
export type YamlValue = string | null | readonly YamlValue[] | ReadonlyMap<string, YamlValue>;

export type ConfigProblem = {
  readonly path: readonly string[];
  readonly message: string;
  /** The key is what is wrong, not its value. */
  readonly isKey?: true;
  /** What may have been meant. */
  readonly nearest?: string | undefined;
};

export type Reader = { readonly problems: ConfigProblem[] };
export type Place = { readonly value: YamlValue | undefined; readonly path: readonly string[] };

export const problem = (reader: Reader, path: readonly string[], message: string): undefined => {
  reader.problems.push({ path, message });
  return undefined;
};

export type UnknownWord = {
  readonly word: string;
  readonly known: readonly string[];
  readonly message: string;
  /** Follows what may have been meant. */
  readonly more?: string;
};

/** For a word that is none of those it may be. */
export const notKnown = (
  reader: Reader,
  place: Pick<ConfigProblem, 'path' | 'isKey'>,
  { word, known, message, more }: UnknownWord,
): undefined => {
  const nearest = nearestWord(word, known);
  const meant = nearest === undefined ? undefined : `Did you mean ${nearest}?`;
  const said = [message, meant, more].filter((part) => part !== undefined).join(' ');
  reader.problems.push({ path: place.path, message: said, isKey: place.isKey, nearest });
  return undefined;
};

export const at = (place: Place, key: string): Place => ({
  value: place.value instanceof Map ? place.value.get(key) : undefined,
  path: [...place.path, key],
});

export const isAbsent = (place: Place): boolean =>
  place.value === undefined || place.value === null || place.value === '';

export const mapping = (
  reader: Reader,
  place: Place,
  known?: readonly string[],
): readonly (readonly [string, Place])[] => {
  if (isAbsent(place)) return [];
  if (!(place.value instanceof Map)) {
    problem(reader, place.path, 'must be a mapping (key: value).');
    return [];
  }
  const entries = [...place.value.keys()].map((key) => [String(key), at(place, key)] as const);
  if (known === undefined) return entries;
  for (const [key, entry] of entries) {
    if (known.includes(key)) continue;
    const [message, more] = ['is not a known key.', `Known here: ${known.join(', ')}.`];
    notKnown(reader, { path: entry.path, isKey: true }, { word: key, known, message, more });
  }
  return entries;
};

export const text = (reader: Reader, place: Place): string | undefined => {
  if (isAbsent(place)) return undefined;
  if (typeof place.value !== 'string') return problem(reader, place.path, 'must be a text.');
  return sanitize(place.value, 512);
};

export const oneOf = <T extends string>(
  reader: Reader,
  place: Place,
  allowed: readonly T[],
): T | undefined => {
  const found = text(reader, place);
  if (found === undefined) return undefined;
  const match = allowed.find((value) => value === found);
  const message = `must be one of ${allowed.join(', ')}.`;
  return match ?? notKnown(reader, { path: place.path }, { word: found, known: allowed, message });
};

export const regionOf = (reader: Reader, place: Place): string | undefined => {
  const found = text(reader, place);
  if (found === undefined || isRegion(found)) return found;
  return problem(reader, place.path, `is not an AWS region: ${found}. Expected something like eu-west-1.`);
};

export const hoursOf = (reader: Reader, place: Place): number | undefined => {
  const found = text(reader, place);
  if (found === undefined) return undefined;
  const hours = Number(found);
  if (Number.isFinite(hours) && hours >= 0 && hours <= 24 * 366) return hours * hour;
  return problem(reader, place.path, 'must be a number of hours.');
};

export const wordsOf = (reader: Reader, place: Place): readonly string[] | undefined => {
  if (isAbsent(place)) return undefined;
  const words = place.value;
  if (Array.isArray(words) && words.length > 0 && words.every((word) => typeof word === 'string'))
    return words;
  return problem(reader, place.path, 'must be a list of words, such as [firefox, "{url}"].');
};

export const tagsOf = (reader: Reader, place: Place): Tags => {
  const entries = mapping(reader, place);
  if (entries.length === 0) return noTags;
  const tags: Record<string, string> = Object.create(null);
  for (const [key, entry] of entries) {
    const value = text(reader, entry);
    if (value !== undefined) tags[sanitize(key, lengthLimits.name)] = sanitize(value, lengthLimits.name);
  }
  return tags;
};
