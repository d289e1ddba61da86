// What has to change in config.yaml so that roles have other tags or another region. Everything is kept at the role
// itself; what an account or a rule says is not touched, and said.
import type { AccountConfig, Config, RoleConfig } from './config.ts';
import { configPathText } from './config-path.ts';
import type { Role } from './role.ts';
import type { TagEdit } from './tag-edits.ts';

/** A value at a path of keys; undefined = what is there goes. */
export type RoleConfigChange = { readonly path: readonly string[]; readonly value: string | undefined };

export type RoleConfigPlan = {
  readonly changes: readonly RoleConfigChange[];
  /** Why something cannot be done, a sentence each: then nothing is. */
  readonly refusals: readonly string[];
};

type Place = {
  readonly path: readonly string[];
  readonly account: AccountConfig | undefined;
  readonly own: RoleConfig | undefined;
};

const placeOf = ({ instances }: Pick<Config, 'instances'>, role: Role): Place => {
  const instance = instances.find(({ name }) => name === role.instance);
  const account = instance?.accounts.find(({ id }) => id === role.accountId);
  const own = account?.roles.find(({ name }) => name === role.roleName);
  return {
    path: ['instances', role.instance, 'accounts', role.accountId, 'roles', role.roleName],
    account,
    own,
  };
};

const has = (tags: Readonly<Record<string, string>> | undefined, key: string): boolean =>
  tags !== undefined && Object.hasOwn(tags, key);

/** A tag that does not stand at the role cannot be taken from it. */
const refusalOf = (role: Role, key: string, { account, own, path }: Place): string | undefined => {
  if (has(own?.tags, key) || !has(role.tags, key)) return undefined;
  const where = has(account?.tags, key)
    ? `is a tag of the account (${configPathText([...path.slice(0, 4), 'tags', key])})`
    : 'is made by a rule (tag_rules)';
  return `${key} of ${role.profile} ${where}, so it cannot be taken from the role. ${key}=VALUE gives the role another value.`;
};

const tagChanges = (
  role: Role,
  edits: readonly TagEdit[],
  { own, path }: Place,
): readonly RoleConfigChange[] => {
  const left = new Set(Object.keys(own?.tags ?? {}));
  const changes = edits.flatMap(({ key, value }): readonly RoleConfigChange[] => {
    if (value === undefined ? !left.delete(key) : role.tags[key] === value) return [];
    if (value !== undefined) left.add(key);
    return [{ path: [...path, 'tags', key], value }];
  });
  // No empty mapping is left behind.
  const isEmptied = changes.length > 0 && left.size === 0;
  return isEmptied ? [{ path: [...path, 'tags'], value: undefined }] : changes;
};

export const planTags = (
  config: Pick<Config, 'instances'>,
  roles: readonly Role[],
  edits: readonly TagEdit[],
): RoleConfigPlan => ({
  changes: roles.flatMap((role) => tagChanges(role, edits, placeOf(config, role))),
  refusals: roles.flatMap((role) =>
    edits.flatMap(({ key, value }) => {
      const refusal = value === undefined ? refusalOf(role, key, placeOf(config, role)) : undefined;
      return refusal === undefined ? [] : [refusal];
    }),
  ),
});

export const planRegion = (
  config: Pick<Config, 'instances'>,
  roles: readonly Role[],
  region: string | undefined,
): RoleConfigPlan => ({
  changes: roles.flatMap((role) => {
    const { path, own } = placeOf(config, role);
    return own?.region === region ? [] : [{ path: [...path, 'region'], value: region }];
  }),
  refusals: [],
});
