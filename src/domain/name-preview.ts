// What a template makes of one's own roles: the name of each, why it is not word for word what the template gave, and
// which names roles share.
import type { Catalog } from './catalog.ts';
import type { Config } from './config.ts';
import { findDuplicates } from './duplicate-profiles.ts';
import { portableProfileName, reasonsToChange } from './portable-name.ts';
import { profileTexts } from './profile-name.ts';
import { resolveRoles } from './resolve-roles.ts';
import { type Role, roleKey } from './role.ts';

export type NamedRole = {
  readonly role: Role;
  /** What is worth knowing of the name, without full stops; empty for most. */
  readonly notes: readonly string[];
  /** Roles that would have the same name, this one not among them. */
  readonly sharedWith: readonly Role[];
};

/** Errors: UsageError for a template that is not right. */
export const previewNames = (catalog: Catalog, config: Config): readonly NamedRole[] => {
  const textOf = profileTexts(config.profileTemplate);
  const texts = new Map<string, string>();
  const roles = resolveRoles(catalog, config, (fields) => {
    const text = textOf(fields);
    texts.set(roleKey(fields), text);
    return portableProfileName(text);
  });
  const shared = new Map<string, readonly Role[]>(
    findDuplicates(roles).map(({ profile, roles: same }) => [profile, same]),
  );
  return roles.map((role) => ({
    role,
    notes: notesOf(role, texts.get(roleKey(role))),
    sharedWith: (shared.get(role.profile) ?? []).filter((other) => other !== role),
  }));
};

const notesOf = (role: Role, text: string | undefined): readonly string[] => {
  // A name of the config, or of a user with keys, is not the template's.
  if (text === undefined) return ['named in config.yaml'];
  const reasons = reasonsToChange(text);
  const made = portableProfileName(text);
  const isSuffixed = role.profile !== made;
  return [
    ...reasons.map((reason) => `changed: ${reason}`),
    ...(isSuffixed ? [`${made} is shared, so it has a suffix`] : []),
  ];
};
