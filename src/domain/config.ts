// The user's configuration as the program sees it; `parse-config.ts` makes it from the file's YAML.
import type { BrowserConfig, BrowserRef, ConsoleLink } from './browser.ts';
import type { ExportsConfig } from './exports-config.ts';
import type { GuardRule } from './guard.ts';
import type { MetricsConfig } from './metrics.ts';
import type { Plugin, PluginUse } from './plugin.ts';
import type { SavedFilter } from './saved-filter.ts';
import type { ScreenHeight } from './screen-height.ts';
import type { Tags } from './tag.ts';
import type { ThemeName } from './theme-name.ts';

export type LoginFlow = 'pkce' | 'device' | 'auto';

/** A role of an instance, by names alone. */
export type RoleName = { readonly accountId: string; readonly roleName: string };

/** How a role is reached that Identity Center does not grant: by sts:AssumeRole. */
export type ChainConfig = {
  /** The role that assumes it; undefined = the instance's base. */
  readonly via: RoleName | undefined;
  /** IAM path of the role: `/`, or like `/teams/deploy/`. */
  readonly path: string;
  readonly externalId: string | undefined;
  readonly sourceIdentity: string | undefined;
  readonly sessionName: string | undefined;
  /** The base's MFA device, whose code AWS is given with the call; undefined where the role asks for none. */
  readonly mfaSerial?: string | undefined;
  /** How long its credentials live (ms); undefined = AWS's own hour. */
  readonly duration: number | undefined;
};

/** Keys and values of AWS's config for profiles. An empty value takes away what a wider place set. */
export type ProfileSettings = Readonly<Record<string, string>>;

export type RoleConfig = {
  readonly name: string;
  readonly profile: string | undefined;
  readonly region: string | undefined;
  readonly tags: Tags;
  readonly browser?: BrowserRef | undefined;
  /** Undefined for a role that Identity Center grants, and for one whose credentials a plugin gives. */
  readonly chain?: ChainConfig | undefined;
  /** What gives its credentials, where it is not AWS. */
  readonly plugin?: PluginUse | undefined;
  readonly profileSettings?: ProfileSettings | undefined;
};

export type AccountConfig = {
  readonly id: string;
  readonly name: string | undefined;
  readonly region: string | undefined;
  readonly tags: Tags;
  readonly browser?: BrowserRef | undefined;
  readonly roles: readonly RoleConfig[];
  readonly profileSettings?: ProfileSettings | undefined;
};

/** An IAM user, by what its ARN says. */
export type UserName = { readonly accountId: string; readonly path: string; readonly userName: string };

/** Where the first credentials of an instance without Identity Center come from. */
export type BaseSource =
  | { readonly kind: 'profile'; readonly profile: string }
  /** The lasting keys of an IAM user, which `rolecall keys` keeps under `name` in the secret store. */
  | { readonly kind: 'keys'; readonly name: string; readonly user: UserName }
  | { readonly kind: 'plugin'; readonly plugin: PluginUse }
  /** The SDK's own default chain: keys in variables, web identity, container, machine. */
  | { readonly kind: 'environment' };

/** Where codes of the MFA device come from that the base of an instance has. */
export type MfaConfig = {
  /** Every session of the keys is made with this device; undefined: where a role or a profile asks for one. */
  readonly serial: string | undefined;
  /** An argv whose stdout holds the code; undefined: a person is asked. */
  readonly command: readonly string[] | undefined;
};

export type InstanceConfig = {
  readonly name: string;
  /** Empty for an instance with a base. */
  readonly startUrl: string;
  /** Where Identity Center is, or whose STS is asked; decides the partition. */
  readonly region: string;
  /** What a role exports when neither it nor its account says. */
  readonly defaultRegion: string | undefined;
  readonly login: LoginFlow;
  /**
   * How long the organisation lets a sign-in live (ms): 8 hours unless configured, AWS's own default. Of lasting keys,
   * how long a session of theirs is asked for: 12 hours.
   */
  readonly sessionDuration: number;
  /** Undefined for an Identity Center. Every role of an instance with a base is assumed, and needs no sign-in. */
  readonly base?: BaseSource | undefined;
  readonly mfa?: MfaConfig | undefined;
  readonly browser?: BrowserRef | undefined;
  /** What it is signed in to with; undefined = the config's. */
  readonly signInBrowser?: BrowserRef | undefined;
  readonly consoleLink?: ConsoleLink | undefined;
  readonly accounts: readonly AccountConfig[];
  readonly profileSettings?: ProfileSettings | undefined;
};

