// Instances that begin with lasting keys, as config.yaml says them and as they are listed.
import { describe, expect, it } from 'vitest';
import { parseDocument } from 'yaml';
import { emptyCatalog } from '../../src/domain/catalog.ts';
import { hour } from '../../src/domain/expiry.ts';
import { parseConfig, type YamlValue } from '../../src/domain/parse-config.ts';
import { profileNamer } from '../../src/domain/profile-name.ts';
import { resolveRoles } from '../../src/domain/resolve-roles.ts';
import { roleArn } from '../../src/domain/role.ts';

const parse = (instance: string) =>
  parseConfig(
    parseDocument(`instances:\n  legacy: {auth: keys, region: us-east-1, ${instance}}`, {
      schema: 'failsafe',
    }).toJS({ mapAsMap: true }) as YamlValue,
  );

const user = 'user: arn:aws:iam::111111111111:user/ops/jo';

describe('an instance with keys', () => {
  it('is named like its keys, and asks for sessions of twelve hours', () => {
    const { config, problems } = parse(user);
    expect(problems).toEqual([]);
    expect(config.instances[0]).toMatchObject({
      base: {
        kind: 'keys',
        name: 'legacy',
        user: { accountId: '111111111111', path: '/ops/', userName: 'jo' },
      },
      startUrl: '',
      sessionDuration: 12 * hour,
      mfa: undefined,
    });
  });

  it('may name others, its device, where codes come from, and a length', () => {
    const { config, problems } = parse(
      `${user}, keys: shared, session_duration: 1, mfa_serial: "arn:aws:iam::111111111111:mfa/jo", mfa_command: [ykman, oath]`,
    );
    expect(problems).toEqual([]);
    expect(config.instances[0]).toMatchObject({
      base: { name: 'shared' },
      sessionDuration: hour,
      mfa: { serial: 'arn:aws:iam::111111111111:mfa/jo', command: ['ykman', 'oath'] },
    });
  });

  it.each([
    ['without a user', 'default_region: eu-west-1', 'instances.legacy.user', 'user/NAME'],
    [
      'with a role for a user',
      'user: arn:aws:iam::111111111111:role/jo',
      'instances.legacy.user',
      'user/NAME',
    ],
    [
      'with keys named like what every object has',
      `${user}, keys: __proto__`,
      'instances.legacy.keys',
      'rolecall keys list',
    ],
    ['with a strange device', `${user}, mfa_serial: "x"`, 'instances.legacy.mfa_serial', ':mfa/NAME'],
    [
      'with a day and a half and more',
      `${user}, session_duration: 37`,
      'instances.legacy.session_duration',
      '36 hours',
    ],
    [
      'with a start URL',
      `${user}, start_url: "https://a.awsapps.com/start"`,
      'instances.legacy.start_url',
      'not a known key',
    ],
    [
      'with a user that is assumed',
      `${user}, accounts: {"111111111111": {roles: {jo: {external_id: abc}}}}`,
      'instances.legacy.accounts.111111111111.roles.jo.external_id',
      'not a known key',
    ],
    [
      'with a device for a role behind a role',
      `${user}, accounts: {"111111111111": {roles: {A: {}, B: {via: "111111111111/A", mfa_serial: "arn:aws:iam::111111111111:mfa/jo"}}}}`,
      'instances.legacy.accounts.111111111111.roles.B.mfa_serial',
      'no MFA device',
    ],
  ])('is refused %s', (_what, text, path, message) => {
    const problem = parse(text).problems.find((one) => one.path.join('.') === path);
    expect(problem?.message).toContain(message);
  });
});

describe('its roles', () => {
  const { config, problems } = parse(
    `${user}, accounts: {"111111111111": {name: Legacy, roles: {jo: {tags: {risk: high}}, Admin: {}}}, "222222222222": {roles: {Deploy: {via: "111111111111/jo"}}}}`,
  );
  const roles = resolveRoles(emptyCatalog, config, profileNamer(config.profileTemplate));

  it('are the user, under the name of the keys, and what the user assumes', () => {
    expect(problems).toEqual([]);
    expect(
      roles.map(({ profile, isUser, via, tags }) => [profile, isUser === true, via, tags['risk']]),
    ).toEqual([
      ['222222222222-Deploy', false, '111111111111/jo', undefined],
      ['legacy', true, 'keys legacy', 'high'],
      ['legacy-Admin', false, 'keys legacy', undefined],
    ]);
  });

  it('have the ARNs of a user and of roles', () => {
    expect(roles.map(roleArn)).toEqual([
      'arn:aws:iam::222222222222:role/Deploy',
      'arn:aws:iam::111111111111:user/ops/jo',
      'arn:aws:iam::111111111111:role/Admin',
    ]);
  });
});
