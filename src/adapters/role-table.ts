// The resolved roles as a file that is quick to read: repeated texts are kept once, a role is five numbers, the numbers
// and the names of the profiles are one text each, and all of it is ASCII, which needs no decoding.
import { readFileSync } from 'node:fs';
import type { Role } from '../domain/role.ts';
import { mergeTags, type Tags } from '../domain/tag.ts';
import type { InstanceSummary, RoleTable } from '../ports/catalog-store.ts';

/** Raise it whenever a column changes its meaning. */
export const tableVersion = 2;

type Columns = {
  readonly key: string;
  readonly instances: readonly InstanceSummary[];
  readonly accounts: readonly (readonly [
    instance: string,
    ssoRegion: string,
    id: string,
    name: string,
    email: string,
  ])[];
  readonly texts: readonly string[];
  readonly tagSets: readonly Tags[];
  /** Five numbers a role, of 32 bits, as base64: account, role name, region (0 = none), tag set, length of the profile. */
  readonly rows: string;
  /** One after another. */
  readonly profiles: string;
  /** The few that Identity Center does not grant: which row, via what, under which IAM path (empty = `/`). */
  readonly assumed: readonly (readonly [row: number, via: string, path: string])[];
  /** Which of these rows are users. */
  readonly users: readonly number[];
};

const rowLength = 5;

/** Numbers texts by the order of their first use. */
const dictionary = <T>(keyOf: (value: T) => string) => {
  const numbers = new Map<string, number>();
  const values: T[] = [];
  const numberOf = (value: T): number => {
    const key = keyOf(value);
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, values.length);
    return values.push(value) - 1;
  };
  return { values, numberOf };
};

const toColumns = (key: string, { roles, instances }: RoleTable): Columns => {
  const accounts = dictionary<Columns['accounts'][number]>((account) => account.join('\u0000'));
  const texts = dictionary<string>((text) => text);
  const tagSets = dictionary<Tags>((tags) => JSON.stringify(tags));
  texts.numberOf('');
  const rows = Uint32Array.from(
    roles.flatMap((role) => [
      accounts.numberOf([role.instance, role.ssoRegion, role.accountId, role.accountName, role.email]),
      texts.numberOf(role.roleName),
      texts.numberOf(role.region ?? ''),
      tagSets.numberOf(role.tags),
      role.profile.length,
    ]),
  );
  return {
    key,
    instances,
    accounts: accounts.values,
    texts: texts.values,
    tagSets: tagSets.values,
    rows: Buffer.from(rows.buffer).toString('base64'),
    profiles: roles.map((role) => role.profile).join(''),
    assumed: roles.flatMap(({ via, path }, row) =>
      via === undefined ? [] : [[row, via, path ?? ''] as const],
    ),
    users: roles.flatMap(({ isUser }, row) => (isUser ? [row] : [])),
  };
};

const numbersOf = (base64: string): Uint32Array => {
  const bytes = Buffer.from(base64, 'base64');
  return new Uint32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
};

const originsOf = ({
  assumed,
  users,
}: Columns): ReadonlyMap<number, Pick<Role, 'via' | 'path' | 'isUser'>> => {
  const origins = new Map<number, Pick<Role, 'via' | 'path' | 'isUser'>>();
  for (const [row, via, path] of assumed) origins.set(row, { via, path: path || undefined });
  for (const row of users) origins.set(row, { ...origins.get(row), isUser: true });
  return origins;
};

const fromColumns = (columns: Columns): RoleTable => {
  const tagSets = columns.tagSets.map((tags) => mergeTags(tags));
  const { texts, accounts, profiles } = columns;
  const rows = numbersOf(columns.rows);
  const origins = originsOf(columns);
  const roles: Role[] = [];
  let from = 0;
  for (let at = 0; at < rows.length; at += rowLength) {
    // By index: an array that is taken apart costs as much as the rest of the row.
    const account = accounts[rows[at] ?? -1];
    const to = from + (rows[at + 4] ?? 0);
    const role: Role = {
      instance: account?.[0] ?? '',
      accountId: account?.[2] ?? '',
      roleName: texts[rows[at + 1] ?? -1] ?? '',
      accountName: account?.[3] ?? '',
      email: account?.[4] ?? '',
      profile: profiles.slice(from, to),
      region: texts[rows[at + 2] ?? 0] || undefined,
      ssoRegion: account?.[1] ?? '',
      tags: tagSets[rows[at + 3] ?? -1] ?? mergeTags(),
    };
    from = to;
    // Spread only where there is something: a hundred thousand spreads cost as much as the rest of the start.
    const origin = origins.get(roles.length);
    roles.push(origin === undefined ? role : { ...role, ...origin });
  }
  return { roles, instances: columns.instances };
};

const escaped = (char: string): string => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;

export const roleTableText = (key: string, table: RoleTable): string =>
  JSON.stringify(toColumns(key, table)).replaceAll(/[\u0080-\uffff]/g, escaped);

/** Undefined when there is none with this key. */
export const readRoleTable = (path: string, key: string): RoleTable | undefined => {
  try {
    const columns = JSON.parse(readFileSync(path, 'latin1')) as Columns | undefined;
    return columns?.key === key ? fromColumns(columns) : undefined;
  } catch {
    return undefined;
  }
};
