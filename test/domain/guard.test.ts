import { describe, expect, test } from 'vitest';
import { areAnswers, confirmationFor, isAnswer } from '../../src/domain/confirmation.ts';
import { type GuardRule, guardOf, readOnlyNames } from '../../src/domain/guard.ts';
import { parseConfig, type YamlValue } from '../../src/domain/parse-config.ts';
import { readOnlySibling } from '../../src/domain/read-only-sibling.ts';
import { role } from '../support/picker-fixture.ts';
import fc from '../support/properties.ts';

const yaml = (value: unknown): YamlValue => {
  if (Array.isArray(value)) return value.map(yaml);
  if (value !== null && typeof value === 'object')
    return new Map(Object.entries(value).map(([key, entry]) => [key, yaml(entry)]));
  return String(value);
};

const rulesOf = (...guard: readonly unknown[]) => {
  const { config, problems } = parseConfig(yaml({ guard }));
  expect(problems).toEqual([]);
  return config.guard ?? [];
};

const problemsOf = (guard: unknown): readonly string[] =>
  parseConfig(yaml({ guard })).problems.map(({ path, message }) => `${path.join('.')} ${message}`);

const prod = { match: { tags: { env: 'prod*' } }, word: 'PROD' };

describe('rules', () => {
  test.each([
    ['a tag', { tags: { env: 'prod' } }, true],
    ['a tag by pattern, letters of either case', { tags: { env: 'PR*' } }, true],
    ['another value', { tags: { env: 'dev' } }, false],
    ['a tag that is not there', { tags: { risk: '*' } }, false],
    ['a tag named like what every object has', { tags: { constructor: '*' } }, false],
    ['the name of the role', { role_name: 'administrator*' }, true],
    ['the account id', { account_id: '1111*' }, true],
    ['the account name', { account_name: '*production' }, true],
    ['the instance', { instance: 'other' }, false],
    ['all of several', { role_name: '*Admin*', tags: { env: 'prod', team: 'core' } }, true],
    ['not just one of several', { role_name: '*Admin*', tags: { env: 'dev' } }, false],
  ])('match by %s', (_, match, expected) => {
    expect(guardOf(rulesOf({ match }), role()) !== undefined).toBe(expected);
  });

  test('ask for the account and show a word unless they say otherwise', () => {
    expect(guardOf(rulesOf({ match: { role_name: '*' } }), role())).toEqual({
      word: 'guarded',
      tone: 'critical',
      confirm: 'account',
      refusesProcess: false,
      readOnlyFirst: readOnlyNames,
    });
  });

  test('of several the later wins, key by key', () => {
    const rules = rulesOf(
      { ...prod, color: 'yellow', process: 'refuse', read_only_first: ['Look', 'See*'] },
      { match: { role_name: '*Access' }, confirm: 'yes' },
    );
    expect(guardOf(rules, role())).toEqual({
      word: 'PROD',
      tone: 'warning',
      confirm: 'yes',
      refusesProcess: true,
      readOnlyFirst: ['Look', 'See*'],
    });
  });

  test('that only let roles off guard nothing by themselves, and leave the word of others', () => {
    const off = { match: { role_name: '*ReadOnly*' }, confirm: 'none' };
    const reading = role({ roleName: 'ReadOnlyAccess' });
    expect(guardOf(rulesOf(off), reading)).toBeUndefined();
    expect(guardOf(rulesOf(prod, off), reading)).toMatchObject({ word: 'PROD', confirm: 'none' });
    expect(confirmationFor([reading], rulesOf(prod, off))).toBeUndefined();
    expect(confirmationFor([role()], rulesOf(prod, off))).toBeDefined();
  });

  test('that are not right are refused, each with its place', () => {
    expect(problemsOf('prod')).toEqual(['guard must be a list of rules.']);
    expect(problemsOf([{ word: 'PROD' }])[0]).toMatch(/^guard.0.match must say which roles/);
    expect(problemsOf([{ ...prod, word: 'two words' }])).toEqual([
      'guard.0.word must be one word of at most 12 letters.',
    ]);
    expect(problemsOf([{ ...prod, color: 'reed' }])[0]).toContain('Did you mean red?');
    expect(problemsOf([{ ...prod, confrim: 'yes' }])[0]).toContain('Did you mean confirm?');
    expect(problemsOf([{ match: { role: 'x' } }])[0]).toContain('guard.0.match.role is not a known key.');
  });
});

