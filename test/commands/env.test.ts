import { describe, expect, it } from 'vitest';
import { env } from '../../src/commands/env.ts';
import type { Config, InstanceConfig } from '../../src/domain/config.ts';
import { Cancelled, LoginNeeded, UsageError } from '../../src/domain/errors.ts';
import { readProject } from '../../src/domain/project-file.ts';
import type { Role } from '../../src/domain/role.ts';
import { noTags } from '../../src/domain/tag.ts';
import type { Host } from '../../src/host.ts';
import { noFolderFiles } from '../support/no-folder-files.ts';
import { silentAudit } from '../support/silent-audit.ts';

const instance: InstanceConfig = {
  name: 'acme',
  startUrl: 'https://acme.awsapps.com/start',
  region: 'us-east-1',
  defaultRegion: undefined,
  login: 'auto',
  sessionDuration: 28_800_000,
  accounts: [],
};

const config: Config = {
  defaultInstance: 'acme',
  profileTemplate: '',
  instances: [instance],
  tagRules: [],
  catalogMaxAge: 0,
  secretStore: { backend: 'auto', passphraseCommand: undefined },
  browser: undefined,
  theme: 'terminal',
  isAudited: true,
  defaultAction: 'export',
};

const role: Role = {
  instance: 'acme',
  accountId: '012345678901',
  accountName: 'Acme Prod',
  email: 'aws@acme.example',
  roleName: 'Admin',
  profile: 'acme-prod-Admin',
  region: 'eu-west-1',
  ssoRegion: 'us-east-1',
  tags: noTags,
};

const now = Date.UTC(2026, 10, 21);

const credentials = {
  accessKeyId: 'ASIAFAKE0000000000TEST',
  secretAccessKey: 'fake/secret+key=',
  sessionToken: 'fake-token==',
  expiration: now + 3_600_000,
};

type Outside = {
  readonly variables?: Readonly<Record<string, string>>;
  readonly isScreen?: boolean;
  readonly profile?: string;
  readonly failure?: Error;
};

const inFolder = async () => ({
  ...noFolderFiles,
  find: async () => ({
    path: '/shop/.rolecall.yaml',
    trust: 'trusted' as const,
    hash: '',
    content: readProject('role: 012345678901:Admin\nregion: eu-north-1\n'),
  }),
});

/** A host whose streams are kept, one entry a write, and whose cache holds the one role with its keys. */
const fakeHost = ({ variables = {}, isScreen = false, profile = role.profile, failure }: Outside = {}) => {
  const stdout: string[] = [];
  const stderr: string[] = [];
  const services = {
    folderFiles: async () => noFolderFiles,
    clock: { now: () => now },
    audit: async () => silentAudit,
    configStore: async () => ({ load: async () => config }),
    catalogStore: async () => ({ loadTable: async () => ({ roles: [{ ...role, profile }], instances: [] }) }),
    identityCenter: async () => ({ origin: 'https://oidc.us-east-1.amazonaws.com' }),
    secretStore: async () => ({
      get: async () => {
        if (failure !== undefined) throw failure;
        return JSON.stringify(credentials);
      },
    }),
  };
  const host = {
    env: variables,
    platform: 'linux',
    parentName: async () => undefined,
    parentId: 42,
    stdout: { isTTY: isScreen, write: (text: string) => stdout.push(text) },
    stderr: { isTTY: false, write: (text: string) => stderr.push(text) },
    services,
  } as unknown as Host;
  return { host, stdout, stderr };
};

