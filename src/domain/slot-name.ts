import { UsageError } from './errors.ts';
import type { RoleId } from './role.ts';

/** The slot of a credential server that is served at `/`; every other is at `/slot/NAME`. */
export const defaultSlot = 'default';

/** Plain characters only: the name is part of a URL. */
export const isSlotName = (text: string): boolean => /^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/.test(text);

/** Errors: UsageError. */
export const parseSlotName = (text: string): string => {
  if (isSlotName(text)) return text;
  throw new UsageError(
    'That is not a name for a slot.',
    'Use at most 64 of letters, digits and _ . -, beginning with a letter or a digit.',
  );
};

/** FNV-1a: for names that are too long, not for secrets. */
const shortHash = (text: string): string => {
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
};

/** The slot of one role, and of no other. */
export const roleSlot = ({ instance, accountId, roleName }: RoleId): string => {
  const key = `${instance}/${accountId}/${roleName}`;
  return `${accountId}.${roleName.replace(/[^A-Za-z0-9_-]/g, '.').slice(0, 42)}.${shortHash(key)}`;
};
