// Styles, layouts, preview, prune, check, and what follows a refresh.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadSharedConfigFiles, loadSsoSessionData } from '@smithy/shared-ini-file-loader';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { profiles } from '../../src/commands/profiles.ts';
import { refreshProfiles } from '../../src/commands/refresh-profiles.ts';
import type { Catalog } from '../../src/domain/catalog.ts';
import type { Config, ProfilesConfig } from '../../src/domain/config.ts';
import { UsageError } from '../../src/domain/errors.ts';
import type { Role } from '../../src/domain/role.ts';
import {
  type ProfilesOutside,
  profileRoles,
  profilesConfig,
  profilesHost,
} from '../support/profiles-host.ts';
import { someRole } from '../support/some-roles.ts';

let home: string;
let config: string;
let script: string;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'rolecall-ways-'));
  config = join(home, '.aws', 'config');
  script = join(home, 'rolecall');
  mkdirSync(join(home, '.aws'));
  writeFileSync(script, '#!/bin/sh\n', { mode: 0o755 });
});

afterEach(() => rmSync(home, { recursive: true }));

const fakeHost = (outside: ProfilesOutside = {}) => profilesHost(home, { scriptPath: script, ...outside });

const text = (): string => readFileSync(config, 'utf8');
const headers = (): readonly string[] => text().match(/^\[.*\]$/gm) ?? [];

const asked = (over: Partial<ProfilesConfig>): Partial<Config> => ({
  profiles: {
    unique: 'refuse',
    style: 'process',
    default: undefined,
    only: undefined,
    block: undefined,
    auto: false,
    ...over,
  },
});

const readBySdk = async () => {
  const files = { configFilepath: config, filepath: join(home, 'none'), ignoreCache: true };
  const { configFile } = await loadSharedConfigFiles(files);
  return { profiles: configFile, sessions: await loadSsoSessionData({ configFilepath: config }) };
};

describe('--style sso', () => {
  it('writes sessions and profiles that the JavaScript SDK reads, and rolecall is not in them', async () => {
    const { host } = fakeHost();
    await profiles.run(host, ['write'], { yes: true, style: 'sso' });
    const { profiles: read, sessions } = await readBySdk();
    expect(read['dev-Admin']).toEqual({
      sso_session: 'acme',
      sso_account_id: '111111111111',
      sso_role_name: 'Admin',
      region: 'eu-west-1',
    });
    expect(sessions['acme']).toEqual({
      sso_start_url: 'https://acme.awsapps.com/start',
      sso_region: 'us-east-1',
      sso_registration_scopes: 'sso:account:access',
    });
    expect(text()).not.toContain('credential_process');
    expect(await profiles.run(host, ['diff'], { style: 'sso' })).toBe(0);
    expect(await profiles.run(host, ['diff'], {})).toBe(1);
  });

  it('keeps a session that a profile of the user’s names, when ours need it no more', async () => {
    const { host } = fakeHost();
    await profiles.run(host, ['write'], { yes: true, style: 'sso' });
    writeFileSync(config, `[profile mine]\nsso_session = acme\n\n${text()}`);
    await profiles.run(host, ['write'], { yes: true });
    expect(headers()).toContain('[sso-session acme]');
    expect(headers()).not.toContain('[sso-session other]');
  });

  it('is a word of two', async () => {
    await expect(profiles.run(fakeHost().host, ['diff'], { style: 'ssoo' })).rejects.toThrow(UsageError);
  });
});

