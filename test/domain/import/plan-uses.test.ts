import { describe, expect, test } from 'vitest';
import { type History, noHistory, withOtherUses, withUses } from '../../../src/domain/history.ts';
import { readAwsSsoCache } from '../../../src/domain/import/aws-sso-cli-cache.ts';
import { type FoundUse, nothingFound } from '../../../src/domain/import/found.ts';
import { planUses } from '../../../src/domain/import/plan-uses.ts';
import { parseConfig } from '../../../src/domain/parse-config.ts';
import { undoUses, withoutImported } from '../../../src/engine/undo-uses.ts';

const account = '111111111111';
const arn = (role: string, id = account): string => `arn:aws:iam::${id}:role/${role}`;

const cacheOf = (instance: object) =>
  readAwsSsoCache({ path: 'cache.json', text: JSON.stringify({ Version: 4, SSO: { Default: instance } }) });

const seconds = 1_763_000_000;

describe('the history of aws-sso-cli', () => {
  test('has the times that roles note, else the age of the list in its order', () => {
    const { history } = cacheOf({
      LastUpdate: seconds,
      History: [arn('Admin'), arn('Deploy'), arn('Read', '012345678901')],
      Roles: {
        Accounts: {
          [account]: { Roles: { Admin: { Tags: { History: `Acme Prod:Admin,${seconds + 500}` } } } },
          '12345678901': { Roles: { Read: { Tags: { History: `dev:Read,${seconds + 300}` } } } },
        },
      },
    });
    expect(history.map(({ accountId, roleName, lastUsedAt }) => [accountId, roleName, lastUsedAt])).toEqual([
      [account, 'Admin', (seconds + 500) * 1000],
      [account, 'Deploy', seconds * 1000 - 1000],
      ['012345678901', 'Read', (seconds + 300) * 1000],
    ]);
  });

  test.each([
    ['no list', { LastUpdate: seconds }],
    ['a list of other things', { LastUpdate: seconds, History: [1, null, {}, 'arn:aws:s3:::x', arn('a/b')] }],
    ['no time at all', { History: [arn('Admin')] }],
    ['a time that is none', { LastUpdate: 'soon', History: [arn('Admin')] }],
  ])('with %s is empty', (_, instance) => {
    expect(cacheOf(instance).history).toEqual([]);
  });
});

const use = (roleName: string, lastUsedAt: number): FoundUse => ({
  tool: 'aws-sso-cli',
  instance: 'aws-sso:Default',
  accountId: account,
  roleName,
  lastUsedAt,
  origin: { file: 'cache.json', line: undefined },
});

const names = new Map([['aws-sso:Default', 'acme']]);
const key = (role: string): string => `acme/${account}/${role}`;

const planned = (
  uses: readonly FoundUse[],
  history: History = noHistory,
  text: 'off' | undefined = undefined,
) =>
  planUses(
    {
      found: { ...nothingFound, uses },
      config: { ...parseConfig(new Map()).config, recentRoles: text },
      tree: undefined,
      accounts: new Map(),
      taken: new Map(),
      users: new Map(),
      history,
    },
    names,
  );

describe('its plan', () => {
  test('takes over what is newer than what is known, and has nothing to do the second time', () => {
    const own = withUses(noHistory, [{ instance: 'acme', accountId: account, roleName: 'Admin' }], 900);
    const plan = planned([use('Admin', 500), use('Deploy', 400)], own);
    expect([...plan.uses]).toEqual([[key('Deploy'), { lastUsedAt: 400, count: 1 }]]);
    expect(plan.items).toMatchObject([{ what: 'history', name: '1 role', state: 'new' }]);
    const again = planned([use('Admin', 500), use('Deploy', 400)], withOtherUses(own, plan.uses));
    expect(again.uses.size).toBe(0);
    expect(again.items).toMatchObject([{ what: 'history', name: '2 roles', state: 'there' }]);
  });

  test('is empty for an instance that is not taken over, and says so where history is off', () => {
    expect(planned([{ ...use('Admin', 1), instance: 'aws-sso:Other' }])).toMatchObject({ items: [] });
    const off = planned([use('Admin', 1)], noHistory, 'off');
    expect(off.uses.size).toBe(0);
    expect(off.notes).toMatchObject([
      { text: 'Its history is not taken over: history is off in config.yaml.' },
    ]);
  });
});

describe('going back', () => {
  const admin = { instance: 'acme', accountId: account, roleName: 'Admin' };

  test('leaves the history as it was', () => {
    const before = withUses(noHistory, [admin], 900);
    const { uses } = planned([use('Admin', 1500), use('Deploy', 400)], before);
    const record = undoUses(before, uses);
    expect(withoutImported(withOtherUses(before, uses), record)).toEqual(before);
  });

  test('keeps what was used since', () => {
    const { uses } = planned([use('Admin', 500), use('Deploy', 400)]);
    const record = undoUses(noHistory, uses);
    const since = withUses(withOtherUses(noHistory, uses), [admin], 900);
    expect([...withoutImported(since, record).uses]).toEqual([[key('Admin'), { lastUsedAt: 900, count: 1 }]]);
  });
});
