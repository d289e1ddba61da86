// A host for the profiles commands: real AWS files in a folder of the test's, made-up roles, and a person who answers.
import { openAwsFiles } from '../../src/adapters/aws-files.ts';
import type { Catalog } from '../../src/domain/catalog.ts';
import { type Config, defaultProfileTemplate, type InstanceConfig } from '../../src/domain/config.ts';
import { hour } from '../../src/domain/expiry.ts';
import { parseConfig } from '../../src/domain/parse-config.ts';
import type { Role } from '../../src/domain/role.ts';
import type { Environment, Host } from '../../src/host.ts';
import type { InstanceSummary } from '../../src/ports/catalog-store.ts';
import { fixedConfig } from './fixed-config.ts';
import { memoryLock } from './services.ts';
import { silentAudit } from './silent-audit.ts';
import { someRole } from './some-roles.ts';

export const profileRoles = [
  someRole({ profile: 'prod-ReadOnly' }),
  someRole({ profile: 'dev-Admin', accountId: '111111111111', accountName: 'Acme Dev', roleName: 'Admin' }),
  someRole({ profile: 'other-Admin', instance: 'other', accountId: '222222222222', roleName: 'Admin' }),
];

export type ProfilesOutside = {
  /** Instances whose roles were never read. */
  readonly unread?: readonly string[];
  readonly roles?: readonly Role[];
  /** What the person answers; undefined: there is no terminal. */
  readonly answer?: boolean;
  readonly env?: Environment;
  readonly scriptPath?: string;
  readonly config?: Partial<Config>;
  readonly catalog?: Catalog;
  /** Called when the person is asked. */
  readonly onQuestion?: () => void;
};

const instanceOf = (name: string): InstanceConfig => ({
  name,
  startUrl: `https://${name}.awsapps.com/start`,
  region: 'us-east-1',
  defaultRegion: undefined,
  login: 'auto',
  sessionDuration: 8 * hour,
  accounts: [],
});

const read: readonly InstanceSummary[] = ['acme', 'other'].map((instance) => ({
  instance,
  fetchedAt: 1,
  changes: { added: [], removed: [] },
}));

export const profilesConfig = (over: Partial<Config> = {}): Config => ({
  ...parseConfig(new Map()).config,
  profileTemplate: defaultProfileTemplate,
  instances: [instanceOf('acme'), instanceOf('other')],
  ...over,
});

export const profilesHost = (home: string, outside: ProfilesOutside = {}) => {
  const { answer, env = {}, scriptPath = '/opt/rolecall/cli.js', catalog } = outside;
  const stdout: string[] = [];
  const stderr: string[] = [];
  const questions: string[] = [];
  const isTTY = answer !== undefined;
  const instances = read.filter(({ instance }) => !outside.unread?.includes(instance));
  const table = { roles: outside.roles ?? profileRoles, instances };
  const lock = memoryLock();
  const hostWith = (variables: Environment): Host =>
    ({
      env: variables,
      platform: 'linux',
      execPath: '/usr/bin/node',
      scriptPath,
      argv: [],
      isInteractive: isTTY,
      stdout: { isTTY, write: (text: string) => stdout.push(text) },
      stderr: { isTTY, write: (text: string) => stderr.push(text) },
      redact: (text: string) => text,
      confirm: async (question: string) => {
        questions.push(question);
        outside.onQuestion?.();
        return answer ?? false;
      },
      withEnv: hostWith,
      services: {
        clock: { now: Date.now },
        audit: async () => silentAudit,
        configStore: fixedConfig(profilesConfig(outside.config)),
        catalogStore: async () => ({ loadTable: async () => table, load: async () => catalog }),
        awsFiles: async () => openAwsFiles({ env: variables, home }),
        lock: async () => lock,
      },
    }) as unknown as Host;
  return { host: hostWith(env), stdout, stderr, questions };
};
