// Roles that are gone, made again of what is still known of them: no catalog lists them, and `@gone` asks for them.
import { groupedBy } from './grouped.ts';
import type { InstanceNews } from './news.ts';
import { type Role, type RoleId, roleKey } from './role.ts';
import type { RoleList } from './role-list.ts';
import { rolesWith } from './role-lookup.ts';
import { noTags } from './tag.ts';

/** `accountName` and `seenAt` are known of those that the person has not looked at yet. */
export type GoneRoleId = RoleId & {
  readonly accountName?: string | undefined;
  /** When it was last known to be there (ms). */
  readonly seenAt?: number | undefined;
  /** When a refresh no longer found it (ms). */
  readonly missedAt?: number | undefined;
};

export const goneInNews = ({ goneRoles, since, foundAt }: InstanceNews): readonly GoneRoleId[] =>
  goneRoles.map((role) => ({ ...role, seenAt: since, missedAt: foundAt }));

type Known = {
  readonly roles: RoleList;
  readonly instances?: readonly { readonly name: string; readonly region: string }[] | undefined;
};

type Siblings = ReadonlyMap<string, readonly Role[]>;

const accountKey = ({ instance, accountId }: RoleId): string => `${instance}/${accountId}`;

/** The roles that are there of accounts that some went from: of a hundred thousand roles only these are looked at. */
const siblingsOf = (gone: readonly GoneRoleId[], roles: RoleList): Siblings => {
  const accountIds = new Set(gone.map(({ accountId }) => accountId));
  return groupedBy(rolesWith(roles, 'id', ...accountIds), accountKey);
};

const goneRole = (
  gone: GoneRoleId,
  sibling: Role | undefined,
  instances: NonNullable<Known['instances']>,
): Role => {
  const { instance, accountId, roleName, seenAt, missedAt } = gone;
  const ssoRegion = sibling?.ssoRegion ?? instances.find(({ name }) => name === instance)?.region ?? '';
  return {
    instance,
    accountId,
    roleName,
    accountName: sibling?.accountName ?? gone.accountName ?? '',
    email: sibling?.email ?? '',
    profile: '',
    region: undefined,
    ssoRegion,
    tags: noTags,
    gone: { seenAt, missedAt },
  };
};

/** Each once, as it is told of first; none that is there again. */
export const goneRoles = (gone: readonly GoneRoleId[], { roles, instances = [] }: Known): readonly Role[] => {
  if (gone.length === 0) return [];
  const siblings = siblingsOf(gone, roles);
  const once = new Map([...gone].reverse().map((id) => [roleKey(id), id] as const));
  return [...once.values()].reverse().flatMap((id) => {
    const there = siblings.get(accountKey(id)) ?? [];
    return there.some(({ roleName }) => roleName === id.roleName) ? [] : [goneRole(id, there[0], instances)];
  });
};
