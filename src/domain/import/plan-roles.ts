// Each role once, whoever named it, and the profile name that it gets: the one that scripts know, if it can be.

import type { YamlValue } from '../config-reader.ts';
import { UsageError } from '../errors.ts';
import { isPortableName, portableProfileName } from '../portable-name.ts';
import { profileNamer } from '../profile-name.ts';
import { sanitize } from '../sanitize.ts';
import { merged, type Tree, treeAt } from './config-tree.ts';
import type { FoundRole, ImportNote } from './found.ts';

export type PlannedRole = {
  /** The first that named it; the others add what it does not say. */
  readonly found: FoundRole;
  readonly instance: string;
  readonly settings: Tree;
  /** The name that it has in the end; undefined where the template names it and nobody knows how. */
  readonly profile: string | undefined;
  /** The template makes another name, or nobody knows which: config.yaml must say it. */
  readonly isNamed: boolean;
};

export type RoleNames = {
  readonly template: string;
  /** The template may use tags of rules, which nobody has worked out here. */
  readonly hasTagRules: boolean;
  /** config.yaml as it would be, without names. */
  readonly tree: Tree;
  /** What AWS calls the accounts, by `instance/account`. */
  readonly accounts: ReadonlyMap<string, { readonly accountName: string; readonly email: string }>;
  /** Roles that have a profile name now, as `instance/account/role`. */
  readonly taken: ReadonlyMap<string, string>;
};

type Merged = Omit<PlannedRole, 'profile' | 'isNamed'>;

type Placed = { readonly instance: string; readonly found: FoundRole };

const keyOf = ({ instance, found: { accountId, roleName } }: Placed): string =>
  `${instance}/${accountId}/${roleName}`;

const other = (first: FoundRole, { tool, origin, profile }: FoundRole): ImportNote => ({
  tool,
  origin,
  text: `${sanitize(profile ?? '', 128)} is another name of the role that ${sanitize(first.profile ?? '', 128)} stands for; it stays where it is.`,
});

/** The first profile name of a role wins; what the others say is added. */
export const mergeRoles = (
  roles: readonly Placed[],
): { readonly roles: readonly Merged[]; readonly notes: readonly ImportNote[] } => {
  const byKey = new Map<string, Merged>();
  const notes: ImportNote[] = [];
  for (const { instance, found } of roles) {
    const key = keyOf({ instance, found });
    const first = byKey.get(key);
    if (first === undefined) {
      byKey.set(key, { found, instance, settings: found.settings });
      continue;
    }
    const named = first.found.profile === undefined && found.profile !== undefined ? found : first.found;
    if (
      first.found.profile !== undefined &&
      found.profile !== undefined &&
      found.profile !== first.found.profile
    )
      notes.push(other(first.found, found));
    byKey.set(key, { found: named, instance, settings: merged(first.settings, found.settings) });
  }
  return { roles: [...byKey.values()], notes };
};

const tagsIn = (value: YamlValue | undefined): Record<string, string> =>
  value instanceof Map
    ? Object.fromEntries([...value].flatMap(([key, tag]) => (typeof tag === 'string' ? [[key, tag]] : [])))
    : {};

const textIn = (tree: Tree, path: readonly string[]): string | undefined => {
  const value = treeAt(tree, path);
  return typeof value === 'string' ? value : undefined;
};

/** What the role's profile exports: its own region, its account's, its instance's. */
export const regionOf = (
  tree: Tree,
  { instance, found: { accountId, roleName } }: Placed,
): string | undefined => {
  const account = ['instances', instance, 'accounts', accountId];
  return (
    textIn(tree, [...account, 'roles', roleName, 'region']) ??
    textIn(tree, [...account, 'region']) ??
    textIn(tree, ['instances', instance, 'default_region'])
  );
};

/** The name that the template makes of a role; undefined where something that it needs is not known. */
const predicted = (
  names: RoleNames,
  namer: ReturnType<typeof profileNamer>,
  role: Merged,
): string | undefined => {
  const { instance, found } = role;
  const account = ['instances', instance, 'accounts', found.accountId];
  const known = found.known ?? names.accounts.get(`${instance}/${found.accountId}`);
  const accountName = textIn(names.tree, [...account, 'name']) ?? known?.accountName;
  if (accountName === undefined && names.template.includes('account_name')) return undefined;
  if (known === undefined && names.template.includes('email')) return undefined;
  if (names.hasTagRules && names.template.includes('tags')) return undefined;
  return namer({
    accountId: found.accountId,
    accountName: accountName ?? '',
    roleName: found.roleName,
    email: known?.email ?? '',
    instance,
    region: regionOf(names.tree, role),
    tags: {
      ...tagsIn(treeAt(names.tree, [...account, 'tags'])),
      ...tagsIn(treeAt(names.tree, [...account, 'roles', found.roleName, 'tags'])),
    },
  });
};

const namerOf = (template: string): ReturnType<typeof profileNamer> | undefined => {
  try {
    return profileNamer(template);
  } catch (error) {
    if (error instanceof UsageError) return undefined;
    throw error;
  }
};

/** `name`, or with the instance behind it, or a number. */
const freeName = (name: string, instance: string, isFree: (name: string) => boolean): string => {
  const candidates = [name, `${name.slice(0, 60)}-${instance}`];
  const free = candidates.find(isFree);
  if (free !== undefined) return free;
  for (let count = 2; ; count += 1) {
    const numbered = `${name.slice(0, 60)}-${count}`;
    if (isFree(numbered)) return numbered;
  }
};

export type NamedRoles = { readonly roles: readonly PlannedRole[]; readonly notes: readonly ImportNote[] };

export const nameRoles = (roles: readonly Merged[], names: RoleNames): NamedRoles => {
  const taken = new Map(names.taken);
  const notes: ImportNote[] = [];
  const namer = namerOf(names.template);
  const planned = roles.map((role): PlannedRole => {
    const { found, instance } = role;
    const key = keyOf(role);
    const note = (text: string): void => void notes.push({ tool: found.tool, origin: found.origin, text });
    const kept = textIn(names.tree, [
      'instances',
      instance,
      'accounts',
      found.accountId,
      'roles',
      found.roleName,
      'profile',
    ]);
    const wanted = found.profile;
    if (kept !== undefined || wanted === undefined) {
      if (kept !== undefined && wanted !== undefined && kept !== wanted)
        note(
          `The role of ${sanitize(wanted, 128)} is called ${sanitize(kept, 128)} in config.yaml, which stays.`,
        );
      const profile = kept ?? (namer === undefined ? undefined : predicted(names, namer, role));
      if (profile !== undefined) taken.set(profile, key);
      return { ...role, profile, isNamed: false };
    }
    const portable = portableProfileName(wanted);
    const profile = freeName(portable, instance, (name) => (taken.get(name) ?? key) === key);
    if (!isPortableName(wanted))
      note(`${sanitize(wanted, 128)} is no name that every AWS SDK reads: here it is ${profile}.`);
    else if (profile !== wanted)
      note(`${wanted} is the name of another role already: here it is ${profile}.`);
    taken.set(profile, key);
    const isNamed = namer === undefined || predicted(names, namer, role) !== profile;
    return { ...role, profile, isNamed };
  });
  return { roles: planned, notes };
};
