// Catalog + config -> roles as people see them: the user's names, tags and regions over what AWS told, and the roles
// that only the config names, since they are assumed from others.
import type { Catalog, CatalogAccount, InstanceCatalog } from './catalog.ts';
import type { AccountConfig, BaseSource, Config, InstanceConfig, RoleConfig, RoleName } from './config.ts';
import type { Role } from './role.ts';
import { ruleTagger } from './rule-tags.ts';
import { type SortOrder, sortedSteps } from './sorted-steps.ts';
import { finished } from './steps.ts';
import { mergeTags, type Tags } from './tag.ts';
import { compileRule, ruleFields } from './tag-rules.ts';
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
  readonly ruleTags: ReturnType<typeof ruleTagger>;
  readonly namer: ProfileNamer;
  readonly share: (tags: Tags) => Tags;
  /** Roles whose profile name the config gives, word for word. */
  readonly named: Set<Role>;
};

// Thousands of roles share a handful of tag sets: one object for each keeps memory and comparisons small.
const sharedTags = (): ((tags: Tags) => Tags) => {
  const sets = new Map<string, Tags>();
  return (tags) => {
    const key = JSON.stringify(tags);
    const known = sets.get(key) ?? tags;
    sets.set(key, known);
    return known;
  };
};

const baseWord = ({ base }: InstanceConfig): string | undefined => {
  if (base?.kind === 'profile') return `profile ${base.profile}`;
  if (base?.kind === 'plugin') return `plugin ${base.plugin.name}`;
  return base?.kind === 'keys' ? `keys ${base.name}` : base?.kind;
};

type Origin = Pick<Role, 'via' | 'path' | 'isUser'>;

const unlessPlain = (path: string): string | undefined => (path === '/' ? undefined : path);

const originOf = (
  instance: InstanceConfig,
  id: RoleName,
  own: RoleConfig | undefined,
): Origin | undefined => {
  const chain = own?.chain;
  if (own?.plugin !== undefined) return { via: `plugin ${own.plugin.name}` };
  if (instance.base?.kind === 'keys' && isUserOf(instance, id))
    return { isUser: true, via: baseWord(instance), path: unlessPlain(instance.base.user.path) };
  if (chain === undefined) return undefined;
  const via = chain.via === undefined ? baseWord(instance) : `${chain.via.accountId}/${chain.via.roleName}`;
  return { via, path: unlessPlain(chain.path) };
};

const accountRoles = (
  context: InstanceContext,
  account: CatalogAccount,
  own: AccountConfig | undefined,
): readonly Role[] => {
  const { instance, namer, share } = context;
  const accountName = own?.name ?? account.name;
  const byRules = context.ruleTags(
    ruleFields({
      ...{ accountId: account.id, accountName: account.name, email: account.email },
      ...{ instance: instance.name, roleName: '' },
    }),
  );
  const tagsOf = (roleName: string, ownRole: RoleConfig | undefined): Tags =>
    own === undefined
      ? byRules.merged(roleName)
      : share(mergeTags(...byRules.matching(roleName), own.tags, ownRole?.tags));
  return account.roles.map((roleName) => {
    const ownRole = own?.roles.find((role) => role.name === roleName);
    const role = {
      accountId: account.id,
      accountName,
      roleName,
      email: account.email,
      instance: instance.name,
      region: ownRole?.region ?? own?.region ?? instance.defaultRegion,
      tags: tagsOf(roleName, ownRole),
      ssoRegion: instance.region,
      profile: '',
    };
    const origin = originOf(instance, role, ownRole);
    // The name that the person gave the keys says more of their user than any template of accounts and roles.
    role.profile = ownRole?.profile ?? (origin?.isUser ? instance.name : namer(role));
    // Spread only where there is something: a hundred thousand spreads cost more than the rest.
    const resolved: Role = origin === undefined ? role : { ...role, ...origin };
    if (ownRole?.profile !== undefined) context.named.add(resolved);
    return resolved;
  });
};

const byProfile: SortOrder<Role> = {
  text: ({ profile }) => profile,
  rest: (a, b) => {
    if (a.instance !== b.instance) return a.instance < b.instance ? -1 : 1;
    if (a.accountId !== b.accountId) return a.accountId < b.accountId ? -1 : 1;
    return a.roleName < b.roleName ? -1 : 1;
  },
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

/** How many roles a step makes, and those of one account. */
const rolesPerStep = 256;

/** Every role of every configured instance, sorted by profile name. */
export function* resolveSteps(
  catalog: Catalog,
  config: Config,
  namer: ProfileNamer,
): Generator<void, readonly Role[]> {
  const share = sharedTags();
  const ruleTags = ruleTagger(config.tagRules.map(compileRule), share);
  const named = new Set<Role>();
  const roles: Role[] = [];
  for (const instance of config.instances) {
    const accounts = discovered(catalog, instance);
    if (accounts === undefined) continue;
    const own = new Map(instance.accounts.map((account) => [account.id, account]));
    const context = { instance, ruleTags, namer, share, named };
    let next = roles.length + rolesPerStep;
    for (const account of withAssumedRoles(accounts, own)) {
      for (const role of accountRoles(context, account, own.get(account.id))) roles.push(role);
      if (roles.length < next) continue;
      next = roles.length + rolesPerStep;
      yield;
    }
  }
  const isSuffixed = config.profiles?.unique === 'suffix';
  return yield* sortedSteps(isSuffixed ? withUniqueProfiles(roles, named) : roles, byProfile);
}

export const resolveRoles = (catalog: Catalog, config: Config, namer: ProfileNamer): readonly Role[] =>
  finished(resolveSteps(catalog, config, namer));
