// Catalog + config -> roles as people see them: the user's names, tags and regions over what AWS told, and the roles
// that only the config names, since they are assumed from others.
import type { Catalog, CatalogAccount, InstanceCatalog } from './catalog.ts';
import type { AccountConfig, BaseSource, Config, InstanceConfig, RoleConfig, RoleName } from './config.ts';
import type { Role } from './role.ts';
import { mergeTags, noTags, type Tags } from './tag.ts';
import { type CompiledRule, compileRule, matchingRules, ruleFields } from './tag-rules.ts';
import { withUniqueProfiles } from './unique-profiles.ts';
import { isUserOf } from './user-arn.ts';

/** What a profile template may use. */
export type ProfileFields = Pick<
  Role,
  'accountId' | 'accountName' | 'roleName' | 'email' | 'instance' | 'region' | 'tags'
>;

export type ProfileNamer = (fields: ProfileFields) => string;

type InstanceContext = {
  readonly instance: InstanceConfig;
  readonly rules: readonly CompiledRule[];
  readonly namer: ProfileNamer;
  readonly tagSets: Map<string, Tags>;
  /** Roles whose profile name the config gives, word for word. */
  readonly named: Set<Role>;
};

// Thousands of roles share a handful of tag sets: one object for each keeps memory and comparisons small.
const shared = (tagSets: Map<string, Tags>, tags: Tags): Tags => {
  const key = JSON.stringify(tags);
  const known = tagSets.get(key);
  if (known !== undefined) return known;
  tagSets.set(key, tags);
  return tags;
};

const baseWord = ({ base }: InstanceConfig): string | undefined => {
  if (base?.kind === 'profile') return `profile ${base.profile}`;
  if (base?.kind === 'plugin') return `plugin ${base.plugin.name}`;
  return base?.kind === 'keys' ? `keys ${base.name}` : base?.kind;
};

type Origin = Pick<Role, 'via' | 'path' | 'isUser'>;

const unlessPlain = (path: string): string | undefined => (path === '/' ? undefined : path);

const originOf = (instance: InstanceConfig, id: RoleName, own: RoleConfig | undefined): Origin => {
  const chain = own?.chain;
  if (own?.plugin !== undefined) return { via: `plugin ${own.plugin.name}` };
  if (instance.base?.kind === 'keys' && isUserOf(instance, id))
    return { isUser: true, via: baseWord(instance), path: unlessPlain(instance.base.user.path) };
  if (chain === undefined) return {};
  const via = chain.via === undefined ? baseWord(instance) : `${chain.via.accountId}/${chain.via.roleName}`;
  return { via, path: unlessPlain(chain.path) };
};

const accountRoles = (
  context: InstanceContext,
  account: CatalogAccount,
  own: AccountConfig | undefined,
): readonly Role[] => {
  const { instance, rules, namer, tagSets } = context;
  const accountName = own?.name ?? account.name;
  return account.roles.map((roleName) => {
    const ownRole = own?.roles.find((role) => role.name === roleName);
    const fields = ruleFields({
      accountName: account.name,
      accountId: account.id,
      roleName,
      email: account.email,
      instance: instance.name,
    });
    const matching = matchingRules(rules, fields).map((rule) => rule.tags);
    const hasTags = matching.length > 0 || own !== undefined;
    const tags = hasTags ? shared(tagSets, mergeTags(...matching, own?.tags, ownRole?.tags)) : noTags;
    const region = ownRole?.region ?? own?.region ?? instance.defaultRegion;
    const role = {
      accountId: account.id,
      accountName,
      roleName,
      email: account.email,
      instance: instance.name,
      region,
      tags,
    };
    const origin = originOf(instance, role, ownRole);
    // The name that the person gave the keys says more of their user than any template of accounts and roles.
    const profile = ownRole?.profile ?? (origin.isUser ? instance.name : namer(role));
    const resolved = { ...role, ssoRegion: instance.region, profile, ...origin };
    if (ownRole?.profile !== undefined) context.named.add(resolved);
    return resolved;
  });
};

const byProfile = (a: Role, b: Role): number => {
  if (a.profile !== b.profile) return a.profile < b.profile ? -1 : 1;
  if (a.instance !== b.instance) return a.instance < b.instance ? -1 : 1;
  if (a.accountId !== b.accountId) return a.accountId < b.accountId ? -1 : 1;
  return a.roleName < b.roleName ? -1 : 1;
};

/** The accounts that AWS told, with the roles that the config adds to them, and those that only the config names. */
const withAssumedRoles = (
  accounts: readonly CatalogAccount[],
  own: ReadonlyMap<string, AccountConfig>,
): readonly CatalogAccount[] => {
  const assumed = ({ roles }: AccountConfig): readonly string[] =>
    roles.filter(({ chain, plugin }) => chain !== undefined || plugin !== undefined).map(({ name }) => name);
  const known = new Set(accounts.map(({ id }) => id));
  const added = [...own.values()]
    .filter((account) => !known.has(account.id) && assumed(account).length > 0)
    .map((account) => ({
      id: account.id,
      name: account.name ?? account.id,
      email: '',
      roles: assumed(account),
      rolesFetchedAt: undefined,
    }));
  const merged = accounts.map((account) => {
    const ownAccount = own.get(account.id);
    const more = ownAccount === undefined ? [] : assumed(ownAccount);
    return more.length === 0 ? account : { ...account, roles: [...new Set([...account.roles, ...more])] };
  });
  return [...merged, ...added];
};

/** The account of the user whose keys an instance has, with the user as its one entry. */
const userAccount = ({ user }: Extract<BaseSource, { kind: 'keys' }>, own: AccountConfig | undefined) => ({
  id: user.accountId,
  name: own?.name ?? user.accountId,
  email: '',
  roles: [user.userName],
  rolesFetchedAt: undefined,
});

/** What AWS told of an instance; nothing of one with a base, and undefined for one that was never discovered. */
const discovered = (catalog: Catalog, instance: InstanceConfig): InstanceCatalog['accounts'] | undefined => {
  const { base } = instance;
  if (base?.kind === 'keys')
    return [
      userAccount(
        base,
        instance.accounts.find(({ id }) => id === base.user.accountId),
      ),
    ];
  if (base !== undefined) return [];
  return catalog.instances.find(
    (entry) => entry.instance === instance.name && entry.startUrl === instance.startUrl,
  )?.accounts;
};

/** Every role of every configured instance, sorted by profile name. */
export const resolveRoles = (catalog: Catalog, config: Config, namer: ProfileNamer): readonly Role[] => {
  const rules = config.tagRules.map(compileRule);
  const tagSets = new Map<string, Tags>();
  const named = new Set<Role>();
  const roles = config.instances.flatMap((instance) => {
    const accounts = discovered(catalog, instance);
    if (accounts === undefined) return [];
    const own = new Map(instance.accounts.map((account) => [account.id, account]));
    const context = { instance, rules, namer, tagSets, named };
    return withAssumedRoles(accounts, own).flatMap((account) =>
      accountRoles(context, account, own.get(account.id)),
    );
  });
  const isSuffixed = config.profiles?.unique === 'suffix';
  return [...(isSuffixed ? withUniqueProfiles(roles, named) : roles)].sort(byProfile);
};
