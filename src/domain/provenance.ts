// Where what is known of a role comes from: AWS, or which place of config.yaml. Asked for one role at a time, when it is
// looked at; it says again, for that role, what resolve-roles.ts did for all.
import type { Config, TagRule } from './config.ts';
import type { Role } from './role.ts';
import type { Tags } from './tag.ts';
import { type CompiledRule, compileRule, matchingRules, ruleFields } from './tag-rules.ts';

type RoleSource = {
  readonly profile: string | undefined;
  readonly region: string | undefined;
  readonly tags: Tags;
};

type AccountSource = Omit<RoleSource, 'profile'> & {
  readonly name: string | undefined;
  /** What AWS calls it, where the config calls it something else. */
  readonly awsName: string | undefined;
  readonly roles: ReadonlyMap<string, RoleSource>;
};

/** What of the config makes roles what they are: names, tags and regions, no secrets and no commands. */
export type RoleSources = {
  readonly rules: readonly TagRule[];
  readonly instances: ReadonlyMap<
    string,
    {
      readonly defaultRegion: string | undefined;
      readonly accounts: ReadonlyMap<string, AccountSource>;
    }
  >;
};

export type TagSource =
  /** `number` counts the rules of the config from 1. */
  | { readonly kind: 'rule'; readonly number: number; readonly match: Tags; readonly value: string }
  | { readonly kind: 'account' | 'role'; readonly value: string };

export type Provenance = {
  readonly accountName: 'config' | 'aws';
  readonly profile: 'role' | 'keys' | 'template';
  readonly region: 'role' | 'account' | 'instance' | undefined;
  readonly tags: ReadonlyMap<string, TagSource>;
};

export type AwsName = (instance: string, accountId: string) => string | undefined;

/** Accounts that have a name of the user's own: only of these AWS's name is asked for. */
export const roleSources = ({ instances, tagRules }: Config, awsName: AwsName): RoleSources => ({
  rules: tagRules.map(({ match, tags }) => ({ match, tags })),
  instances: new Map(
    instances.map(({ name: instance, defaultRegion, accounts }) => [
      instance,
      {
        defaultRegion,
        accounts: new Map(
          accounts.map(({ id, name, region, tags, roles }) => [
            id,
            {
              name,
              region,
              tags,
              awsName: name === undefined ? undefined : awsName(instance, id),
              roles: new Map(
                roles.map((role) => [
                  role.name,
                  { profile: role.profile, region: role.region, tags: role.tags },
                ]),
              ),
            },
          ]),
        ),
      },
    ]),
  ),
});

const compiled = new WeakMap<RoleSources, readonly CompiledRule[]>();

const compiledRules = (sources: RoleSources): readonly CompiledRule[] => {
  const known = compiled.get(sources);
  if (known !== undefined) return known;
  const rules = sources.rules.map(compileRule);
  compiled.set(sources, rules);
  return rules;
};

type Place = { readonly account: AccountSource | undefined; readonly role: RoleSource | undefined };

const tagSources = (sources: RoleSources, role: Role, place: Place): ReadonlyMap<string, TagSource> => {
  const found = new Map<string, TagSource>();
  const add = (tags: Tags | undefined, sourceOf: (value: string) => TagSource): void => {
    for (const key of Object.keys(tags ?? {})) found.set(key, sourceOf(tags?.[key] ?? ''));
  };
  const accountName = place.account?.awsName ?? role.accountName;
  const rules = compiledRules(sources);
  for (const rule of matchingRules(rules, ruleFields({ ...role, accountName }))) {
    const number = rules.indexOf(rule) + 1;
    add(rule.tags, (value) => ({ kind: 'rule', number, match: rule.match, value }));
  }
  add(place.account?.tags, (value) => ({ kind: 'account', value }));
  add(place.role?.tags, (value) => ({ kind: 'role', value }));
  return found;
};

const profileSource = (role: Role, own: RoleSource | undefined): Provenance['profile'] => {
  if (own?.profile !== undefined) return 'role';
  return role.isUser ? 'keys' : 'template';
};

export const provenanceOf = (sources: RoleSources, role: Role): Provenance => {
  const instance = sources.instances.get(role.instance);
  const account = instance?.accounts.get(role.accountId);
  const own = account?.roles.get(role.roleName);
  const regions = [
    ['role', own?.region],
    ['account', account?.region],
    ['instance', instance?.defaultRegion],
  ] as const;
  return {
    accountName: account?.name === undefined ? 'aws' : 'config',
    profile: profileSource(role, own),
    region: regions.find(([, region]) => region !== undefined)?.[0],
    tags: tagSources(sources, role, { account, role: own }),
  };
};

/** `account_name *-prod`, all that the rule asks for. */
export const ruleText = (match: Tags): string =>
  Object.keys(match)
    .map((key) => `${key} ${match[key]}`)
    .join(', ');
