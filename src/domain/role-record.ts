// A role as `list` prints it: the same facts as JSON, as text, and as what they sort by. A text is made when it is asked
// for: a listing of thousands shows a few of these fields.
import { lifeText } from './expiry.ts';
import { type GuardRule, guardOf } from './guard.ts';
import { type Role, roleArn, roleKey } from './role.ts';
import type { RoleList } from './role-list.ts';
import type { Tags } from './tag.ts';

export const listFields = [
  'instance',
  'account_id',
  'account_name',
  'email',
  'role_name',
  'kind',
  'profile',
  'arn',
  'region',
  'tags',
  'expires_at',
  'expires',
  'guard',
  'gone',
] as const;

export type ListField = (typeof listFields)[number];

/** What `--json` prints. `expires_at` is ISO 8601, null when no credentials are cached. */
export type RoleRecord = {
  readonly instance: string;
  readonly account_id: string;
  readonly account_name: string;
  readonly email: string;
  readonly role_name: string;
  /** Granted by Identity Center, assumed by another, or the IAM user of lasting keys. */
  readonly kind: 'granted' | 'assumed' | 'user';
  readonly profile: string;
  readonly arn: string;
  readonly region: string | null;
  readonly tags: Tags;
  readonly expires_at: string | null;
  /** The word of the rule that guards it; null for one that is not. */
  readonly guard: string | null;
  /** No longer granted: only a query with `@gone` finds it. */
  readonly gone: boolean;
};

export type RecordFacts = {
  /** roleKey -> end (ms) */
  readonly lives: ReadonlyMap<string, number>;
  readonly now: number;
  readonly guardRules?: readonly GuardRule[] | undefined;
};

const madeTexts = new WeakMap<Tags, string>();

/** Thousands of roles share a few sets of tags. */
const tagsText = (tags: Tags): string => {
  const made = madeTexts.get(tags);
  if (made !== undefined) return made;
  const text = Object.keys(tags)
    .sort()
    .map((key) => `${key}=${tags[key]}`)
    .join(' ');
  madeTexts.set(tags, text);
  return text;
};

const kindOf = ({ isUser, via }: Role): RoleRecord['kind'] => {
  if (isUser) return 'user';
  return via === undefined ? 'granted' : 'assumed';
};

/** ms; undefined when no credentials are cached */
const expiresAt = (role: Role, { lives }: RecordFacts): number | undefined =>
  lives.size === 0 ? undefined : lives.get(roleKey(role));

const expiresAtText = (role: Role, facts: RecordFacts): string | null => {
  const end = expiresAt(role, facts);
  return end === undefined ? null : new Date(end).toISOString();
};

const guardText = (role: Role, { guardRules = [] }: RecordFacts): string | null =>
  guardOf(guardRules, role)?.word ?? null;

export const roleRecord = (role: Role, facts: RecordFacts): RoleRecord => ({
  instance: role.instance,
  account_id: role.accountId,
  account_name: role.accountName,
  email: role.email,
  role_name: role.roleName,
  kind: kindOf(role),
  profile: role.profile,
  arn: roleArn(role),
  region: role.region ?? null,
  tags: role.tags,
  expires_at: expiresAtText(role, facts),
  guard: guardText(role, facts),
  gone: role.gone !== undefined,
});

const texts: Readonly<Record<ListField, (role: Role, facts: RecordFacts) => string>> = {
  instance: (role) => role.instance,
  account_id: (role) => role.accountId,
  account_name: (role) => role.accountName,
  email: (role) => role.email,
  role_name: (role) => role.roleName,
  kind: kindOf,
  profile: (role) => (role.gone === undefined ? role.profile : '(gone)'),
  arn: roleArn,
  region: (role) => role.region ?? '',
  tags: (role) => tagsText(role.tags),
  expires_at: (role, facts) => expiresAtText(role, facts) ?? '',
  expires: (role, facts) => {
    const end = expiresAt(role, facts);
    return end === undefined ? '' : lifeText(end, facts.now);
  },
  guard: (role, facts) => guardText(role, facts) ?? '',
  gone: (role) => (role.gone === undefined ? '' : 'gone'),
};

/** As a listing shows it; empty where there is nothing to say. */
export const roleText = (role: Role, field: ListField, facts: RecordFacts): string =>
  texts[field](role, facts);

type Order = { readonly field: ListField | undefined; readonly isReversed: boolean };

type Sorted = { readonly role: Role; readonly text: string; readonly place: string | number };

const byText = (roles: RoleList, field: ListField, facts: RecordFacts): readonly Role[] => {
  const isTime = field === 'expires' || field === 'expires_at';
  const sorted = roles.map((role): Sorted => {
    const text = roleText(role, field, facts);
    return { role, text, place: isTime ? (expiresAt(role, facts) ?? Number.POSITIVE_INFINITY) : text };
  });
  const inOrder = [...sorted].sort((a, b) => {
    if (a.text === b.text) return 0;
    return a.place < b.place ? -1 : 1;
  });
  return inOrder.map(({ role }) => role);
};

/** Stable: roles that are equal in the field keep their order. */
export const sortRoles = (roles: RoleList, { field, isReversed }: Order, facts: RecordFacts): RoleList => {
  const sorted = field === undefined ? roles : byText(roles, field, facts);
  return isReversed ? [...sorted].reverse() : sorted;
};
