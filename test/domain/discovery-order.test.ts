import { expect, test } from 'vitest';
import { accountsOfInterest, discoveryOrder } from '../../src/domain/discovery-order.ts';
import { type History, noHistory } from '../../src/domain/history.ts';

const account = (id: string, rolesFetchedAt?: number) => ({
  id,
  name: id,
  email: '',
  roles: [],
  rolesFetchedAt,
});
const idsOf = (accounts: readonly { readonly id: string }[]) => accounts.map(({ id }) => id).join(' ');

const history: History = {
  pins: ['acme/4/Admin', 'other/9/Admin'],
  uses: new Map([
    ['acme/2/Admin', { lastUsedAt: 10, count: 5 }],
    ['acme/3/Admin', { lastUsedAt: 20, count: 1 }],
    ['acme/4/Reader', { lastUsedAt: 30, count: 1 }],
  ]),
};

test('pins come first, then what was used last, each account once, of this instance only', () => {
  expect(accountsOfInterest(history, 'acme')).toEqual(['4', '3', '2']);
  expect(accountsOfInterest(noHistory, 'acme')).toEqual([]);
});

test('then what was never read, then the oldest; equals stay in their order', () => {
  const accounts = [
    account('1', 500),
    account('2', 400),
    account('5'),
    account('3', 900),
    account('6', 100),
    account('7'),
  ];
  expect(idsOf(discoveryOrder(accounts, ['4', '3', '2']))).toBe('3 2 5 7 6 1');
});
