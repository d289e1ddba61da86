// What the text of the AWS files makes the doctor say.
import { describe, expect, it } from 'vitest';
import { configFileFindings, credentialsFileFindings } from '../../../src/actions/doctor/aws-ini.ts';
import { type ProfileFacts, profileFindings } from '../../../src/actions/doctor/profiles.ts';
import { inspectAwsIni } from '../../../src/domain/aws-ini/parse-aws-ini.ts';
import { profilesOf } from '../../../src/domain/doctor/aws-profiles.ts';
import type { Finding } from '../../../src/domain/doctor/finding.ts';
import type { Role } from '../../../src/domain/role.ts';
import { noTags } from '../../../src/domain/tag.ts';
import { findShell } from '../../../src/shells/registry.ts';

const said = (findings: readonly Finding[]) => findings.map(({ id, level }) => `${level} ${id}`);

const state = (text: string) => ({ path: '/a/config', text, ...inspectAwsIni(text, '/a/config') });

describe('lines', () => {
  it.each<[string, string, readonly string[]]>([
    [
      'plain ones',
      '[default]\nregion = x\n[profile a]\noutput = json\n[sso-session s]\nsso_region = x\n[plugins]\nx = y\n',
      [],
    ],
    [
      'a section twice, a key twice, no =',
      '[profile a]\nx = 1\nX = 2\nregion\n[profile a]\n',
      ['error aws-ini', 'error aws-ini', 'error aws-ini'],
    ],
    ['text that hides', '[profile a]\nx = \u202eabc\n', ['warning aws-hostile']],
    ['[DEFAULT]', '[DEFAULT]\nx = 1\n', ['warning aws-default-leaks']],
    ['a name that blinds', '[profile __proto__]\nx = 1\n', ['error aws-blinding']],
    ['two defaults', '[default]\nx = 1\n[profile default]\nx = 1\n', ['warning aws-two-defaults']],
    ['no profile', '[prod]\nx = 1\n', ['warning aws-no-profile']],
    ['an odd name', '[profile a b]\nx = 1\n', ['note aws-odd-name']],
  ])('%s', (_, text, expected) => {
    expect(said(configFileFindings(state(text)))).toEqual(expected);
  });

  it('are named by file and line, and never quoted', () => {
    const findings = credentialsFileFindings(
      state('[a]\naws_secret_access_key hunter2\nx = 1\nx = hunter2\n'),
    );
    expect(findings.map(({ what }) => what.split(': ')[0])).toEqual(['/a/config:2', '/a/config:4']);
    expect(JSON.stringify(findings)).not.toContain('hunter2');
    expect(findings[0]?.mend?.[0]).not.toContain('not changed');
  });

  it('plain sections of the credentials file are profiles there', () => {
    expect(credentialsFileFindings(state('[prod]\naws_access_key_id = x\n'))).toEqual([]);
  });

  it('beyond twenty are counted', () => {
    const findings = configFileFindings(state(`[profile a]\n${'x\n'.repeat(30)}`));
    expect(findings).toHaveLength(21);
    expect(findings.at(-1)?.what).toContain('10 more lines');
  });
});

const role: Role = {
  instance: 'acme',
  accountId: '111111111111',
  accountName: 'Acme',
  email: '',
  roleName: 'Admin',
  profile: 'acme-Admin',
  region: undefined,
  ssoRegion: 'us-east-1',
  tags: noTags,
};

const own = { path: '/opt/rolecall', realPath: '/opt/dist/cli.js', version: '1.0.0' };

const facts = (text: string, more: Partial<ProfileFacts> = {}): ProfileFacts => ({
  env: {},
  shell: findShell('bash'),
  now: 0,
  path: '/a/config',
  isRead: true,
  credentialsPath: '/a/credentials',
  profiles: profilesOf(inspectAwsIni(text, '/a/config').sections),
  inCredentials: new Set(),
  roles: [role],
  programs: new Map([['/opt/rolecall', own]]),
  own,
  version: '1.0.0',
  ...more,
});

const line = (program: string, roleName = 'Admin') =>
  `[profile p]\ncredential_process = ${program} process --instance acme --arn 111111111111:${roleName}\n`;

describe('profiles', () => {
  const older = { path: '/old/rolecall', realPath: '/old/cli.js', version: '0.9.0' };
  it.each<[string, ProfileFacts, readonly string[]]>([
    ['none of ours', facts('[profile a]\nregion = x\n'), []],
    ['one that works', facts(line('/opt/rolecall')), ['ok profiles']],
    ['a program that is gone', facts(line('/gone/rolecall')), ['error profile-program-missing']],
    [
      'a script that is gone',
      facts(line('/bin/node /gone/cli.js'), { programs: new Map([['/bin/node', own]]) }),
      ['error profile-program-missing'],
    ],
    [
      'an older copy',
      facts(line('/old/rolecall'), { programs: new Map([['/old/rolecall', older]]) }),
      ['warning profile-program-other'],
    ],
    ['a role that is gone', facts(line('/opt/rolecall', 'Gone')), ['warning profile-role-gone']],
    [
      'a role, while none is known',
      facts(line('/opt/rolecall', 'Gone'), { roles: undefined }),
      ['ok profiles'],
    ],
    ['two sources', facts(`${line('/opt/rolecall')}sso_session = x\n`), ['warning profile-mixed']],
    [
      'keys of the same name',
      facts(line('/opt/rolecall'), { inCredentials: new Set(['p']) }),
      ['warning profile-shadowed'],
    ],
    [
      'a command for a shell',
      facts('[profile p]\ncredential_process = x; echo $(y)\n'),
      ['note profile-command-odd'],
    ],
    ['AWS_PROFILE that is there', facts('[profile p]\nx = 1\n', { env: { AWS_PROFILE: 'p' } }), []],
    [
      'AWS_PROFILE that is not',
      facts('[profile p]\nx = 1\n', { env: { AWS_PROFILE: 'q' } }),
      ['error profile-missing'],
    ],
    [
      'AWS_PROFILE of the credentials file',
      facts('', { env: { AWS_PROFILE: 'q' }, inCredentials: new Set(['q']) }),
      [],
    ],
  ])('%s', (_, given, expected) => {
    expect(said(profileFindings(given))).toEqual(expected);
  });

  it('are named with the line, and their commands are not repeated', () => {
    const text = '[profile p]\ncredential_process = /gone/x --password hunter2\n';
    const [finding] = profileFindings(facts(text));
    expect(finding?.what).toMatch(/^\/a\/config:2: .*profile p/);
    expect(JSON.stringify(finding)).not.toContain('hunter2');
  });
});
