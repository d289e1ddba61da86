// The rules of the plan that the fixtures do not show: what is there already, names that are taken, one profile at a time.
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { YamlValue } from '../../../src/domain/config-reader.ts';
import { UsageError } from '../../../src/domain/errors.ts';
import { type Found, type ImportSources, mergedFound } from '../../../src/domain/import/found.ts';
import { keysOfSection, withoutKeys } from '../../../src/domain/import/keys-text.ts';
import { onlyNamed } from '../../../src/domain/import/only.ts';
import { withKeysProfiles } from '../../../src/domain/import/plan-clear-text.ts';
import { planImport } from '../../../src/domain/import/plan-import.ts';
import { readTool } from '../../../src/domain/import/read-tool.ts';
import { parseConfig } from '../../../src/domain/parse-config.ts';
import { fixtureHome, sourcesOf } from '../../support/import-fixtures.ts';

const yaml = (text: string): YamlValue => parse(text, { schema: 'failsafe', mapAsMap: true });

const sources = (config: string, more: Partial<ImportSources> = {}): ImportSources => ({
  awsConfig: { path: 'config', text: config },
  credentials: undefined,
  awsSsoCli: undefined,
  awsSsoCliCache: undefined,
  granted: undefined,
  leapp: undefined,
  ownUsers: new Set(),
  ...more,
});

const sso = (name: string, account: string, role: string): string =>
  `[profile ${name}]\nsso_start_url = https://acme.awsapps.com/start\nsso_region = us-east-1\nsso_account_id = ${account}\nsso_role_name = ${role}\n\n`;

const plan = (
  found: Found,
  config = '',
  more: {
    readonly taken?: ReadonlyMap<string, string>;
    readonly accounts?: ReadonlyMap<string, { accountName: string; email: string }>;
  } = {},
) => {
  const tree = config === '' ? undefined : yaml(config);
  const parsed = parseConfig(tree ?? new Map());
  expect(parsed.problems).toEqual([]);
  return planImport({
    found,
    config: parsed.config,
    tree,
    accounts: new Map(),
    taken: new Map(),
    users: new Map(),
    ...more,
  });
};

const acme = `
instances:
  work:
    start_url: https://acme.awsapps.com/start
    region: us-east-1
`;

describe('an import into a config that is there', () => {
  it('goes into the instance with the same portal, and says only what is new', () => {
    const { changes, items } = plan(readTool('aws-cli', sources(sso('prod', '111111111111', 'Admin'))), acme);
    expect(changes).toEqual([
      {
        path: ['instances', 'work', 'accounts'],
        value: { '111111111111': { roles: { Admin: { profile: 'prod' } } } },
      },
    ]);
    expect(items.map(({ what, state }) => [what, state])).toEqual([
      ['instance', 'there'],
      ['role', 'new'],
    ]);
  });

  it('never changes what the person said, and says so', () => {
    const config = `${acme}    default_region: eu-west-1\n    accounts: {"111111111111": {name: Mine, roles: {Admin: {profile: mine, region: eu-north-1}}}}\n`;
    const found = readTool(
      'aws-cli',
      sources(`${sso('prod', '111111111111', 'Admin').trimEnd()}\nregion = us-west-2\n`),
    );
    const { changes, notes } = plan(found, config);
    expect(changes).toEqual([]);
    expect(notes.map(({ text }) => text)).toEqual([
      'The role of prod is called mine in config.yaml, which stays.',
      'instances.work.accounts.111111111111.roles.Admin.region is "eu-north-1" in config.yaml, which stays.',
    ]);
  });

  it('writes no name that the template makes anyway', () => {
    const found = readTool('aws-cli', sources(sso('acme-prod-Admin', '111111111111', 'Admin')));
    const accounts = new Map([['work/111111111111', { accountName: 'Acme Prod', email: '' }]]);
    expect(plan(found, acme, { accounts }).changes).toEqual([]);
    expect(plan(found, acme).changes).toHaveLength(1);
  });

  it('gives a name that another role has, with the instance behind it, and tells of it', () => {
    const found = readTool('aws-cli', sources(sso('prod', '111111111111', 'Admin')));
    const taken = new Map([['prod', 'other/222222222222/Admin']]);
    const { roles, notes } = plan(found, acme, { taken });
    expect(roles[0]?.profile).toBe('prod-work');
    expect(notes.map(({ text }) => text)).toEqual([
      'prod is the name of another role already: here it is prod-work.',
    ]);
    const both = new Map([...taken, ['prod-work', 'other/222222222222/ReadOnly']]);
    expect(plan(found, acme, { taken: both }).roles[0]?.profile).toBe('prod-2');
    expect(
      plan(found, acme, { taken: new Map([['prod', 'work/111111111111/Admin']]) }).roles[0]?.profile,
    ).toBe('prod');
  });

  it('gives an instance whose name is taken a number', () => {
    const found = readTool(
      'aws-cli',
      sources(
        '[sso-session work]\nsso_start_url = https://other.awsapps.com/start\nsso_region = us-east-1\n',
      ),
    );
    const { changes, notes } = plan(found, acme);
    expect(changes[0]?.path).toEqual(['instances', 'work-2']);
    expect(notes.map(({ text }) => text)).toEqual(['work is called work-2 here.']);
  });

  it('does not rename what is there by another template', async () => {
    const found = readTool('aws-sso-cli', await sourcesOf(fixtureHome('aws-sso-cli', 'wizard')));
    const { changes, notes } = plan(found, acme);
    expect(changes.map(({ path }) => path.join('.'))).not.toContain('profile_template');
    expect(notes.some(({ text }) => text.startsWith('profile_template stays as it is'))).toBe(true);
    // Then each name is said by itself.
    expect(JSON.stringify(changes)).toContain('"profile":"AcmeProduction:ReadOnlyAccess"');
  });

  it('leaves out what config.yaml may not say, by its path', () => {
    const role =
      '[profile first]\nrole_arn = arn:aws:iam::222222222222:role/Deploy\nsource_profile = prod\nexternal_id = not allowed\nrole_session_name = x\n';
    const { changes, notes } = plan(
      readTool('aws-cli', sources(sso('prod', '111111111111', 'Admin') + role)),
      acme,
    );
    expect(JSON.stringify(changes)).not.toContain('not allowed');
    expect(notes.map(({ text }) => text)).toEqual([
      expect.stringMatching(/roles\.Deploy\.external_id is left out: it must be/),
      expect.stringMatching(/roles\.Deploy\.session_name is left out: it must be/),
    ]);
  });
});

