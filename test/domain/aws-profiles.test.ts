import { describe, expect, it } from 'vitest';
import { parseAwsIni } from '../../src/domain/aws-ini/parse-aws-ini.ts';
import { awsProfiles } from '../../src/domain/aws-profiles.ts';
import { commandString, splitCommand } from '../../src/domain/command-line.ts';
import type { InstanceConfig } from '../../src/domain/config.ts';
import { hour } from '../../src/domain/expiry.ts';
import { goneProfiles } from '../../src/domain/gone-profiles.ts';
import { noTags } from '../../src/domain/tag.ts';
import { someRole } from '../support/some-roles.ts';

const instance = (name: string, startUrl: string): InstanceConfig => ({
  name,
  startUrl,
  region: 'us-east-1',
  defaultRegion: undefined,
  login: 'auto',
  sessionDuration: 8 * hour,
  accounts: [
    {
      id: '222222222222',
      name: undefined,
      region: undefined,
      tags: noTags,
      roles: [
        {
          name: 'Deploy',
          profile: undefined,
          region: undefined,
          tags: noTags,
          chain: {
            via: { accountId: '012345678901', roleName: 'ReadOnly' },
            path: '/x/',
            externalId: undefined,
            sourceIdentity: undefined,
            sessionName: undefined,
            duration: undefined,
          },
        },
      ],
    },
  ],
});

const instances = [instance('acme', 'https://acme.awsapps.com/start')];

const rolesIn = (text: string) =>
  awsProfiles(parseAwsIni(text).sections, instances).map(({ name, kind, role }) => [
    name,
    kind,
    role && `${role.instance}/${role.accountId}/${role.roleName}`,
  ]);

describe('which role a profile stands for', () => {
  it.each([
    [
      'a command of ours',
      '[profile a]\ncredential_process = "/opt/my tools/rolecall" process --instance acme --arn 012345678901:ReadOnly\n',
      ['a', 'process', 'acme/012345678901/ReadOnly'],
    ],
    [
      'a session',
      '[sso-session s]\nsso_start_url = https://acme.awsapps.com/start/#\n[profile "a"]\nsso_session = s\nsso_account_id = 012345678901\nsso_role_name = ReadOnly\n',
      ['a', 'sso', 'acme/012345678901/ReadOnly'],
    ],
    [
      'the older form',
      '[default]\nsso_start_url = https://acme.awsapps.com/start/\nsso_account_id = 012345678901\nsso_role_name = ReadOnly\n',
      ['default', 'sso', 'acme/012345678901/ReadOnly'],
    ],
    [
      'another portal',
      '[profile a]\nsso_start_url = https://else.awsapps.com/start\nsso_account_id = 012345678901\nsso_role_name = X\n',
      ['a', 'sso', 'undefined/012345678901/X'],
    ],
    [
      'a role that is assumed',
      '[profile a]\nrole_arn = arn:aws:iam::222222222222:role/x/Deploy\nsource_profile = b\n',
      ['a', 'assume', 'acme/222222222222/Deploy'],
    ],
    [
      'a command of others',
      '[profile a]\ncredential_process = aws-vault export x\n',
      ['a', 'process', undefined],
    ],
    ['a command that a shell would change', '[profile a]\ncredential_process = rolecall process --instance $X --arn 1:2\n', ['a', 'process', undefined]], // biome-ignore format: a table
    ['keys', '[profile a]\naws_access_key_id = x\n', ['a', 'other', undefined]],
  ])('by %s', (_name, text, expected) => {
    expect(rolesIn(text)).toEqual([expected]);
  });
});

describe('the words of a command', () => {
  it.each([
    [['/opt/rolecall', 'process', '--arn', '1:a']],
    [['/opt/my tools/rolecall', 'process']],
    [['C:\\tools\\node.exe', 'C:\\my tools\\cli.js', 'process']],
  ])('are read back from what is written: %j', (argv) => {
    const platform = argv[0]?.startsWith('C') ? 'win32' : 'linux';
    expect(splitCommand(commandString(argv, platform))).toEqual(
      argv.map((word) => (platform === 'win32' ? word.replaceAll('\\', '/') : word)),
    );
  });

  it.each(['', 'a $(b)', 'a; b', "a 'b'", 'a "b', 'a "b"c', 'a `b`', 'a | b'])(
    'are not guessed: %j',
    (line) => {
      expect(splitCommand(line)).toBeUndefined();
    },
  );
});

describe('profiles whose role is gone', () => {
  const text = [
    '[profile here]\ncredential_process = rolecall process --instance acme --arn 012345678901:ReadOnly',
    '[profile gone]\ncredential_process = rolecall process --instance acme --arn 012345678901:Old',
    '[profile lost]\ncredential_process = rolecall process --instance old --arn 012345678901:Old',
    '[profile strange]\ncredential_process = other',
    '',
  ].join('\n');
  const gone = (read: readonly string[]) =>
    goneProfiles(awsProfiles(parseAwsIni(text).sections, instances), {
      roles: [someRole()],
      instances,
      read: new Set(read),
      now: 0,
    });

  it('are told with the reason, and what cannot be told stays', () => {
    expect(gone(['acme'])).toEqual([
      { profile: 'gone', why: 'acme has no role 012345678901:Old any more' },
      { profile: 'lost', why: 'config.yaml has no instance old' },
    ]);
  });

  it('are not told of an instance that was never read', () => {
    expect(gone([]).map(({ profile }) => profile)).toEqual(['lost']);
  });
});
