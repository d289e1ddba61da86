// The meaning of a query, written as plainly as it can be: the search must agree with this on which roles match.
import { fold } from '../../src/domain/fold.ts';
import type { KnownRoles } from '../../src/domain/known-roles.ts';
import {
  type Alternative,
  asTexts,
  type FilterAlternative,
  type FilterValue,
  type Query,
  type TextAlternative,
} from '../../src/domain/query.ts';
import { type Role, roleKey } from '../../src/domain/role.ts';

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

const matchesValue = (text: string, value: FilterValue): boolean => {
  const { match } = value;
  if (match === 'equal') return text === value.text;
  const isCaseSensitive = /\p{Lu}/u.test(value.text);
  return matchesText(
    text,
    { kind: 'text', match, text: value.text, isCaseSensitive, isNegated: false },
    false,
  );
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
    .some((text) => one.values.some((value) => matchesValue(text, value)));
};

/** The indexes of the roles that match, in the given order. */
export const naiveSearch = (
  roles: readonly Role[],
  query: Query,
  known: KnownRoles = {},
): readonly number[] => {
  const keys = [...Object.keys(fieldsOf({} as Role)), ...roles.flatMap((role) => Object.keys(role.tags))];
  const isKnown = (one: FilterAlternative): boolean =>
    keys.some((key) => key.toLowerCase() === one.key.toLowerCase());
  const holds = (role: Role, one: Alternative): boolean => {
    if (one.kind === 'text') return holdsText(role, one) !== one.isNegated;
    if (one.kind === 'known') return (known[one.word]?.has(roleKey(role)) ?? false) !== one.isNegated;
    return isKnown(one)
      ? holdsFilter(role, one, keys) !== one.isNegated
      : asTexts(one).some((text) => holdsText(role, text) !== text.isNegated);
  };
  return roles.flatMap((role, at) =>
    query.terms.every((term) => term.some((one) => holds(role, one))) ? [at] : [],
  );
};