describe('rolecall env', () => {
  it('prints the exports of one role in one write', async () => {
    const { host, stdout, stderr } = fakeHost({ variables: { SHELL: '/bin/zsh' } });
    expect(await env.run(host, [], { profile: 'acme-prod-Admin' })).toBe(0);
    expect(stdout).toHaveLength(1);
    expect(stdout[0]).toContain("export AWS_ACCESS_KEY_ID='ASIAFAKE0000000000TEST'\n");
    expect(stdout[0]).toContain("export AWS_REGION='eu-west-1'\n");
    expect(stdout[0]).toContain('unset AWS_PROFILE\n');
    expect(stderr).toEqual([]);
  });

  it.each([
    [{ shell: 'fish' }, "set -gx AWS_SESSION_TOKEN 'fake-token=='\n"],
    [{ shell: 'pwsh' }, "$env:AWS_SESSION_TOKEN = 'fake-token=='\n"],
    [{ format: 'dotenv' }, 'AWS_SESSION_TOKEN=fake-token==\n'],
    [{ format: 'json' }, '"AWS_SESSION_TOKEN":"fake-token=="'],
    [{ region: 'us-gov-west-1' }, "export AWS_DEFAULT_REGION='us-gov-west-1'\n"],
  ])('%j prints %j', async (options, text) => {
    const { host, stdout } = fakeHost();
    await env.run(host, [], { account: '012345678901', role: 'Admin', ...options });
    expect(stdout.join('')).toContain(text);
  });

  it.each(['-', ''])('writes no file %j', async (output) => {
    const { host } = fakeHost();
    await expect(env.run(host, [], { output })).rejects.toThrow(UsageError);
    await expect(env.run(host, [], { output, clear: true })).rejects.toThrow(UsageError);
  });

  it('on a screen says which line would set the shell', async () => {
    const { host, stdout, stderr } = fakeHost({ isScreen: true });
    await env.run(host, ['acme-prod'], { shell: 'fish', region: 'eu-west-2' });
    expect(stdout[0]).toContain('set -gx AWS_ACCESS_KEY_ID');
    expect(stderr.join('')).toContain(
      'Run: rolecall env --shell fish --profile acme-prod-Admin --region eu-west-2 | source\n',
    );
  });

  it.each([
    [{}, 'Or by one word, after: rolecall init --install\n'],
    [{ ROLECALL_INIT: 'bash:41:role' }, 'Or by one word, after: rolecall init --install\n'],
    [{ ROLECALL_INIT: 'bash:42:aws' }, 'Or by the word aws\n'],
  ])('on a screen, with %j, names the function', async (variables, text) => {
    const { host, stderr } = fakeHost({ isScreen: true, variables });
    await env.run(host, ['acme-prod'], {});
    expect(stderr.join('')).toContain(text);
  });

  it('shows no profile name that a shell would run', async () => {
    const { host, stderr } = fakeHost({ isScreen: true, profile: '$(id)' });
    await env.run(host, [], { profile: '$(id)' });
    expect(stderr.join('')).toContain(
      'Run: eval "$(rolecall env --shell bash --account 012345678901 --role Admin)"\n',
    );
  });

  it('clears without a role, a cache or a store', async () => {
    const { host, stdout } = fakeHost({ variables: { AWS_REGION: 'eu-north-1' } });
    const bare = { ...host, services: undefined } as unknown as Host;
    expect(await env.run(bare, [], { clear: true })).toBe(0);
    expect(stdout[0]).toContain('unset AWS_SECRET_ACCESS_KEY\n');
    expect(stdout[0]).not.toContain('unset AWS_REGION');
  });

  const held = (end: number): Record<string, string> => ({
    AWS_ACCESS_KEY_ID: 'ASIAFAKE00000000000OLD',
    ROLECALL_KEY_ID: 'ASIAFAKE00000000000OLD',
    ROLECALL_ROLE_ARN: 'arn:aws:iam::012345678901:role/Admin',
    ROLECALL_INSTANCE: 'acme',
    ROLECALL_ACCOUNT_ID: '012345678901',
    ROLECALL_ROLE_NAME: 'Admin',
    ROLECALL_EXPIRES_AT: String(end / 1000),
    ROLECALL_ASKED_REGION: 'us-west-2',
  });

  it('--refresh --cached leaves a shell alone whose keys lie in no variable', async () => {
    const { host, stdout } = fakeHost({
      variables: {
        ROLECALL_ROLE_ARN: 'arn:aws:iam::012345678901:role/Admin',
        ROLECALL_INSTANCE: 'acme',
        ROLECALL_ACCOUNT_ID: '012345678901',
        ROLECALL_ROLE_NAME: 'Admin',
        AWS_PROFILE: 'p',
        ROLECALL_AWS_PROFILE: 'p',
      },
    });
    const quiet = { ...host, unattended: () => host } as unknown as Host;
    expect(await env.run(quiet, [], { refresh: true, cached: true })).toBe(1);
    expect(stdout).toEqual([]);
  });

  it('--here takes the role of the folder in its region, and none of another instance', async () => {
    const { host, stdout } = fakeHost();
    const other = { ...instance, name: 'other' };
    const configStore = async () => ({ load: async () => ({ ...config, instances: [instance, other] }) });
    const here = {
      ...host,
      services: { ...host.services, folderFiles: inFolder, configStore },
    } as unknown as Host;
    await expect(env.run(here, [], { here: true, instance: 'other' })).rejects.toThrow(
      'another instance: acme',
    );
    expect(stdout).toEqual([]);
    expect(await env.run(here, [], { here: true, instance: 'acme' })).toBe(0);
    expect(stdout[0]).toContain("export AWS_REGION='eu-north-1'\n");
  });

  it('--cached, nushell and cmd never go with a file', async () => {
    const { host, stdout } = fakeHost({ variables: held(now - 1000) });
    const files = { fullPath: String, read: async () => undefined, isExposed: async () => false };
    const withFiles = {
      ...host,
      services: { ...host.services, envFiles: async () => files },
    } as unknown as Host;
    const options = { refresh: true, cached: true, output: '.env' };
    await expect(env.run(withFiles, [], options)).rejects.toThrow(UsageError);
    // No comments, so no lines to find again.
    for (const shell of ['nu', 'cmd'])
      await expect(env.run(withFiles, [], { output: 'x', shell })).rejects.toThrow(UsageError);
    expect(stdout).toEqual([]);
  });

  it('--refresh takes the role of the shell again, in the region that was asked for', async () => {
    const { host, stdout } = fakeHost({ variables: held(now - 1000) });
    expect(await env.run(host, [], { refresh: true })).toBe(0);
    expect(stdout[0]).toContain("export AWS_ACCESS_KEY_ID='ASIAFAKE0000000000TEST'\n");
    expect(stdout[0]).toContain("export AWS_REGION='us-west-2'\n");
  });

  it.each([
    ['later keys', now - 1000, 0],
    ['no later keys than the shell has', credentials.expiration, 1],
  ])('--refresh --cached answers by the cache alone: %s', async (_, end, status) => {
    const { host, stdout } = fakeHost({ variables: held(end) });
    const quiet = { ...host, unattended: () => host } as unknown as Host;
    expect(await env.run(quiet, [], { refresh: true, cached: true })).toBe(status);
    expect(stdout).toHaveLength(status === 0 ? 1 : 0);
  });

  it('--refresh says that there is nothing to renew', async () => {
    const { host } = fakeHost({ variables: { AWS_ACCESS_KEY_ID: 'AKIAFAKE000000000000' } });
    await expect(env.run(host, [], { refresh: true })).rejects.toThrow('This shell holds no role to renew.');
  });

  it.each([
    [{ refresh: true }],
    [{ refresh: true, profile: undefined, account: '012345678901', role: 'Admin' }],
    [{ refresh: true, profile: undefined, clear: true }],
    [{ cached: true }],
    [{ exportMode: 'keys' }],
    [{ format: 'yaml' }],
    [{ shell: 'zhs' }],
    [{ shell: 'zsh', format: 'json' }],
    [{ clear: true, format: 'dotenv' }],
    [{ region: 'eu-west' }],
  ])('refuses %j and prints nothing', async (options) => {
    const { host, stdout } = fakeHost();
    await expect(env.run(host, [], { profile: 'acme-prod-Admin', ...options })).rejects.toThrow(UsageError);
    expect(stdout).toEqual([]);
  });

  it.each([new LoginNeeded('acme'), new Cancelled()])(
    'prints nothing when it ends with %s',
    async (failure) => {
      const { host, stdout } = fakeHost({ failure });
      await expect(env.run(host, [], { profile: 'acme-prod-Admin' })).rejects.toThrow(failure);
      expect(stdout).toEqual([]);
    },
  );
});
