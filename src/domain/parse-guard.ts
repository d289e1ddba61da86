// `guard` of config.yaml: a list of rules, whose patterns are those of `tag_rules` and, under `tags`, of tags.
import {
  at,
  isAbsent,
  mapping,
  oneOf,
  type Place,
  problem,
  type Reader,
  tagsOf,
  text,
  wordsOf,
  type YamlValue,
} from './config-reader.ts';
import { type GuardRule, type GuardTone, guardConfirms, guardTones, longestGuardWord } from './guard.ts';
import { noTags, type Tags } from './tag.ts';

const colours: Readonly<Record<string, GuardTone>> = {
  red: 'critical',
  yellow: 'warning',
  orange: 'accent',
  green: 'success',
  blue: 'code',
  grey: 'muted',
};

const toneOf = (reader: Reader, place: Place): GuardTone | undefined => {
  const found = oneOf(reader, place, [...guardTones, ...Object.keys(colours)]);
  return guardTones.find((tone) => tone === found) ?? (found === undefined ? undefined : colours[found]);
};

const wordOf = (reader: Reader, place: Place): string | undefined => {
  const word = text(reader, place);
  if (word === undefined || ([...word].length <= longestGuardWord && !/\s/.test(word))) return word;
  return problem(reader, place.path, `must be one word of at most ${longestGuardWord} letters.`);
};

const readOnlyFirstOf = (reader: Reader, place: Place): readonly string[] | undefined => {
  if (Array.isArray(place.value)) return wordsOf(reader, place);
  const found = oneOf(reader, place, ['true', 'false']);
  return found === 'false' ? [] : undefined;
};

const matchOf = (
  reader: Reader,
  place: Place,
  known: readonly string[],
): Pick<GuardRule, 'match' | 'tags'> => {
  const keys = mapping(reader, place, [...known, 'tags']).map(([key]) => key);
  if (keys.length === 0)
    problem(
      reader,
      place.path,
      'must say which roles, such as {tags: {env: prod}} or {role_name: "*Admin*"}.',
    );
  const match: Record<string, string> = Object.create(null);
  for (const key of keys.filter((one) => known.includes(one))) {
    const pattern = text(reader, at(place, key));
    if (pattern === undefined) problem(reader, [...place.path, key], 'needs a pattern.');
    match[key] = pattern ?? '';
  }
  const tags: Tags = keys.includes('tags') ? tagsOf(reader, at(place, 'tags')) : noTags;
  return { match, tags };
};

export const guardRulesOf = (
  reader: Reader,
  place: Place,
  matchKeys: readonly string[],
): readonly GuardRule[] => {
  if (isAbsent(place)) return [];
  if (!Array.isArray(place.value)) {
    problem(reader, place.path, 'must be a list of rules.');
    return [];
  }
  return place.value.map((value: YamlValue, index) => {
    const rule: Place = { value, path: [...place.path, String(index)] };
    mapping(reader, rule, ['match', 'word', 'color', 'confirm', 'process', 'read_only_first']);
    return {
      ...matchOf(reader, at(rule, 'match'), matchKeys),
      word: wordOf(reader, at(rule, 'word')),
      tone: toneOf(reader, at(rule, 'color')),
      confirm: oneOf(reader, at(rule, 'confirm'), guardConfirms),
      process: oneOf(reader, at(rule, 'process'), ['allow', 'refuse']),
      readOnlyFirst: readOnlyFirstOf(reader, at(rule, 'read_only_first')),
    };
  });
};
