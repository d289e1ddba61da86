// Everything that the engine and the actions may ask of the outside. host.ts makes it; each member is made when it
// is first asked for, so that a command pays only for what it uses.
import type { InstanceConfig } from '../domain/config.ts';
import type { FoundKeys, SigningKeys } from '../domain/credentials.ts';
import type { Role } from '../domain/role.ts';
import type { Audit } from './audit.ts';
import type { AwsFiles } from './aws-files.ts';
import type { BackgroundChildren } from './background-children.ts';
import type { Browser } from './browser.ts';
import type { CatalogStore } from './catalog-store.ts';
import type { Child } from './child.ts';
import type { Clipboard } from './clipboard.ts';
import type { Clock } from './clock.ts';
import type { ConfigStore } from './config-store.ts';
import type { CredentialServers } from './credential-server.ts';
import type { EnvFiles } from './env-files.ts';
import type { Federation } from './federation.ts';
import type { FolderFiles } from './folder-files.ts';
import type { HistoryStore } from './history.ts';
import type { Iam } from './iam.ts';
import type { IdentityCenter } from './identity-center.ts';
import type { ImportFiles } from './import-files.ts';
import type { Inspection } from './inspection.ts';
import type { KeyAgent } from './key-agent.ts';
import type { Lock } from './lock.ts';
import type { Loopback } from './loopback.ts';
import type { MetricSink } from './metric-sink.ts';
import type { Notes } from './notes.ts';
import type { Notifier } from './notifier.ts';
import type { Plugins } from './plugins.ts';
import type { SecretStore } from './secret-store.ts';
import type { StartUrlSearch } from './start-url-search.ts';
import type { StartupFiles } from './startup-files.ts';
import type { Sts } from './sts.ts';
import type { ThemeFiles } from './theme-files.ts';

export type MfaQuestion = {
  readonly instance: InstanceConfig;
  readonly serial: string;
  /** AWS did not take the one before. */
  readonly isAgain: boolean;
};

export type Services = {
  readonly clock: Clock;
  readonly configStore: () => Promise<ConfigStore>;
  readonly catalogStore: () => Promise<CatalogStore>;
  readonly secretStore: () => Promise<SecretStore>;
  readonly keyAgent: () => Promise<KeyAgent>;
  readonly identityCenter: (instance: InstanceConfig) => Promise<IdentityCenter>;
  readonly federation: (role: Role) => Promise<Federation>;
  readonly sts: (region: string, credentials: SigningKeys) => Promise<Sts>;
  readonly iam: (region: string, credentials: SigningKeys) => Promise<Iam>;
  readonly metricSink: (region: string, credentials: SigningKeys) => Promise<MetricSink>;
  /** Undefined when there is no (other) code to be had and nobody to ask. Errors: UserError, Cancelled. */
  readonly mfaCode: (question: MfaQuestion) => Promise<string | undefined>;
  /** The first credentials of an instance with a base. Errors: UsageError, UserError, UpstreamFailed. */
  readonly baseCredentials: (instance: InstanceConfig) => Promise<FoundKeys>;
  readonly plugins: () => Promise<Plugins>;
  readonly loopback: () => Promise<Loopback>;
  readonly browser: () => Promise<Browser>;
  readonly clipboard: () => Promise<Clipboard>;
  readonly awsFiles: () => Promise<AwsFiles>;
  readonly importFiles: () => Promise<ImportFiles>;
  readonly child: () => Promise<Child>;
  readonly backgroundChildren: () => Promise<BackgroundChildren>;
  readonly lock: () => Promise<Lock>;
  readonly notes: () => Promise<Notes>;
  readonly notifier: () => Promise<Notifier>;
  readonly audit: () => Promise<Audit>;
  readonly history: () => Promise<HistoryStore>;
  readonly credentialServers: () => Promise<CredentialServers>;
  readonly inspection: () => Promise<Inspection>;
  readonly startUrlSearch: () => Promise<StartUrlSearch>;
  readonly startupFiles: () => Promise<StartupFiles>;
  readonly envFiles: () => Promise<EnvFiles>;
  readonly folderFiles: () => Promise<FolderFiles>;
  readonly themeFiles: () => Promise<ThemeFiles>;
};