describe('what is to be said first', () => {
  const admin = role();
  const confirm = (value: string, roles = [admin]) =>
    confirmationFor(roles, rulesOf({ ...prod, confirm: value }));

  test.each([
    ['account', 'type', 'the name of the account', ['Northwind Production', '111111111111']],
    ['role', 'type', 'the name of the role', ['AdministratorAccess']],
    ['profile', 'type', 'the name of the profile', ['northwind-production-AdministratorAccess']],
  ])('%s', (value, kind, what, answers) => {
    expect(confirm(value)).toMatchObject({ kind, what, answers });
  });

  test('yes is enough where a rule says so', () => {
    expect(confirm('yes')).toMatchObject({ kind: 'yes' });
  });

  test('the number of the guarded ones, where there are several', () => {
    const roles = [admin, role({ roleName: 'DeployRole' }), role({ accountId: '222222222222', tags: {} })];
    const asked = confirm('account', roles);
    expect(asked).toMatchObject({ kind: 'type', answers: ['2'] });
    expect(asked?.roles.map((guarded) => guarded.role.roleName)).toEqual([
      'AdministratorAccess',
      'DeployRole',
    ]);
  });

  test('an answer is the whole name; case counts, spaces around it do not', () => {
    const asked = confirm('account');
    if (asked === undefined) throw new Error('It is guarded.');
    expect(isAnswer(asked, ' Northwind Production ')).toBe(true);
    expect(isAnswer(asked, '111111111111')).toBe(true);
    for (const wrong of ['', ' ', 'northwind production', 'Northwind', 'y', 'yes', '*'])
      expect(isAnswer(asked, wrong)).toBe(false);
  });

  test('nothing but the names is an answer, whatever they are', () => {
    fc.assert(
      fc.property(fc.string(), fc.string({ minLength: 1 }), (text, accountName) => {
        const asked = confirmationFor([role({ accountName })], rulesOf(prod));
        if (asked === undefined || text.trim() === '') return;
        const right = [accountName.normalize('NFC').trim(), '111111111111'].includes(
          text.normalize('NFC').trim(),
        );
        expect(isAnswer(asked, text)).toBe(right);
      }),
    );
  });

  test('several are confirmed by their number, or each by a name of its own', () => {
    const other = role({ accountId: '222222222222', accountName: 'Payments' });
    const asked = confirm('account', [admin, other]);
    if (asked === undefined) throw new Error('They are guarded.');
    expect(areAnswers(asked, ['2'])).toBe(true);
    expect(areAnswers(asked, ['Payments', '111111111111'])).toBe(true);
    expect(areAnswers(asked, ['Payments'])).toBe(false);
    expect(areAnswers(asked, ['3'])).toBe(false);
    expect(areAnswers(asked, [])).toBe(false);
  });
});

describe('the role that can do less', () => {
  const rules: readonly GuardRule[] = rulesOf(prod);
  const siblingOf = (
    names: readonly string[],
    own = 'AdministratorAccess',
    of = rules,
  ): string | undefined => {
    const one = role({ roleName: own });
    const guard = guardOf(of, one);
    const roles = [one, ...names.map((roleName) => role({ roleName }))];
    return guard === undefined ? undefined : readOnlySibling(one, roles, guard)?.roleName;
  };

  test.each([
    [['ReadOnlyAccess', 'ViewOnlyAccess', 'SecurityAudit'], 'ViewOnlyAccess'],
    [['ReadOnlyAccess', 'SecurityAudit', 'BillingAdmin'], 'SecurityAudit'],
    [['BillingAdmin', 'acme-readonly'], 'acme-readonly'],
    [['ReadWrite', 'AuditAdmin', 'ViewFullAccess'], undefined],
    [['DeployRole'], undefined],
  ])('%j', (names, expected) => {
    expect(siblingOf(names)).toBe(expected);
  });

  test('is of the same account and instance', () => {
    const guard = guardOf(rules, role());
    if (guard === undefined) throw new Error('It is guarded.');
    const far = [
      role({ roleName: 'ReadOnlyAccess', accountId: '222222222222' }),
      role({ roleName: 'ReadOnlyAccess', instance: 'other' }),
    ];
    expect(readOnlySibling(role(), far, guard)).toBeUndefined();
  });

  test('is none of a role that is itself the least', () => {
    expect(siblingOf(['SecurityAudit'], 'ViewOnlyAccess')).toBeUndefined();
    expect(siblingOf(['ViewOnlyAccess'], 'SecurityAudit')).toBe('ViewOnlyAccess');
  });

  test('is looked for in the order that a rule gives, and not at all where it says false', () => {
    const own = rulesOf({ ...prod, read_only_first: ['Support*', '*Only*'] });
    expect(siblingOf(['ReadOnlyAccess', 'SupportAdmin'], 'AdministratorAccess', own)).toBe('SupportAdmin');
    const none = rulesOf({ ...prod, read_only_first: 'false' });
    expect(siblingOf(['ReadOnlyAccess'], 'AdministratorAccess', none)).toBeUndefined();
  });
});