describe('a default profile', () => {
  it('is the same as the profile that it is named after', async () => {
    const { host } = fakeHost();
    await profiles.run(host, ['write'], { yes: true, default: 'dev-Admin' });
    const { profiles: read } = await readBySdk();
    expect(read['default']).toEqual(read['dev-Admin']);
    expect(headers()[0]).toBe('[default]');
    await profiles.run(host, ['write'], { yes: true });
    expect(headers()).not.toContain('[default]');
  });

  it('is refused beside one of the user’s own, and the file stays', async () => {
    const own = '[default]\nregion = x\n';
    writeFileSync(config, own);
    const { host } = fakeHost({ config: asked({ default: 'dev-Admin' }) });
    await expect(profiles.run(host, ['write'], { yes: true })).rejects.toMatchObject({
      message: expect.stringMatching(/config:1: \[default\] is outside rolecall's block/),
      hint: expect.stringContaining('do without a default profile'),
    });
    expect(text()).toBe(own);
  });

  it('must be a role’s', async () => {
    const { host } = fakeHost();
    await expect(profiles.run(host, ['write'], { yes: true, default: 'nope' })).rejects.toThrow(
      /No role has the profile name nope/,
    );
  });
});

describe('--no-block', () => {
  const own = '# mine\n[profile mine]\nregion = x\n';

  it('marks each section, stays so without the flag, and goes back with --block', async () => {
    writeFileSync(config, own);
    const { host, stderr } = fakeHost();
    await profiles.run(host, ['write'], { yes: true, block: false });
    expect(text()).not.toContain('# BEGIN rolecall');
    expect(text().match(/^# rolecall wrote/gm)).toHaveLength(3);
    expect(text().startsWith(own)).toBe(true);
    expect(await profiles.run(host, ['diff'], {})).toBe(0);
    await profiles.run(host, ['write'], { yes: true, only: 'admin' });
    expect(headers()).toEqual(['[profile mine]', '[profile dev-Admin]', '[profile other-Admin]']);
    await profiles.run(host, ['write'], { yes: true, block: true });
    expect(stderr.join('')).toContain(', moved into one block)');
    expect(text()).toContain('# BEGIN rolecall');
    expect(text()).not.toContain('# rolecall wrote');
    expect(text().startsWith(own)).toBe(true);
  });

  it('takes the block away that was there', async () => {
    const { host, stderr } = fakeHost();
    await profiles.run(host, ['write'], { yes: true });
    await profiles.run(host, ['write'], { yes: true, block: false });
    expect(stderr.join('')).toContain('(0 added, 0 changed, 0 removed, moved out of the block)');
    expect(text()).not.toContain('BEGIN');
    expect(headers()).toHaveLength(3);
    expect((await readBySdk()).profiles['dev-Admin']).toHaveProperty('credential_process');
  });

  it('prints what it would write', async () => {
    const { host, stdout } = fakeHost();
    await profiles.run(host, ['print'], { block: false, only: 'prod-ReadOnly' });
    expect(stdout.join('')).toMatch(/^\[profile prod-ReadOnly\]\n# rolecall wrote \[profile prod-ReadOnly\]/);
  });
});

describe('another writer', () => {
  it('between the question and the write is not overwritten', async () => {
    writeFileSync(config, '[profile a]\nregion = x\n');
    const onQuestion = () => writeFileSync(config, '[profile b]\nregion = y\n');
    const { host } = fakeHost({ answer: true, onQuestion });
    await expect(profiles.run(host, ['write'], {})).rejects.toThrow(/changed by another program/);
    expect(text()).toBe('[profile b]\nregion = y\n');
  });

  it('is kept, and ours added to it, where nobody was shown a diff', async () => {
    writeFileSync(config, '[profile a]\nregion = x\n');
    const { host } = fakeHost();
    const files = await host.services.awsFiles();
    let isFirst = true;
    const racing = {
      ...host,
      services: {
        ...host.services,
        awsFiles: async () => ({
          ...files,
          writeConfig: async (before: string | undefined, after: string | undefined) => {
            if (isFirst) writeFileSync(config, '[profile b]\nregion = y\n');
            isFirst = false;
            return files.writeConfig(before, after);
          },
        }),
      },
    };
    expect(await profiles.run(racing, ['write'], { yes: true })).toBe(0);
    expect(text().startsWith('[profile b]\nregion = y\n\n# BEGIN rolecall')).toBe(true);
    expect(text()).not.toContain('[profile a]');
  });
});

const settings: Partial<Config> = {
  profileSettings: { output: 'json', cli_pager: '' },
  tagRules: [{ match: { account_name: 'aws-dev' }, tags: {}, profileSettings: { output: 'yaml' } }],
};

const catalogOf = (roles: readonly Role[], names: Readonly<Record<string, string>> = {}): Catalog => ({
  version: 1,
  instances: [...new Set(roles.map(({ instance }) => instance))].map((instance) => ({
    instance,
    startUrl: `https://${instance}.awsapps.com/start`,
    fetchedAt: 1,
    changes: { added: [], removed: [] },
    accounts: roles
      .filter((role) => role.instance === instance)
      .map(({ accountId, accountName, roleName }) => ({
        id: accountId,
        name: names[accountId] ?? accountName,
        email: '',
        roles: [roleName],
        rolesFetchedAt: 1,
      })),
  })),
});

it('settings go into profiles, by AWS’s name of the account where a rule says so', async () => {
  const catalog = catalogOf(profileRoles, { '111111111111': 'aws-dev' });
  await profiles.run(fakeHost({ config: settings, catalog }).host, ['write'], { yes: true });
  const { profiles: read } = await readBySdk();
  expect(read['dev-Admin']).toMatchObject({ output: 'yaml', region: 'eu-west-1' });
  expect(read['prod-ReadOnly']).toMatchObject({ output: 'json' });
  expect(text()).toContain('\ncli_pager =\noutput = json\n');
});

describe('profiles preview', () => {
  const roles = [
    someRole({ accountName: 'Prod (EU)' }),
    someRole({ accountName: 'Prod (EU)', accountId: '111111111111' }),
    someRole({ accountName: 'Dev', accountId: '222222222222' }),
  ];
  const outside = { roles, catalog: catalogOf(roles) };

  it('says what a template makes, what had to change and which names are shared', async () => {
    const { host, stdout, stderr } = fakeHost(outside);
    const template = '{{ account_name }}-{{ role_name }}';
    expect(await profiles.run(host, ['preview'], { template })).toBe(1);
    expect(stdout.join('').split('\n').slice(0, -1)).toEqual([
      'Dev-ReadOnly\tDev\t222222222222\tReadOnly\t',
      expect.stringMatching(
        /^Prod-EU--ReadOnly\t.*changed: " ", "\(", "\)" would not be .*; shared with arn:aws:iam::111111111111:role\/ReadOnly$/,
      ),
      expect.stringMatching(/^Prod-EU--ReadOnly\t.*shared with arn:aws:iam::012345678901:role\/ReadOnly$/),
    ]);
    expect(stderr.join('')).toMatch(/^3 names, 2 had to change, 1 are shared/);
  });

  it('shows the suffix that tells them apart, as JSON too', async () => {
    const { host, stdout } = fakeHost({ ...outside, config: asked({ unique: 'suffix' }) });
    expect(await profiles.run(host, ['preview'], { json: true, only: 'eu' })).toBe(0);
    const found = JSON.parse(stdout.join(''));
    expect(found.map(({ profile }: { profile: string }) => profile)).toEqual([
      'prod-eu-ReadOnly-012345678901',
      'prod-eu-ReadOnly-111111111111',
    ]);
    expect(found[0].notes).toEqual(['prod-eu-ReadOnly is shared, so it has a suffix']);
  });

  it('refuses a template that is not right', async () => {
    const { host } = fakeHost(outside);
    await expect(profiles.run(host, ['preview'], { template: '{{ nope }}' })).rejects.toThrow(
      /no variable nope/,
    );
  });
});

const without = (name: string): readonly Role[] => profileRoles.filter(({ profile }) => profile !== name);

describe('profiles prune', () => {
  const user = '[profile mine]\nrole_arn = arn:aws:iam::1:role/x\nsource_profile = dev-Admin\n\n';

  beforeEach(async () => {
    await profiles.run(fakeHost().host, ['write'], { yes: true });
    writeFileSync(config, `${user}${text()}`);
  });

  it('removes what is gone, says who began with it, and leaves that alone', async () => {
    const { host, stderr } = fakeHost({ roles: without('dev-Admin'), answer: true });
    expect(await profiles.run(host, ['prune'], {})).toBe(0);
    expect(stderr[0]).toBe('dev-Admin: acme has no role 111111111111:Admin any more.\n');
    expect(stderr[1]).toContain('Profile mine, which is not rolecall’s'.replace('’', "'"));
    expect(headers()).toEqual(['[profile mine]', '[profile other-Admin]', '[profile prod-ReadOnly]']);
    expect(text().startsWith(user)).toBe(true);
    expect(await profiles.run(fakeHost({ roles: without('dev-Admin') }).host, ['prune'], {})).toBe(0);
  });

  it('as JSON only says it, and does it with --yes', async () => {
    const { host, stdout } = fakeHost({ roles: without('dev-Admin') });
    expect(await profiles.run(host, ['prune'], { json: true })).toBe(0);
    const removed = [
      { profile: 'dev-Admin', reason: 'acme has no role 111111111111:Admin any more', used_by: ['mine'] },
    ];
    expect(JSON.parse(stdout.join(''))).toEqual({ file: config, removed, written: false });
    expect(headers()).toContain('[profile dev-Admin]');
    stdout.length = 0;
    await profiles.run(host, ['prune'], { json: true, yes: true });
    expect(JSON.parse(stdout.join(''))).toMatchObject({ written: true });
    expect(headers()).not.toContain('[profile dev-Admin]');
  });

  it('works on marked sections, and leaves them marked', async () => {
    await profiles.run(fakeHost().host, ['write'], { yes: true, block: false });
    await profiles.run(fakeHost({ roles: without('dev-Admin') }).host, ['prune'], { yes: true });
    expect(text().match(/^# rolecall wrote/gm)).toHaveLength(2);
    expect(text()).not.toContain('BEGIN');
  });
});

describe('profiles check', () => {
  const codes = async (outside: ProfilesOutside = {}): Promise<readonly string[]> => {
    const { host, stdout } = fakeHost(outside);
    const status = await profiles.run(host, ['check'], { json: true });
    const found: readonly { code: string; fix: string }[] = JSON.parse(stdout.join(''));
    expect(status).toBe(found.length === 0 ? 0 : 1);
    for (const { fix } of found) expect(fix).not.toBe('');
    return found.map(({ code }) => code);
  };

  it('finds nothing when all is written, and that nothing is written', async () => {
    expect(await codes()).toEqual(['missing']);
    await profiles.run(fakeHost().host, ['write'], { yes: true });
    expect(await codes()).toEqual([]);
  });

  it('finds what is old, gone, moved, shadowed and lost', async () => {
    await profiles.run(fakeHost().host, ['write'], { yes: true });
    expect(await codes({ config: { profileSettings: { output: 'json' } } })).toEqual(['outdated']);
    expect(await codes({ roles: without('dev-Admin') })).toEqual(['gone']);
    writeFileSync(join(home, '.aws', 'credentials'), '[dev-Admin]\n');
    expect(await codes()).toEqual(['shadowed']);
    writeFileSync(join(home, '.aws', 'credentials'), '');
    writeFileSync(config, `${text()}[profile mine]\nsource_profile = lost\n`);
    expect(await codes()).toEqual(['source']);
  });

  it('says in words which program is not there any more', async () => {
    await profiles.run(fakeHost().host, ['write'], { yes: true });
    rmSync(script);
    const { host, stdout } = fakeHost({ scriptPath: script });
    expect(await profiles.run(host, ['check'], {})).toBe(1);
    expect(stdout.join('')).toContain(
      `${script}, which they run, is not there.\n    rolecall profiles write\n`,
    );
  });

  it('finds names that roles share, and a file that cannot be read', async () => {
    await profiles.run(fakeHost().host, ['write'], { yes: true });
    expect(await codes({ roles: [...profileRoles, someRole({ roleName: 'X' })] })).toEqual(['names']);
    writeFileSync(config, `${text()}junk\n`);
    expect(await codes()).toEqual(['file']);
  });
});

describe('profiles of an instance that was never read', () => {
  it('stay in a full write, which says so', async () => {
    await profiles.run(fakeHost().host, ['write'], { yes: true });
    const { host, stderr } = fakeHost({ roles: without('other-Admin'), unread: ['other'] });
    await profiles.run(host, ['write'], { yes: true });
    expect(headers()).toContain('[profile other-Admin]');
    expect(stderr.join('')).toContain('1 profile of other stays as it is');
    await profiles.run(fakeHost({ roles: without('other-Admin') }).host, ['write'], { yes: true });
    expect(headers()).not.toContain('[profile other-Admin]');
  });
});

describe('after a refresh', () => {
  const refreshed = (
    outside: ProfilesOutside,
    roles: readonly Role[],
    readInstances: readonly string[] = ['acme', 'other'],
  ) => {
    const { host } = fakeHost({ ...outside, roles });
    const instances = readInstances.map((instance) => ({
      instance,
      fetchedAt: 1,
      changes: { added: [], removed: [] },
    }));
    return refreshProfiles(host, { config: profilesConfig(outside.config), roles, instances });
  };
  const auto = asked({ auto: true });

  it('the profiles follow, once there are some, and where that was asked for', async () => {
    expect(await refreshed({ config: auto }, profileRoles)).toBeUndefined();
    await profiles.run(fakeHost().host, ['write'], { yes: true });
    expect(await refreshed({}, without('dev-Admin'))).toBeUndefined();
    expect(await refreshed({ config: auto }, profileRoles)).toBeUndefined();
    expect(await refreshed({ config: auto }, without('dev-Admin'))).toEqual({
      text: 'Profiles updated: 0 added, 0 changed, 1 removed.',
      isProblem: false,
    });
    expect(headers()).not.toContain('[profile dev-Admin]');
  });

  it('are left alone when no role is known, and by what goes wrong', async () => {
    await profiles.run(fakeHost().host, ['write'], { yes: true });
    expect(await refreshed({ config: auto }, [])).toBeUndefined();
    writeFileSync(config, `${text()}junk\n`);
    expect(await refreshed({ config: auto }, without('dev-Admin'))).toEqual({
      text: expect.stringMatching(/^Profiles not updated\. .*no section of its own/),
      isProblem: true,
    });
    expect(headers()).toContain('[profile dev-Admin]');
  });

  it('of an instance that was never read are not taken for gone', async () => {
    await profiles.run(fakeHost().host, ['write'], { yes: true });
    const before = text();
    expect(await refreshed({ config: auto }, without('other-Admin'), ['acme'])).toBeUndefined();
    expect(text()).toBe(before);
    expect(await refreshed({ config: auto }, without('other-Admin'))).toMatchObject({ isProblem: false });
    expect(headers()).not.toContain('[profile other-Admin]');
  });

  it('stay marked sections, and stay the chosen roles', async () => {
    await profiles.run(fakeHost().host, ['write'], { yes: true, block: false, only: 'admin' });
    const only = asked({ auto: true, only: 'admin' });
    expect(await refreshed({ config: only }, without('dev-Admin'))).toMatchObject({ isProblem: false });
    expect(headers()).toEqual(['[profile other-Admin]']);
    expect(text()).toContain('# rolecall wrote');
  });
});

it('diff is JSON for scripts', async () => {
  const { host, stdout } = fakeHost();
  expect(await profiles.run(host, ['diff'], { json: true, only: 'admin' })).toBe(1);
  expect(JSON.parse(stdout.join(''))).toEqual({
    file: config,
    profiles: 2,
    added: ['dev-Admin', 'other-Admin'],
    changed: [],
    removed: [],
    moved: null,
    warnings: [],
  });
});
