// What the user wants in profiles besides credentials: `output`, `cli_pager`, any key of AWS's. Said at the top of the
// config, for an instance, by tag rules, for an account or a role; what is nearer to the role wins.
import { mayBeEmpty } from './aws-ini/writable-section.ts';
import type { Config, RoleConfig } from './config.ts';
import type { Role } from './role.ts';
import { type CompiledRule, matchingRules, ruleFields } from './tag-rules.ts';

/** AWS's own: lower case, and the same to every reader. */
export const isSettingKey = (key: string): boolean => /^[a-z][a-z0-9_]{0,63}$/.test(key);

const credentialKeys: ReadonlySet<string> = new Set([
  'credential_process',
  'credential_source',
  'source_profile',
  'role_arn',
  'role_session_name',
  'external_id',
  'mfa_serial',
  'duration_seconds',
  'web_identity_token_file',
  'login_session',
]);

/** What says where credentials come from is rolecall's to write, and a secret has no place in the config. */
export const isCredentialKey = (key: string): boolean =>
  credentialKeys.has(key) || /^(?:sso_|aws_)|secret|token|password|passphrase/.test(key);

export type SettingsSource = {
  readonly config: Pick<Config, 'profileSettings' | 'instances'>;
  readonly rules: readonly CompiledRule[];
  /** The account's name at AWS, which tag rules look at, whatever the config calls it. */
  readonly accountName: string;
};

const ownRole = (role: Role, roles: readonly RoleConfig[] | undefined): RoleConfig | undefined =>
  roles?.find(({ name }) => name === role.roleName);

/** The settings of a role's profile, by key. */
export const profileSettings = (
  role: Role,
  { config, rules, accountName }: SettingsSource,
): readonly (readonly [key: string, value: string])[] => {
  const instance = config.instances.find(({ name }) => name === role.instance);
  const account = instance?.accounts.find(({ id }) => id === role.accountId);
  const layers = [
    config.profileSettings,
    instance?.profileSettings,
    ...matchingRules(rules, ruleFields({ ...role, accountName })).map((rule) => rule.profileSettings),
    account?.profileSettings,
    ownRole(role, account?.roles)?.profileSettings,
  ];
  const merged = new Map(layers.flatMap((layer) => Object.entries(layer ?? {})));
  return [...merged]
    .filter(([key, value]) => value !== '' || mayBeEmpty(key))
    .sort(([a], [b]) => (a < b ? -1 : 1));
};