/** Glob patterns (`*`, `?`) on fields; all that are given must match. */
export type TagRule = {
  readonly match: Tags;
  readonly tags: Tags;
  readonly browser?: BrowserRef | undefined;
  readonly profileSettings?: ProfileSettings | undefined;
};

/** Where a profile's credentials come from: rolecall, or an sso-session that the AWS tools sign in to by themselves. */
export type ProfileStyle = 'process' | 'sso';

/** How `rolecall profiles` writes, where no flag says otherwise. */
export type ProfilesConfig = {
  /** What becomes of roles that share a profile name. */
  readonly unique: 'refuse' | 'suffix';
  readonly style: ProfileStyle;
  /** The profile that `[default]` is to be. */
  readonly default: string | undefined;
  /** A query: which roles get a profile; undefined = all. */
  readonly only: string | undefined;
  /** One block between markers, or sections that are marked one by one; undefined = as the file has it, else a block. */
  readonly block: boolean | undefined;
  /** Bring the profiles up to date after each refresh. */
  readonly auto: boolean;
};

export type SecretStoreConfig = {
  /** `auto`: the keychain where there is one, else a passphrase. */
  readonly backend: 'auto' | 'keychain' | 'passphrase';
  /** An argv whose stdout is the passphrase. */
  readonly passphraseCommand: readonly string[] | undefined;
};

/** Keys of the picker. Names and keys are as they were written: the picker says what is wrong with them. */
export type KeymapConfig = {
  readonly set: 'default' | 'vim' | 'emacs';
  /** In the file's order; no keys = the binding has none. */
  readonly bindings: readonly { readonly name: string; readonly keys: readonly string[] }[];
};

export type Config = {
  readonly defaultInstance: string | undefined;
  readonly profileTemplate: string;
  readonly instances: readonly InstanceConfig[];
  readonly tagRules: readonly TagRule[];
  /** Which roles are dangerous, and what is asked before they are used. */
  readonly guard?: readonly GuardRule[] | undefined;
  readonly profiles?: ProfilesConfig | undefined;
  readonly profileSettings?: ProfileSettings | undefined;
  /** A catalog older than this (ms) is refreshed behind the list; 0 = never by itself. */
  readonly catalogMaxAge: number;
  readonly secretStore: SecretStoreConfig;
  readonly plugins?: readonly Plugin[] | undefined;
  /** Undefined = `$BROWSER`, then the system's. */
  readonly browser: BrowserRef | undefined;
  readonly browsers?: Readonly<Record<string, BrowserConfig>> | undefined;
  readonly signInBrowser?: BrowserRef | undefined;
  readonly consoleLink?: ConsoleLink | undefined;
  readonly theme: ThemeName;
  /** Keep an audit log of what is used. */
  readonly isAudited: boolean;
  /** Undefined: no figure leaves this machine. */
  readonly metrics?: MetricsConfig | undefined;
  /** An argv that reads what is copied from stdin; undefined = the terminal's clipboard, on a Mac at hand its own. */
  readonly clipboardCommand?: readonly string[] | undefined;
  /** How `status --watch` tells of an end: by the desktop, not at all, or (undefined) by the terminal's bell. */
  readonly notify?: boolean | undefined;
  /** How many roles used last the picker shows first; `off`: no use is remembered. Undefined = as usual. */
  readonly recentRoles?: number | 'off' | undefined;
  /** The tag key that the picker can group by; undefined = the first there is. */
  readonly groupByTag?: string | undefined;
  /** What the picker's list is grouped by when it opens; undefined = flat. */
  readonly groupBy?: 'flat' | 'account' | 'role' | 'tag' | 'instance' | undefined;
  /** What Enter does in a picker opened by plain `rolecall`. */
  readonly defaultAction: 'export' | 'exec' | 'console';
  /** What a role leaves in a shell; undefined = as usual. */
  readonly exports?: ExportsConfig | undefined;
  /** Clicks and the wheel reach the picker; undefined = yes. */
  readonly mouse?: boolean | undefined;
  /** How much of the terminal the picker takes; undefined = all of it. */
  readonly height?: ScreenHeight | undefined;
  /** The picker as lines that can be read out; undefined = no. */
  readonly accessible?: boolean | undefined;
  readonly keymap?: KeymapConfig | undefined;
  /** Queries under names, in the file's order. */
  readonly filters?: readonly SavedFilter[] | undefined;
  /** The profile that a tool takes which uses the library, by the tool's name. */
  readonly tools?: readonly { readonly name: string; readonly profile: string }[] | undefined;
};

export const defaultProfileTemplate = '{{ account_name | slug }}-{{ role_name }}';
