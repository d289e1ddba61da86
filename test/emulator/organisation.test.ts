import { describe, expect, it } from 'vitest';
import { generateOrganisation } from '../../src/emulator/organisation/generate-organisation.ts';
import { parseOrganisation } from '../../src/emulator/organisation/organisation.ts';
import fc from '../support/properties.ts';

const size = { accounts: 40, roles: 5, seed: 1 };

describe('generateOrganisation', () => {
  it('gives the same bytes for the same seed, and others for another', () => {
    const first = JSON.stringify(generateOrganisation(size));
    expect(JSON.stringify(generateOrganisation(size))).toBe(first);
    expect(JSON.stringify(generateOrganisation({ ...size, seed: 2 }))).not.toBe(first);
  });

  it('reads 1 and "1" as one seed, since a command line knows only text', () => {
    expect(generateOrganisation({ ...size, seed: '1' })).toEqual(generateOrganisation(size));
  });

  it('has ids with zeros in front, names outside ASCII and names of 50 characters', () => {
    const { accounts } = generateOrganisation({ ...size, accounts: 200 });
    expect(accounts.some(({ id }) => id.startsWith('0'))).toBe(true);
    expect(accounts.some(({ name }) => /[^\p{ASCII}]/u.test(name))).toBe(true);
    expect(Math.max(...accounts.map(({ name }) => [...name].length))).toBe(50);
  });

  it('gives 40 accounts about 160 roles', () => {
    const roles = generateOrganisation(size).accounts.flatMap((account) => account.roles);
    expect(roles.length).toBeGreaterThan(140);
    expect(roles.length).toBeLessThan(180);
  });

  it('holds what AWS allows, whatever the size and the seed', () => {
    const anySize = fc.record({
      accounts: fc.nat(120),
      roles: fc.nat(90),
      seed: fc.oneof(fc.integer(), fc.string()),
    });
    fc.assert(
      fc.property(anySize, (asked) => {
        const { accounts } = generateOrganisation(asked);
        expect(accounts).toHaveLength(asked.accounts);
        for (const key of ['id', 'name', 'email'] as const) {
          expect(new Set(accounts.map((account) => account[key])).size).toBe(accounts.length);
        }
        for (const { name, email, roles } of accounts) {
          expect([...name].length).toBeLessThanOrEqual(50);
          expect(email).toMatch(/^[a-z0-9+-]+@larkfield\.example$/);
          expect(email.length).toBeLessThanOrEqual(64);
          expect(roles.length).toBeLessThanOrEqual(asked.roles);
        }
        expect(parseOrganisation({ accounts })).toEqual({ accounts });
      }),
      { numRuns: 40 },
    );
  });

  it('makes 20,000 full accounts with ids of their own', () => {
    const { accounts } = generateOrganisation({ accounts: 20_000, roles: 5, seed: 7, isFull: true });
    expect(new Set(accounts.map(({ id }) => id)).size).toBe(20_000);
    expect(accounts.every(({ roles }) => new Set(roles).size === 5)).toBe(true);
  });
});

describe('parseOrganisation', () => {
  const account = {
    id: '012345678901',
    name: 'Prod',
    email: 'prod@larkfield.example',
    roles: ['DeployRole'],
  };

  it('takes an id that YAML read as a number of 12 digits', () => {
    expect(parseOrganisation({ accounts: [{ ...account, id: 111111111111 }] }).accounts[0]?.id).toBe(
      '111111111111',
    );
  });

  it.each([
    ['no list', {}, 'The organisation must have a list `accounts`.'],
    ['a text', 'accounts', 'The organisation must be a mapping.'],
    ['an id that lost its zeros', [{ ...account, id: 12345678901 }], 'accounts[0].id must be 12 digits.'],
    ['no name', [{ ...account, name: '' }], 'accounts[0].name must be a text that is not empty.'],
    ['no email', [{ ...account, email: undefined }], 'accounts[0].email must be a text that is not empty.'],
    [
      'roles in one text',
      [{ ...account, roles: 'Admin' }],
      'accounts[0].roles must be a list of role names.',
    ],
    [
      'a role with a space',
      [{ ...account, roles: ['A', 'B C'] }],
      'accounts[0].roles[1] is not a role name.',
    ],
    ['a role twice', [{ ...account, roles: ['A', 'A'] }], 'accounts[0].roles lists A twice.'],
    ['an account twice', [account, account], 'The account 012345678901 is listed twice.'],
    ['a member that is not known', [{ ...account, ou: 'x' }], 'accounts[0] has an unknown member "ou".'],
    ['an account that is a text', ['prod'], 'accounts[0] must be a mapping.'],
  ])('refuses %s', (_what, value, message) => {
    expect(() => parseOrganisation(Array.isArray(value) ? { accounts: value } : value)).toThrow(message);
  });
});