describe('one profile at a time', () => {
  const found = readTool(
    'aws-cli',
    sources(
      `${sso('prod', '111111111111', 'Admin')}${sso('dev', '222222222222', 'Dev')}[profile deploy]\nrole_arn = arn:aws:iam::111111111111:role/Deploy\nsource_profile = prod\n`,
    ),
  );

  it('takes what it is assumed from too, and nothing else', () => {
    expect(onlyNamed(found, ['deploy']).roles.map(({ profile }) => profile)).toEqual(['prod', 'deploy']);
    expect(onlyNamed(found, ['dev']).roles.map(({ profile }) => profile)).toEqual(['dev']);
  });

  it('refuses a name that nobody has', () => {
    expect(() => onlyNamed(found, ['dev', 'nope'])).toThrow(UsageError);
  });
});

describe('keys in clear text', () => {
  it('never get into what is found or planned', async () => {
    for (const shape of ['plain', 'several', 'in-config']) {
      const from = await sourcesOf(fixtureHome('credentials', shape));
      const all = mergedFound(
        (['credentials', 'aws-cli', 'aws-vault', 'granted'] as const).map((tool) => readTool(tool, from)),
      );
      expect(all.keys.length).toBeGreaterThan(0);
      const seen = JSON.stringify(all, (_, value) =>
        value instanceof Map || value instanceof Set ? [...value] : value,
      );
      expect(seen).not.toMatch(/FakeSecret|AKIAFAKE/);
    }
  });

  it('leave the config, whose profile gets rolecall instead', async () => {
    const { awsConfig } = await sourcesOf(fixtureHome('credentials', 'in-config'));
    const file = awsConfig ?? { path: '', text: '' };
    const [found] = readTool('credentials', sources(file.text)).keys;
    if (found === undefined) throw new Error('no keys');
    expect(keysOfSection(file, found.header)?.accessKeyId).toBe('AKIAFAKEINCONFIGKEYS');
    const cleaned = withoutKeys(file, [found.header]);
    expect(
      cleaned.startsWith('[profile both]\nregion = eu-west-1\n\n[profile self]\naws_access_key_id'),
    ).toBe(true);
    const command = '/bin/rolecall process --instance both --arn 111111111111:jo';
    expect(
      withKeysProfiles({ path: 'config', text: cleaned }, [{ found, command }]).split('\n').slice(0, 3),
    ).toEqual(['[profile both]', `credential_process = ${command}`, 'region = eu-west-1']);
  });

  it('of [default] get a section of the person’s own, outside our block', () => {
    const credentials = {
      path: 'credentials',
      text: '[default]\naws_access_key_id = AKIAFAKEFAKEFAKEFAKE\naws_secret_access_key = FakeSecret+Key/NotRealNotReal\n',
    };
    const [found] = readTool('credentials', sources('', { credentials })).keys;
    if (found === undefined) throw new Error('no keys');
    expect(withoutKeys(credentials, ['default'])).toBe('');
    expect(
      withKeysProfiles({ path: 'config', text: '[profile a]\nregion = eu-west-1' }, [
        { found, command: '/bin/x' },
      ]),
    ).toBe('[profile a]\nregion = eu-west-1\n\n[default]\ncredential_process = /bin/x\n');
    expect(
      withKeysProfiles({ path: 'config', text: '[default]\nregion = eu-west-1\n' }, [
        { found, command: '/bin/x' },
      ]),
    ).toBe('[default]\ncredential_process = /bin/x\nregion = eu-west-1\n');
  });
});
