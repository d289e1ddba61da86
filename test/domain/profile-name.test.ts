import { describe, expect, it } from 'vitest';
import { findDuplicates, requireUniqueProfiles } from '../../src/domain/duplicate-profiles.ts';
import { UsageError } from '../../src/domain/errors.ts';
import { isPortableName, portableProfileName, reasonsToChange } from '../../src/domain/portable-name.ts';
import { profileNamer } from '../../src/domain/profile-name.ts';
import type { ProfileFields } from '../../src/domain/resolve-roles.ts';
import type { Role } from '../../src/domain/role.ts';
import { mergeTags } from '../../src/domain/tag.ts';
import fc from '../support/properties.ts';

const fields: ProfileFields = {
  accountName: 'Société Générale (Prod)',
  accountId: '012345678901',
  roleName: 'AWSReadOnlyAccess',
  email: 'prod@example.com',
  instance: 'acme',
  region: undefined,
  tags: mergeTags({ env: 'prod', team: '' }),
};

const named = (template: string, changes: Partial<ProfileFields> = {}): string =>
  profileNamer(template)({ ...fields, ...changes });

describe('profileNamer', () => {
  it.each([
    ['{{ account_name | slug }}-{{ role_name }}', 'societe-generale-prod-AWSReadOnlyAccess'],
    ['{{ account_id }}:{{ role_name }}', '012345678901:AWSReadOnlyAccess'],
    ['{{ role_name | kebab }}', 'aws-read-only-access'],
    ['{{ role_name | snake | upcase }}', 'AWS_READ_ONLY_ACCESS'],
    ['{{ role_name | pascal }}.{{ role_name | camel }}', 'AwsReadOnlyAccess.awsReadOnlyAccess'],
    ['{{ account_name | upper }}', 'SOCIETE-GENERALE-PROD'],
    ['{{ account_name | lower | nospace | ascii }}', 'societegenerale-prod'],
    ['{{ account_name | alnum }}', 'SocieteGeneraleProd'],
    ['{{ account_name | initials }}-{{ role_name | initials }}', 'sgp-aroa'],
    ['{{ "-" | join_of: tags.team, tags.env, tags.missing, instance }}', 'prod-acme'],
    ['{{ tags.env | pad: 6, "x" }}{{ 7 | pad: 3 }}{{ account_id | pad: 3 }}', 'xxprod007012345678901'],
    ['{{ role_name | pad: 999999 | size }}', '128'],
    ['{{ role_name | without_prefix: "Aws", "AWS" | without_suffix: "Access" }}', 'ReadOnly'],
    ['{{ account_name | nospace }}', 'SocieteGenerale-Prod'],
    ['{{ tags.env }}/{{ instance }}@{{ email | split: "@" | first }}', 'prod/acme@prod'],
    ['{{ tags.team | first_of: tags.nick, region, account_id }}', '012345678901'],
    ['{{ account_name | replace: "Générale", "G" | slug | default: account_id }}', 'societe-g-prod'],
    ['{% if tags.env == "prod" %}P-{% endif %}{{ role_name }}', 'P-AWSReadOnlyAccess'],
    ['  {{ role_name }}\n', 'AWSReadOnlyAccess'],
    ['{{ tags.missing }}{{ account_id }}', '012345678901'],
  ])('%s', (template, expected) => {
    expect(named(template)).toBe(expected);
  });

  it('keeps names in other scripts apart', () => {
    const template = '{{ account_name | slug }}-{{ role_name }}';
    const names = ['日本', '中国', 'ガス', 'カス', '한국', 'हिन्दी', 'हन्द'].map((accountName) =>
      named(template, { accountName }),
    );
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => !isPortableName(name))).toEqual([]);
  });

  it.each([
    ['{{ account_name | shout }}', /undefined filter: shout/],
    ['{{ account_name', /not closed/],
    ['{% if tags.env %}x', /not closed/],
    ['{{ acount_name }}', /no variable acount_name/],
    ['{{ constructor }}', /no variable constructor/],
    ['prod', /same name/],
    ['{% include "/etc/passwd" %}{{ role_name }}', /is not right/],
    ['{% for i in (1..100000000) %}{{ role_name }}{% endfor %}', /limit/],
  ])('refuses %s', (template, message) => {
    const run = (): string => named(template);
    expect(run).toThrow(UsageError);
    expect(run).toThrow(message);
  });

  it('reads no property that a tag set does not own', () => {
    expect(named('{{ tags.constructor }}{{ tags.__proto__ }}{{ role_name.length }}x{{ role_name }}')).toMatch(
      /x?AWSReadOnlyAccess$/,
    );
  });

  it('names 100,000 roles in a few seconds of a processor at most', () => {
    const namer = profileNamer('{{ account_name | slug }}-{{ role_name }}');
    const before = process.cpuUsage();
    for (let index = 0; index < 100_000; index++)
      namer({ ...fields, accountName: `Acme Production ${index}` });
    expect(process.cpuUsage(before).user).toBeLessThan(5_000_000);
  });

  it('makes portable names of whatever AWS sends', () => {
    const namer = profileNamer('{{ account_name }}:{{ role_name }}');
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 60 }),
        fc.string({ maxLength: 20 }),
        (accountName, roleName) => {
          const name = namer({ ...fields, accountName, roleName });
          expect(isPortableName(name)).toBe(true);
          expect(namer({ ...fields, accountName, roleName })).toBe(name);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('portableProfileName', () => {
  it.each([
    ['prod-admin', 'prod-admin'],
    ['a.b@c+d:e/f_', 'a.b@c+d:e/f_'],
    ['$(curl x|sh)', 'curl-x-sh'],
    ['-p x', 'p-x'],
    ['Zürich Æther', 'Zurich-AEther'],
    ['a\u001b[31mb\nc', 'a-31mb-c'],
    ['default', 'default-role'],
    ['DEFAULT', 'DEFAULT-role'],
    ['__proto__', '__proto__-role'],
    ['constructor', 'constructor-role'],
    ['', 'unnamed'],
    ['(((', 'unnamed'],
    ['x'.repeat(200), 'x'.repeat(128)],
  ])('%j becomes %j', (name, expected) => {
    expect(portableProfileName(name)).toBe(expected);
    expect(portableProfileName(expected)).toBe(expected);
    expect(isPortableName(expected)).toBe(true);
  });
});

describe('why a name had to change', () => {
  it.each([
    ['prod-admin', []],
    ['', [/gives nothing/]],
    ['a (b)', [/" ", "\(", "\)" would not be read alike/]],
    ['Zürich', [/outside ASCII/]],
    ['-x', [/must begin with/]],
    ['x'.repeat(129), [/longer than 128/]],
    ['default', [/means something else/]],
    ['a\u001b[31m', [/"\\\\u\{1b\}"/]],
  ] as const)('%j', (name, reasons) => {
    const said = reasonsToChange(name);
    expect(said).toHaveLength(reasons.length);
    reasons.forEach((reason, index) => {
      expect(said[index]).toMatch(reason);
    });
  });

  it('is said exactly when it does', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 140 }), (name) => {
        expect(reasonsToChange(name).length > 0).toBe(portableProfileName(name) !== name);
      }),
      { numRuns: 300 },
    );
  });
});

describe('profiles that several roles share', () => {
  const role = (profile: string, accountId: string): Role => ({
    ...fields,
    profile,
    accountId,
    ssoRegion: 'eu-west-1',
  });
  const roles = [role('b', '1'), role('a', '2'), role('b', '3'), role('a', '4'), role('c', '5')];

  it('finds them', () => {
    expect(findDuplicates(roles).map(({ profile, roles: same }) => [profile, same.length])).toEqual([['a', 2], ['b', 2]]); // biome-ignore format: short
    expect(findDuplicates([role('a', '1'), role('b', '1')])).toEqual([]);
  });

  it('refuses them with both roles and a way out', () => {
    try {
      requireUniqueProfiles(roles);
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(UsageError);
      const { message, hint } = error as UsageError;
      expect(message).toContain('arn:aws:iam::2:role/AWSReadOnlyAccess');
      expect(message).toContain('arn:aws:iam::4:role/AWSReadOnlyAccess');
      expect(message).toContain('1 more name');
      expect(hint).toContain('account_id');
    }
    expect(() => requireUniqueProfiles([role('a', '1'), role('b', '1')])).not.toThrow();
  });
});
