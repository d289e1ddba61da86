import { describe, expect, it } from 'vitest';
import { findDuplicates } from '../../src/domain/duplicate-profiles.ts';
import { isPortableName } from '../../src/domain/portable-name.ts';
import { type Role, roleKey } from '../../src/domain/role.ts';
import { shortHash, withUniqueProfiles } from '../../src/domain/unique-profiles.ts';
import fc from '../support/properties.ts';
import { someRole } from '../support/some-roles.ts';

const none: ReadonlySet<Role> = new Set();

const namesOf = (roles: readonly Role[], named = none): readonly string[] =>
  withUniqueProfiles(roles, named).map(({ profile }) => profile);

const a = someRole({ profile: 'x', accountId: '111111111111' });
const b = someRole({ profile: 'x', accountId: '222222222222' });
const sibling = someRole({ profile: 'x', accountId: '111111111111', roleName: 'Admin' });

describe('profile names that roles share', () => {
  it('get the account id behind them, every one of them, and others stay', () => {
    expect(namesOf([a, someRole({ profile: 'y' }), b])).toEqual(['x-111111111111', 'y', 'x-222222222222']);
  });

  it('get a hash of the role where the accounts are the same too', () => {
    const names = namesOf([a, b, sibling]);
    expect(names).toEqual([a, b, sibling].map((role) => `x-${shortHash(roleKey(role))}`));
    expect(new Set(names).size).toBe(3);
  });

  it('leave the name alone that the config gives, and two of these stay shared', () => {
    expect(namesOf([a, b], new Set([a]))).toEqual(['x', 'x-222222222222']);
    expect(namesOf([a, b], new Set([a, b]))).toEqual(['x', 'x']);
  });

  it('do not run into a name that another role has already', () => {
    const other = someRole({ profile: 'x-111111111111', accountId: '333333333333' });
    expect(findDuplicates(withUniqueProfiles([a, b, other], none))).toEqual([]);
    expect(namesOf([a, b, other], new Set([other]))[2]).toBe('x-111111111111');
  });

  it('stay as long as a name may be', () => {
    const profile = 'x'.repeat(128);
    const names = namesOf([
      { ...a, profile },
      { ...b, profile },
    ]);
    expect(names.map(isPortableName)).toEqual([true, true]);
    expect(new Set(names).size).toBe(2);
  });

  it('do not depend on the order of the roles', () => {
    const role = fc.record({
      profile: fc.constantFrom('x', 'y', 'x-111111111111'),
      accountId: fc.constantFrom('111111111111', '222222222222'),
      roleName: fc.constantFrom('A', 'B', 'C'),
      instance: fc.constantFrom('acme', 'other'),
    });
    const roles = fc.uniqueArray(role.map(someRole), { selector: roleKey, maxLength: 10 });
    fc.assert(
      fc.property(roles, fc.infiniteStream(fc.nat()), (some, numbers) => {
        const byKey = (all: readonly Role[]) => new Map(all.map((one) => [roleKey(one), one.profile]));
        const shuffled = some
          .map((one) => [numbers.next().value ?? 0, one] as const)
          .sort(([left], [right]) => left - right)
          .map(([, one]) => one);
        const made = withUniqueProfiles(some, none);
        expect(byKey(withUniqueProfiles(shuffled, none))).toEqual(byKey(made));
        expect(findDuplicates(made)).toEqual([]);
      }),
    );
  });
});

it('the hash is that of the known function', () => {
  expect(shortHash('')).toBe('811c9dc5');
  expect(shortHash('a')).toBe('e40c292c');
  expect(shortHash('foobar')).toBe('bf9cf968');
});
