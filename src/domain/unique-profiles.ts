// Profile names that roles share, told apart by a suffix. It depends on the role alone, never on the order in which
// roles come, so that a name means the same role on every machine: every role of a shared name gets one.
import { findDuplicates } from './duplicate-profiles.ts';
import { longestName } from './portable-name.ts';
import { type Role, roleKey } from './role.ts';

/** Eight hexadecimal digits (FNV-1a). It tells apart, and protects nothing. */
export const shortHash = (text: string): string => {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash.toString(16).padStart(8, '0');
};

const withSuffix = (name: string, suffix: string): string =>
  `${name.slice(0, longestName - suffix.length - 1)}-${suffix}`;

const areDistinct = (values: readonly string[]): boolean => new Set(values).size === values.length;

type Suffix = (role: Role) => string;

const byAccount: Suffix = ({ accountId }) => accountId;
const byHash: Suffix = (role) => shortHash(roleKey(role));

/**
 * Roles that share a name get their account's id behind it, or a hash where even the accounts are the same. `named`
 * keep the name that the config gives them; where two of these are the same, the name stays shared.
 */
export const withUniqueProfiles = (roles: readonly Role[], named: ReadonlySet<Role>): readonly Role[] => {
  const suffixes = new Map<Role, Suffix>();
  const current = (): readonly Role[] =>
    roles.map((role) => {
      const suffix = suffixes.get(role);
      return suffix === undefined ? role : { ...role, profile: withSuffix(role.profile, suffix(role)) };
    });
  const originals = new Map<string, Role>(roles.map((role) => [roleKey(role), role]));
  const original = (role: Role): Role => originals.get(roleKey(role)) ?? role;
  for (const { roles: same } of findDuplicates(roles)) {
    const suffix = areDistinct(same.map(byAccount)) ? byAccount : byHash;
    for (const role of same) if (!named.has(role)) suffixes.set(role, suffix);
  }
  // A name with a suffix may be one that another role has without.
  for (const { roles: same } of findDuplicates(current()))
    for (const role of same.map(original)) if (!named.has(role)) suffixes.set(role, byHash);
  return current();
};
