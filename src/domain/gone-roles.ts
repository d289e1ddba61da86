// Roles that are gone, made again of what is still known of them: no catalog lists them, and `@gone` asks for them.
import type { InstanceNews } from './news.ts';
import { type Role, type RoleId, roleKey } from './role.ts';
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
  readonly roles: readonly Role[];
  readonly instances?: readonly { readonly name: string; readonly region: string }[] | undefined;
};

const goneRole = (gone: GoneRoleId, { roles, instances = [] }: Known): Role => {
  const { instance, accountId, roleName, seenAt, missedAt } = gone;
  const sibling = roles.find((role) => role.instance === instance && role.accountId === accountId);
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
export const goneRoles = (gone: readonly GoneRoleId[], known: Known): readonly Role[] => {
  if (gone.length === 0) return [];
  const there = new Set(known.roles.map(roleKey));
  const once = new Map([...gone].reverse().map((id) => [roleKey(id), id] as const));
  return [...once.values()]
    .reverse()
    .filter((id) => !there.has(roleKey(id)))
    .map((id) => goneRole(id, known));
};
