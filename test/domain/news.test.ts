import { describe, expect, it } from 'vitest';
import { beforeNews, type KnownAccount, newsAfter, newsBetween } from '../../src/domain/news.ts';
import { countsText, entryText, newsEntries } from '../../src/domain/news-entries.ts';
import { newsCounts, renamedRoles } from '../../src/domain/renamed-roles.ts';
import fc from '../support/properties.ts';

const account = (id: string, roles: readonly string[], name = `account ${id}`): KnownAccount => ({
  id,
  name,
  roles,
});

const times = { instance: 'acme', since: 1, foundAt: 2 };

const between = (before: readonly KnownAccount[], after: readonly KnownAccount[]) => {
  const news = newsBetween(before, after, times);
  if (news === undefined) throw new Error('expected news');
  return news;
};

/** Without the order of anything. */
const sorted = (accounts: readonly KnownAccount[]) =>
  accounts
    .map(({ id, name, roles }) => ({ id, name, roles: [...roles].sort() }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));

const anyCatalog = fc.uniqueArray(
  fc.record({
    id: fc.constantFrom('1', '2', '3', '4', '5'),
    name: fc.constantFrom('prod', 'dev', 'test'),
    roles: fc.uniqueArray(fc.constantFrom('Admin', 'Read', 'Bill', 'Deploy'), { maxLength: 4 }),
  }),
  { selector: ({ id }) => id, maxLength: 5 },
);

describe('what came and went', () => {
  it('names roles and accounts that are new, gone or renamed', () => {
    const news = between(
      [account('1', ['Admin', 'Read']), account('2', ['Admin']), account('4', [], 'old')],
      [account('1', ['Read', 'Deploy']), account('3', ['Admin']), account('4', [], 'new')],
    );
    expect(newsEntries(news).map(entryText)).toEqual([
      '+ account 1 (1): Deploy',
      '+ account 3 (3, new account): Admin',
      '- account 1 (1): Admin',
      '- account 2 (2, account gone): Admin',
      '~ old is now new (4)',
    ]);
    expect(countsText([news])).toBe('+2 -2 ~1');
  });

  it('is nothing where nothing changed', () => {
    expect(newsBetween([account('1', ['A'])], [account('1', ['A'])], times)).toBeUndefined();
    expect(countsText([])).toBe('');
  });

  it('is nothing at the first reading, when all is new', () => {
    const reading = { instance: 'acme', accounts: [], fetchedAt: undefined, news: undefined, now: 5 };
    expect(newsAfter({ ...reading, after: [account('1', ['A'])] })).toBeUndefined();
  });

  it('leads back to the catalog that was seen last', () => {
    fc.assert(
      fc.property(anyCatalog, anyCatalog, (before, after) => {
        const news = newsBetween(before, after, times);
        expect(sorted(beforeNews(after, news))).toEqual(sorted(before));
      }),
    );
  });

  it('of any number of refreshes is the difference between the first and the last', () => {
    fc.assert(
      fc.property(anyCatalog, fc.array(anyCatalog, { minLength: 1, maxLength: 5 }), (first, rest) => {
        let [accounts, news] = [first, undefined as ReturnType<typeof newsBetween>];
        for (const after of rest) {
          news = newsAfter({ instance: 'acme', accounts, fetchedAt: 1, news, after, now: 9 });
          accounts = after;
        }
        expect(sorted(beforeNews(accounts, news))).toEqual(sorted(first));
        const direct = newsBetween(first, accounts, { ...times, foundAt: 9 });
        expect(news === undefined ? '' : countsText([news])).toBe(
          direct === undefined ? '' : countsText([direct]),
        );
      }),
    );
  });

  it('stays as found when a refresh finds nothing more', () => {
    const [first, after] = [[account('1', ['A'])], [account('1', ['A', 'B'])]];
    const reading = { instance: 'acme', fetchedAt: 1, after };
    const news = newsAfter({ ...reading, accounts: first, news: undefined, now: 5 });
    expect(newsAfter({ ...reading, accounts: after, news, now: 7 })).toBe(news);
  });
});

describe('a renamed role', () => {
  const swap = (from: string, to: string, accounts: number) => {
    const ids = Array.from({ length: accounts }, (_, index) => `${index}`);
    return between(
      ids.map((id) => account(id, [from, 'Stays'])),
      ids.map((id) => account(id, ['Stays', to])),
    );
  };

  it.each([
    ['PowerUser', 'Developers', 3, true],
    ['DeployRole', 'Deploy-Role2', 1, true],
    ['DeployRole', 'BillingAdmin', 1, false],
  ])('%s to %s in %i accounts: %s', (from, to, accounts, isRenamed) => {
    const news = swap(from, to, accounts);
    expect(renamedRoles(news)).toHaveLength(isRenamed ? 1 : 0);
    expect(newsCounts([news])).toEqual(
      isRenamed ? { added: 0, removed: 0, renamed: 1 } : { added: 1, removed: 1, renamed: 0 },
    );
  });

  it('is one line for all its accounts', () => {
    expect(newsEntries(swap('PowerUser', 'Developers', 3)).map(entryText)).toEqual([
      '~ PowerUser is now Developers (in 3 accounts)',
    ]);
  });

  it('is not guessed where two could be meant', () => {
    const [before, after] = [['A1', 'A2'], ['B1']];
    const news = between(
      [account('1', before), account('2', before)],
      [account('1', after), account('2', after)],
    );
    expect(renamedRoles(news)).toEqual([]);
  });
});
