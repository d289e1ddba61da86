// The user's configuration as the program sees it; `parse-config.ts` makes it from the file's YAML.
import type { Tags } from './tag.ts';

export type LoginFlow = 'pkce' | 'device' | 'auto';

export type RoleConfig = {
  readonly name: string;
  readonly profile: string | undefined;
  readonly region: string | undefined;
  readonly tags: Tags;
};

export type AccountConfig = {
  readonly id: string;
  readonly name: string | undefined;
  readonly region: string | undefined;
  readonly tags: Tags;
  readonly roles: readonly RoleConfig[];
};

export type InstanceConfig = {
  readonly name: string;
  readonly startUrl: string;
  /** Where Identity Center is. */
  readonly region: string;
  /** What a role exports when neither it nor its account says. */
  readonly defaultRegion: string | undefined;
  readonly login: LoginFlow;
  /** How long the organisation lets a sign-in live (ms): 8 hours unless configured, AWS's own default. */
  readonly sessionDuration: number;
  readonly accounts: readonly AccountConfig[];
};

/** Glob patterns (`*`, `?`) on fields; all that are given must match. */
export type TagRule = { readonly match: Tags; readonly tags: Tags };

export type SecretStoreConfig = {
  /** `auto`: the keychain where there is one, else a passphrase. */
  readonly backend: 'auto' | 'keychain' | 'passphrase';
  /** An argv whose stdout is the passphrase. */
  readonly passphraseCommand: readonly string[] | undefined;
};

export type Config = {
  readonly defaultInstance: string | undefined;
  readonly profileTemplate: string;
  readonly instances: readonly InstanceConfig[];
  readonly tagRules: readonly TagRule[];
  /** A catalog older than this (ms) is refreshed behind the list; 0 = never by itself. */
  readonly catalogMaxAge: number;
  readonly secretStore: SecretStoreConfig;
  /** An argv with `{url}` in one of its words; undefined = `$BROWSER`, then the system's. */
  readonly browser: readonly string[] | undefined;
  readonly theme: string;
  /** What Enter does in a picker opened by plain `rolecall`. */
  readonly defaultAction: 'export' | 'exec' | 'console';
};

export const defaultProfileTemplate = '{{ account_name | slug }}-{{ role_name }}';
