// Catalog + config -> roles as people see them: the user's names, tags and regions over what AWS told.
import type { Catalog, CatalogAccount } from './catalog.ts';
import type { AccountConfig, Config, InstanceConfig, TagRule } from './config.ts';
import { globToRegExp } from './glob.ts';
import type { Role } from './role.ts';
import { mergeTags, noTags, type Tags } from './tag.ts';

/** What a profile template may use. */
export type ProfileFields = Pick<
  Role,
  'accountId' | 'accountName' | 'roleName' | 'email' | 'instance' | 'region' | 'tags'
>;

export type ProfileNamer = (fields: ProfileFields) => string;

type CompiledRule = { readonly tests: readonly (readonly [string, RegExp])[]; readonly tags: Tags };

const compile = (rule: TagRule): CompiledRule => ({
  tests: Object.keys(rule.match).map((key) => [key, globToRegExp(rule.match[key] ?? '')] as const),
  tags: rule.tags,
});

const applies = (rule: CompiledRule, fields: Readonly<Record<string, string>>): boolean =>
  rule.tests.every(([key, pattern]) => pattern.test(fields[key] ?? ''));

type InstanceContext = {
  readonly instance: InstanceConfig;
  readonly rules: readonly CompiledRule[];
  readonly namer: ProfileNamer;
  readonly tagSets: Map<string, Tags>;
};

// Thousands of roles share a handful of tag sets: one object for each keeps memory and comparisons small.
const shared = (tagSets: Map<string, Tags>, tags: Tags): Tags => {
  const key = JSON.stringify(tags);
  const known = tagSets.get(key);
  if (known !== undefined) return known;
  tagSets.set(key, tags);
  return tags;
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
    const fields = {
      account_name: account.name,
      account_id: account.id,
      role_name: roleName,
      email: account.email,
      instance: instance.name,
    };
    const matching = rules.filter((rule) => applies(rule, fields)).map((rule) => rule.tags);
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
    return { ...role, ssoRegion: instance.region, profile: ownRole?.profile ?? namer(role) };
  });
};

const byProfile = (a: Role, b: Role): number => {
  if (a.profile !== b.profile) return a.profile < b.profile ? -1 : 1;
  if (a.instance !== b.instance) return a.instance < b.instance ? -1 : 1;
  if (a.accountId !== b.accountId) return a.accountId < b.accountId ? -1 : 1;
  return a.roleName < b.roleName ? -1 : 1;
};

/** Every role of every configured instance, sorted by profile name. */
export const resolveRoles = (catalog: Catalog, config: Config, namer: ProfileNamer): readonly Role[] => {
  const rules = config.tagRules.map(compile);
  const tagSets = new Map<string, Tags>();
  const roles = catalog.instances.flatMap((entry) => {
    const instance = config.instances.find((candidate) => candidate.name === entry.instance);
    if (instance === undefined || instance.startUrl !== entry.startUrl) return [];
    const own = new Map(instance.accounts.map((account) => [account.id, account]));
    const context = { instance, rules, namer, tagSets };
    return entry.accounts.flatMap((account) => accountRoles(context, account, own.get(account.id)));
  });
  return roles.sort(byProfile);
};
