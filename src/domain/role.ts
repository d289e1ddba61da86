import { partitionOf } from './partition.ts';
import type { Tags } from './tag.ts';

/** What identifies a role: the instance that grants it, the 12-digit account id, and the role's name. */
export type RoleId = {
  readonly instance: string;
  readonly accountId: string;
  readonly roleName: string;
};

/** A role as people see it: discovered facts merged with the user's own names, tags and region. */
export type Role = RoleId & {
  readonly accountName: string;
  readonly email: string;
  /** The profile name that the template or the config gives it. */
  readonly profile: string;
  /** The region that it exports: role, then account, then instance; undefined where none is set. */
  readonly region: string | undefined;
  /** The region of Identity Center itself, which decides the partition. */
  readonly ssoRegion: string;
  /** The user's own tags and those of `tag_rules`; account, role, email and so on are fields of their own. */
  readonly tags: Tags;
  /** For what Identity Center does not grant: the role that assumes it as `ACCOUNT/ROLE`, or the instance's base in a word. */
  readonly via?: string | undefined;
  /** IAM path of a role that is assumed, or of a user, like `/teams/deploy/`; undefined = `/`. */
  readonly path?: string | undefined;
  /** It is no role but the IAM user whose lasting keys the instance begins with. */
  readonly isUser?: boolean | undefined;
  /** It is no longer granted: listed for `@gone` alone, and of no use. When it was last known to be there, and when a
   *  refresh missed it (ms). */
  readonly gone?: { readonly seenAt: number | undefined; readonly missedAt: number | undefined } | undefined;
};

/** A stable text for maps and cache keys. No part of it can hold a `/` (see sanitize.ts and config.ts). */
export const roleKey = (id: RoleId): string => `${id.instance}/${id.accountId}/${id.roleName}`;

/** What `roleKey` was made of. */
export const idOfKey = (key: string): RoleId => {
  const [instance = '', accountId = '', ...name] = key.split('/');
  return { instance, accountId, roleName: name.join('/') };
};

export const isSameRole = (a: RoleId, b: RoleId): boolean =>
  a.instance === b.instance && a.accountId === b.accountId && a.roleName === b.roleName;

type Arned = Pick<Role, 'accountId' | 'roleName' | 'ssoRegion' | 'path' | 'isUser'>;

export const roleArn = ({ accountId, roleName, ssoRegion, path = '/', isUser }: Arned): string =>
  `arn:${partitionOf(ssoRegion).id}:iam::${accountId}:${isUser ? 'user' : 'role'}${path}${roleName}`;
