// The resolved roles as a file that is quick to read, and leaves little behind: a line of JSON, which holds every repeated
// text once, then the profiles, one after another, then five numbers a role.
import { readFileSync } from 'node:fs';
import type { Role } from '../domain/role.ts';
import { mergeTags, type Tags } from '../domain/tag.ts';
import type { InstanceSummary, RoleTable } from '../ports/catalog-store.ts';

/** Raise it whenever a column changes its meaning. */
export const tableVersion = 3;

type Head = {
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
  /** How the profiles are written, and how many bytes they take. */
  readonly encoding: 'latin1' | 'utf16le';
  readonly profileBytes: number;
  /** The few that Identity Center does not grant: which row, via what, under which IAM path (empty = `/`). */
  readonly assumed: readonly (readonly [row: number, via: string, path: string])[];
  /** Which of these rows are users. */
  readonly users: readonly number[];
};

/** Account, role name, region (0 = none), tag set, length of the profile: 32 bits each. */
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

const escaped = (char: string): string => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** What the file holds. */
export const roleTableBytes = (key: string, { roles, instances }: RoleTable): Uint8Array => {
  const accounts = dictionary<Head['accounts'][number]>((account) => account.join('\u0000'));
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
  const profiles = roles.map((role) => role.profile).join('');
  const encoding = /^[\0-\xff]*$/.test(profiles) ? 'latin1' : 'utf16le';
  const profileBytes = Buffer.from(profiles, encoding);
  const head: Head = {
    key,
    instances,
    accounts: accounts.values,
    texts: texts.values,
    tagSets: tagSets.values,
    encoding,
    profileBytes: profileBytes.length,
    assumed: roles.flatMap(({ via, path }, row) =>
      via === undefined ? [] : [[row, via, path ?? ''] as const],
    ),
    users: roles.flatMap(({ isUser }, row) => (isUser ? [row] : [])),
  };
  return Buffer.concat([
    Buffer.from(`${JSON.stringify(head).replaceAll(/[\u0080-\uffff]/g, escaped)}\n`, 'latin1'),
    profileBytes,
    new Uint8Array(rows.buffer),
  ]);
};

const originsOf = ({ assumed, users }: Head): ReadonlyMap<number, Pick<Role, 'via' | 'path' | 'isUser'>> => {
  const origins = new Map<number, Pick<Role, 'via' | 'path' | 'isUser'>>();
  for (const [row, via, path] of assumed) origins.set(row, { via, path: path || undefined });
  for (const row of users) origins.set(row, { ...origins.get(row), isUser: true });
  return origins;
};

const tableOf = (head: Head, bytes: Buffer): RoleTable => {
  const tagSets = head.tagSets.map((tags) => mergeTags(tags));
  const { texts, accounts, encoding, profileBytes } = head;
  const profiles = bytes.toString(encoding, 0, profileBytes);
  const rows = new Uint32Array(Uint8Array.prototype.slice.call(bytes, profileBytes).buffer);
  const origins = originsOf(head);
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
  return { roles, instances: head.instances };
};

/** Undefined when there is none with this key. */
export const readRoleTable = (path: string, key: string): RoleTable | undefined => {
  try {
    const bytes = readFileSync(path);
    const end = bytes.indexOf('\n');
    const head = JSON.parse(bytes.toString('latin1', 0, end)) as Head | undefined;
    return head?.key === key ? tableOf(head, bytes.subarray(end + 1)) : undefined;
  } catch {
    return undefined;
  }
};
