// The meaning of a query, written as plainly as it can be: the search must agree with this on which roles match.
import { fold } from '../../src/domain/fold.ts';
import type { Alternative, FilterAlternative, Query, TextAlternative } from '../../src/domain/query.ts';
import type { Role } from '../../src/domain/role.ts';

const fieldsOf = (role: Role): Readonly<Record<string, string | undefined>> => ({
  profile: role.profile,
  account: role.accountName,
  role: role.roleName,
  id: role.accountId,
  email: role.email,
  region: role.region,
  instance: role.instance,
});

const isSubsequence = (word: string, text: string): boolean => {
  let at = 0;
  for (const char of text) if (char === word[at]) at++;
  return at === word.length;
};

/** Accents never count, case only where the word has upper case. */
const unaccented = (text: string): string => text.normalize('NFD').replace(/[\u0300-\u036f]/g, '');

const matchesText = (text: string, one: TextAlternative, mayScatter: boolean): boolean => {
  const form = one.isCaseSensitive ? unaccented : fold;
  const [where, word] = [form(text), form(one.text)];
  if (one.match === 'prefix') return where.startsWith(word);
  if (one.match === 'suffix') return where.endsWith(word);
  if (one.match === 'whole') return where === word;
  return one.match === 'fuzzy' && mayScatter ? isSubsequence(word, where) : where.includes(word);
};

const holdsText = (role: Role, one: TextAlternative): boolean =>
  [role.profile, role.accountName, role.roleName].some((text) => matchesText(text, one, true)) ||
  [role.accountId, role.email, ...Object.values(role.tags)].some((text) => matchesText(text, one, false));

const holdsFilter = (role: Role, one: FilterAlternative, keys: readonly string[]): boolean => {
  const wanted = keys.includes(one.key)
    ? [one.key]
    : keys.filter((key) => key.toLowerCase() === one.key.toLowerCase());
  return wanted
    .flatMap((key) => [fieldsOf(role)[key], role.tags[key]])
    .filter((value) => value !== undefined)
    .some((value) => (one.isExact ? value === one.value : fold(value).includes(fold(one.value))));
};

/** The indexes of the roles that match, in the given order. */
export const naiveSearch = (roles: readonly Role[], query: Query): readonly number[] => {
  const keys = [...Object.keys(fieldsOf({} as Role)), ...roles.flatMap((role) => Object.keys(role.tags))];
  const isKnown = (one: FilterAlternative): boolean =>
    keys.some((key) => key.toLowerCase() === one.key.toLowerCase());
  const holds = (role: Role, one: Alternative): boolean => {
    if (one.kind === 'text') return holdsText(role, one) !== one.isNegated;
    return isKnown(one)
      ? holdsFilter(role, one, keys) !== one.isNegated
      : holdsText(role, one.asText) !== one.asText.isNegated;
  };
  return roles.flatMap((role, at) =>
    query.terms.every((term) => term.some((one) => holds(role, one))) ? [at] : [],
  );
};
