import { describe, expect, it } from 'vitest';
import { parseAwsIni } from '../../src/domain/aws-ini/parse-aws-ini.ts';
import type { ChainConfig, InstanceConfig } from '../../src/domain/config.ts';
import { UsageError } from '../../src/domain/errors.ts';
import { hour } from '../../src/domain/expiry.ts';
import { type Sections, type SectionsRequest, sectionsFor } from '../../src/domain/profile-sections.ts';
import { type Role, roleKey } from '../../src/domain/role.ts';
import { noTags } from '../../src/domain/tag.ts';
import { someRole } from '../support/some-roles.ts';

const chain = (over: Partial<ChainConfig> = {}): ChainConfig => ({
  via: { accountId: '012345678901', roleName: 'ReadOnly' },
  path: '/teams/',
  externalId: 'acme:42',
  sourceIdentity: undefined,
  sessionName: 'deploy',
  duration: hour / 2,
  ...over,
});

const acme: InstanceConfig = {
  name: 'acme',
  startUrl: 'https://acme.awsapps.com/start',
  region: 'us-east-1',
  defaultRegion: undefined,
  login: 'auto',
  sessionDuration: 8 * hour,
  accounts: [
    {
      id: '111111111111',
      name: undefined,
      region: undefined,
      tags: noTags,
      roles: [
        { name: 'Deploy', profile: undefined, region: undefined, tags: noTags, chain: chain() },
        {
          name: 'Watched',
          profile: undefined,
          region: undefined,
          tags: noTags,
          chain: chain({ sourceIdentity: 'jo@acme.example' }),
        },
      ],
    },
  ],
};

const source = someRole({ profile: 'prod' });
const deploy = someRole({
  profile: 'deploy',
  accountId: '111111111111',
  roleName: 'Deploy',
  via: '012345678901/ReadOnly',
  path: '/teams/',
});
const watched = { ...deploy, profile: 'watched', roleName: 'Watched' };
const ci: InstanceConfig = { ...acme, name: 'ci', startUrl: '', base: { kind: 'environment' }, accounts: [] };

const made = (roles: readonly Role[], over: Partial<SectionsRequest> = {}): Sections => {
  const names = new Map(roles.map((role) => [roleKey(role), role.profile]));
  return sectionsFor({
    roles,
    profileOf: (role) => names.get(roleKey(role)),
    style: 'sso',
    commandFor: (role) => `rolecall process ${role.profile}`,
    settingsOf: () => [],
    instances: [acme, ci],
    foreign: [],
    ...over,
  });
};

const entriesOf = ({ sections }: Sections, name: string) =>
  Object.fromEntries(sections.find((section) => section.name === name)?.entries ?? []);

describe('native profiles', () => {
  it('name a session, which is written once', () => {
    const all = made([source, someRole({ profile: 'b', roleName: 'Admin', region: undefined })]);
    expect(all.sections.map(({ name }) => name)).toEqual(['profile prod', 'profile b', 'sso-session acme']);
    expect(entriesOf(all, 'profile prod')).toEqual({
      sso_session: 'acme',
      sso_account_id: '012345678901',
      sso_role_name: 'ReadOnly',
      region: 'eu-west-1',
    });
    expect(entriesOf(all, 'sso-session acme')).toEqual({
      sso_start_url: 'https://acme.awsapps.com/start',
      sso_region: 'us-east-1',
      sso_registration_scopes: 'sso:account:access',
    });
    expect(all.notes).toEqual([]);
  });

  it('of chained roles begin with the profile of the role that assumes them', () => {
    const all = made([source, deploy]);
    expect(entriesOf(all, 'profile deploy')).toEqual({
      role_arn: 'arn:aws:iam::111111111111:role/teams/Deploy',
      source_profile: 'prod',
      external_id: 'acme:42',
      role_session_name: 'deploy',
      duration_seconds: '1800',
      region: 'eu-west-1',
    });
  });

  it('are not made where the AWS config has no words for it, and that is said', () => {
    const user = someRole({ instance: 'ci', profile: 'ci-Deploy' });
    const all = made([source, watched, user]);
    expect(entriesOf(all, 'profile watched')['credential_process']).toBe('rolecall process watched');
    expect(entriesOf(all, 'profile ci-Deploy')['credential_process']).toBe('rolecall process ci-Deploy');
    expect(all.notes).toEqual([
      'Profile watched stays with credential_process: the AWS config has no setting for a source identity.',
      'Profile ci-Deploy stays with credential_process: ci is no Identity Center.',
    ]);
    expect(made([deploy]).notes).toEqual([
      'Profile deploy stays with credential_process: the role that assumes it has no profile.',
    ]);
  });

  it('use a session of the user’s that is the same one, and no other', () => {
    const text = (url: string) => `[sso-session acme]\nsso_start_url = ${url}\nsso_region = us-east-1\n`;
    const foreign = (url: string) => parseAwsIni(text(url)).sections;
    const names = (url: string) => made([source], { foreign: foreign(url) }).sections.map(({ name }) => name);
    expect(names('https://acme.awsapps.com/start/#/')).toEqual(['profile prod']);
    expect(names('https://other.awsapps.com/start')).toContain('sso-session acme');
  });

  it('are refused for an instance whose name no SDK would read as a session', () => {
    const instances = [{ ...acme, name: 'constructor' }];
    expect(() => made([{ ...source, instance: 'constructor' }], { instances })).toThrow(UsageError);
  });
});

it('settings stand behind the credentials, and a region of theirs wins', () => {
  const settingsOf = () =>
    [
      ['cli_pager', ''],
      ['output', 'json'],
      ['region', 'us-east-2'],
    ] as const;
  const [section] = made([source], { style: 'process', settingsOf }).sections;
  expect(section?.entries).toEqual([
    ['credential_process', 'rolecall process prod'],
    ['region', 'us-east-2'],
    ['cli_pager', ''],
    ['output', 'json'],
  ]);
});
