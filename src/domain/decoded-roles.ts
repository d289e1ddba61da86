// A list of roles that is made of columns: a role is put together when it is asked for, and the last few stay.
import type { Role } from './role.ts';
import type { RoleColumns, RoleList, TextColumn } from './role-list.ts';
import { noTags, type Tags } from './tag.ts';

/** What only some roles have. */
export type Origin = Pick<Role, 'via' | 'path' | 'isUser'>;

export type RoleParts = RoleColumns & {
  readonly length: number;
  readonly ssoRegion: TextColumn;
  readonly tagSets: readonly Tags[];
  /** Role -> set of tags. */
  readonly tagIds: Uint32Array;
  readonly origins: ReadonlyMap<number, Origin>;
};

/** More than a screen and its surroundings; what walks over all roles leaves none of them behind. */
const mostKept = 4096;

type ReadRole = (row: number, profile: string) => Role;

const reader = ({ fields, ssoRegion, tagSets, tagIds, origins }: RoleParts): ReadRole => {
  const { account, role: roleName, id, email, region, instance } = fields;
  const textOf = ({ texts, ids }: TextColumn, row: number): string => texts.at(ids[row] ?? 0) ?? '';
  return (row, profile) => {
    const role: Role = {
      instance: textOf(instance, row),
      accountId: textOf(id, row),
      roleName: textOf(roleName, row),
      accountName: textOf(account, row),
      email: textOf(email, row),
      profile,
      region: textOf(region, row) || undefined,
      ssoRegion: textOf(ssoRegion, row),
      tags: tagSets[tagIds[row] ?? -1] ?? noTags,
    };
    // Spread only where there is something: a hundred thousand spreads cost more than the rest.
    const origin = origins.get(row);
    return origin === undefined ? role : { ...role, ...origin };
  };
};

/** All roles in order, none of which is kept. */
function* walk({ fields, length }: RoleParts, read: ReadRole): Generator<Role, undefined> {
  const profiles = fields.profile.texts[Symbol.iterator]();
  // The first text is the empty one; then comes a profile a role.
  profiles.next();
  for (let row = 0; row < length; row += 1) yield read(row, profiles.next().value ?? '');
  return undefined;
}

/** What an array does, by walking. */
const walks = (all: () => Iterable<Role>): Omit<RoleList, 'length' | 'at' | 'slice' | 'columns'> => {
  const flatMap = <T>(change: (role: Role, row: number) => T | readonly T[]): readonly T[] => {
    const changed: T[] = [];
    let row = 0;
    for (const role of all()) {
      const made = change(role, row++);
      if (Array.isArray(made)) changed.push(...made);
      else changed.push(made as T);
    }
    return changed;
  };
  const find = (isWanted: (role: Role, row: number) => boolean): Role | undefined => {
    let row = 0;
    for (const role of all()) if (isWanted(role, row++)) return role;
    return undefined;
  };
  return {
    [Symbol.iterator]: () => all()[Symbol.iterator](),
    filter: (isWanted) => flatMap((role, row) => (isWanted(role, row) ? role : [])),
    find,
    some: (isWanted) => find(isWanted) !== undefined,
    map: (change) => Array.from(all(), change),
    flatMap,
  };
};

export const decodedRoles = (parts: RoleParts): RoleList => {
  const { length, fields, index } = parts;
  const { texts } = fields.profile;
  const read = reader(parts);
  const kept = new Map<number, Role>();
  const at = (row: number): Role | undefined => {
    if (!(row >= 0 && row < length)) return undefined;
    const known = kept.get(row);
    if (known !== undefined) return known;
    if (kept.size >= mostKept) kept.clear();
    const role = read(row, texts.at(row + 1) ?? '');
    kept.set(row, role);
    return role;
  };
  const slice = (from = 0, to = length): readonly Role[] =>
    Array.from({ length: Math.max(0, Math.min(to, length) - from) }, (_, row) => at(from + row)).filter(
      (role) => role !== undefined,
    );
  return { ...walks(() => walk(parts, read)), length, at, slice, columns: { fields, index } };
};
