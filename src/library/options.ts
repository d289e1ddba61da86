// What `createAwsAuth` takes. Only `toolName` is needed.
import type { AuthMethod } from './auth-method.ts';
import type { SetupUi } from './setup-ui.ts';

/** A statement of an IAM policy, for what a tool needs beyond `requiredActions`. */
export type Permission = {
  /** Letters and digits. */
  readonly sid?: string;
  /** `Allow` unless given. */
  readonly effect?: 'Allow' | 'Deny';
  /** Such as `s3:GetObject`. At least one. */
  readonly actions: readonly string[];
  /** ARNs, or `*`, which is meant unless given. */
  readonly resources?: readonly string[];
  /** As IAM has it: `{ StringEquals: { 'ec2:Region': ['eu-west-1'] } }`. */
  readonly condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
  /** Shown to the person who is asked for it. */
  readonly why?: string;
};

/** An action of IAM, alone or with why the tool needs it, which the setup shows. */
export type RequiredAction = string | { readonly action: string; readonly why: string };

/** How a setup looks. */
export type Branding = {
  readonly companyName?: string;
  /** `#2196f3` */
  readonly primaryColor?: string;
  /** An https address. */
  readonly logoUrl?: string;
  readonly supportEmail?: string;
  /** An https address. */
  readonly supportUrl?: string;
};

export type AwsAuthOptions = {
  /** Who asks: in the audit log, in the setup and in config.yaml. Letters, digits, `.`, `_` and `-`. */
  readonly toolName: string;
  readonly toolVersion?: string;
  /** Where AWS is asked, where nothing else says it. `us-east-1` unless given. */
  readonly defaultRegion?: string;
  /** The tool's profile: of rolecall, or of the AWS files. `TOOL-profile` unless given. */
  readonly profileName?: string;
  /**
   * How long keys are kept that do not tell when they end, and what a setup asks for: seconds, or a text such as `12h` or
   * `45m`; from 15 minutes to 12 hours. 12 hours unless given, in CI one.
   */
  readonly sessionDuration?: number | string;
  /** What `check` asks IAM about. `sts:GetCallerIdentity`, which nobody is denied, unless given. */
  readonly requiredActions?: readonly RequiredAction[];
  readonly customPermissions?: readonly Permission[];
  /** The setup offers Identity Center first. True unless given, in CI false. */
  readonly preferSso?: boolean;
  /** Lasting keys of an IAM user are taken. True unless given. */
  readonly allowIamUser?: boolean;
  /** Variables and what else the SDK finds by itself are looked at. True unless given. */
  readonly allowEnvironment?: boolean;
  /** How a person is asked. `terminal` unless given, in CI `none`. */
  readonly setupUi?: 'terminal' | 'web' | 'none' | SetupUi;
  readonly branding?: Branding;
  /** Nobody is asked, and what is missing is said at once. Unless given: true where the variable CI is set. */
  readonly ciMode?: boolean;
  /** For a guarded role: the names that its guard asks for. */
  readonly confirm?: string | readonly string[];
  /** Ways of your own, tried before all others, in this order. */
  readonly methods?: readonly AuthMethod[];
};
