// A role as `list` prints it: the same facts as JSON, as text, and as what they sort by.
import { lifeText } from './expiry.ts';
import { type GuardRule, guardOf } from './guard.ts';
import { type Role, roleArn, roleKey } from './role.ts';
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

export type RoleRecord = {
  /** What `--json` prints. `expires_at` is ISO 8601, null when no credentials are cached. */
  readonly json: {
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
  readonly text: Readonly<Record<ListField, string>>;
  /** ms; undefined when no credentials are cached */
  readonly expiresAt: number | undefined;
};

const tagsText = (tags: Tags): string =>
  Object.keys(tags)
    .sort()
    .map((key) => `${key}=${tags[key]}`)
    .join(' ');

const kindOf = ({ isUser, via }: Role): RoleRecord['json']['kind'] => {
  if (isUser) return 'user';
  return via === undefined ? 'granted' : 'assumed';
};

export type RecordFacts = {
  readonly lives: ReadonlyMap<string, number>;
  readonly now: number;
  readonly guardRules?: readonly GuardRule[] | undefined;
};

export const roleRecord = (role: Role, { lives, now, guardRules = [] }: RecordFacts): RoleRecord => {
  const expiresAt = lives.get(roleKey(role));
  const json = {
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
    expires_at: expiresAt === undefined ? null : new Date(expiresAt).toISOString(),
    guard: guardOf(guardRules, role)?.word ?? null,
    gone: role.gone !== undefined,
  };
  const text = {
    ...json,
    profile: json.gone ? '(gone)' : json.profile,
    guard: json.guard ?? '',
    gone: json.gone ? 'gone' : '',
    region: role.region ?? '',
    tags: tagsText(role.tags),
    expires_at: json.expires_at ?? '',
    expires: expiresAt === undefined ? '' : lifeText(expiresAt, now),
  };
  return { json, text, expiresAt };
};

type Order = { readonly field: ListField | undefined; readonly isReversed: boolean };

const compare = (field: ListField, a: RoleRecord, b: RoleRecord): number => {
  if (field === 'expires' || field === 'expires_at') {
    return (a.expiresAt ?? Number.POSITIVE_INFINITY) < (b.expiresAt ?? Number.POSITIVE_INFINITY) ? -1 : 1;
  }
  return a.text[field] < b.text[field] ? -1 : 1;
};

/** Stable: rows that are equal in the field keep their order. */
export const sortRecords = (
  records: readonly RoleRecord[],
  { field, isReversed }: Order,
): readonly RoleRecord[] => {
  const isEqual = (a: RoleRecord, b: RoleRecord): boolean =>
    field === undefined || a.text[field] === b.text[field];
  const sorted =
    field === undefined
      ? [...records]
      : [...records].sort((a, b) => (isEqual(a, b) ? 0 : compare(field, a, b)));
  return isReversed ? sorted.reverse() : sorted;
};
