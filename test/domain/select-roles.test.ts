import { describe, expect, it } from 'vitest';
import { UsageError } from '../../src/domain/errors.ts';
import { findRoles, type RoleSelector } from '../../src/domain/select-roles.ts';
import { sampleRole } from '../support/role-samples.ts';

const admin = sampleRole({
  profile: 'prod-admin',
  accountName: 'Acme Prod',
  accountId: '000000000012',
  roleName: 'AdministratorAccess',
});
const adminEu = {
  ...admin,
  profile: 'prod-admin-eu',
  accountName: 'Acme Prod EU',
  accountId: '111111111111',
};
const reader = { ...admin, profile: 'prod-reader', roleName: 'ReadOnly' };
const china = { ...reader, profile: 'cn-reader', ssoRegion: 'cn-north-1', instance: 'china' };
const roles = [adminEu, admin, reader, china];

const cases: readonly (readonly [RoleSelector, readonly string[]])[] = [
  [{}, ['prod-admin-eu', 'prod-admin', 'prod-reader', 'cn-reader']],
  [{ profile: 'prod-admin' }, ['prod-admin']],
  [{ profile: 'prod' }, []],
  [{ account: '000000000012', role: 'ReadOnly' }, ['prod-reader', 'cn-reader']],
  [{ account: '12', role: 'ReadOnly' }, []],
  [{ account: 'acme prod' }, ['prod-admin', 'prod-reader', 'cn-reader']],
  [{ account: 'Acme Prod EU', role: 'administratoraccess' }, ['prod-admin-eu']],
  [{ account: '000000000012', profile: 'prod-admin-eu' }, []],
  [{ arn: 'arn:aws:iam::000000000012:role/ReadOnly' }, ['prod-reader']],
  [{ arn: 'arn:aws-cn:iam::000000000012:role/ReadOnly' }, ['cn-reader']],
  [{ arn: 'arn:aws:iam::000000000012:role/some/path/ReadOnly' }, ['prod-reader']],
  [{ arn: 'arn:aws:sts::111111111111:assumed-role/AdministratorAccess/ann' }, ['prod-admin-eu']],
  [
    {
      arn: 'arn:aws:iam::111111111111:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_AdministratorAccess_0123456789abcdef',
    },
    ['prod-admin-eu'],
  ],
  [{ arn: '000000000012:ReadOnly' }, ['prod-reader', 'cn-reader']],
  [{ query: 'prod-admin' }, ['prod-admin']],
  [{ query: 'padmin eu' }, ['prod-admin-eu']],
  [{ query: 'raeder' }, []],
  [{ account: 'Acme Prod', query: 'prod adm' }, ['prod-admin']],
];

describe('findRoles', () => {
  it.each(cases)('finds %j', (selector, expected) => {
    expect(findRoles(roles, selector).map((role) => role.profile)).toEqual(expected);
  });

  it.each(['prod-admin', 'arn:aws:iam::12:role/X', 'arn:aws:s3:::bucket', '12:X', ''])(
    'refuses %j as an ARN',
    (arn) => {
      expect(() => findRoles(roles, { arn })).toThrow(UsageError);
    },
  );

  it.each(['!evn:prod', 'prod !rle:Admin', 'prod | evn:x', '!@favs', 'role:Admin | @lvie'])(
    'refuses %j, which would find roles in spite of a mistake',
    (query) => {
      expect(() => findRoles([{ ...admin, tags: { env: 'prod' } }, reader], { query })).toThrow(UsageError);
    },
  );

  it('looks for pins and the like in what is known', () => {
    const known = { fav: new Set(['acme/000000000012/ReadOnly']) };
    expect(findRoles(roles, { query: '@fav', known }).map(({ profile }) => profile)).toEqual(['prod-reader']);
    expect(findRoles(roles, { query: '@fav' })).toEqual([]);
  });
});
