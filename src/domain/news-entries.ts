// The news of an instance as people read it: an entry an account for what came and what went, then what has another name.
import { groupedBy } from './grouped.ts';
import type { InstanceNews, NewsAccount, NewsRole } from './news.ts';
import { newsCounts, renamedRoles } from './renamed-roles.ts';

export type NewsEntry = {
  readonly sign: '+' | '-' | '~';
  /** `Acme Billing`, or `acme-dev is now Acme Development` */
  readonly title: string;
  /** What else there is to say, in brackets. */
  readonly note: string;
  /** Names of roles; none for what was renamed. */
  readonly roles: readonly string[];
};

type Side = {
  readonly sign: '+' | '-';
  readonly roles: readonly NewsRole[];
  /** Accounts that came or went whole. */
  readonly accounts: readonly NewsAccount[];
  readonly word: string;
  /** Roles that are told of as renamed. */
  readonly isTold: (role: NewsRole) => boolean;
};

const byName = (a: NewsEntry, b: NewsEntry): number => (a.title < b.title ? -1 : 1);

const sideEntries = ({ sign, roles, accounts, word, isTold }: Side): readonly NewsEntry[] => {
  const whole = new Set(accounts.map(({ id }) => id));
  const held = groupedBy(
    roles.filter((role) => !isTold(role)),
    ({ accountId }) => accountId,
  );
  const ids = new Map([
    ...accounts.map(({ id, name }) => [id, name] as const),
    ...[...held].map(([id, [role]]) => [id, role?.accountName ?? id] as const),
  ]);
  const entries = [...ids].map(([id, name]) => ({
    sign,
    title: name,
    note: whole.has(id) ? `${id}, ${word}` : id,
    roles: (held.get(id) ?? []).map(({ roleName }) => roleName).sort(),
  }));
  return entries.sort(byName);
};

const accountsText = (ids: readonly string[]): string =>
  ids.length === 1 ? `in ${ids[0]}` : `in ${ids.length} accounts`;

export const newsEntries = (news: InstanceNews): readonly NewsEntry[] => {
  const renamed = renamedRoles(news);
  const told = new Set(
    renamed.flatMap(({ before, after, accountIds }) =>
      accountIds.flatMap((id) => [`${id}/-${before}`, `${id}/+${after}`]),
    ),
  );
  const isTold = (sign: '+' | '-') => (role: NewsRole) =>
    told.has(`${role.accountId}/${sign}${role.roleName}`);
  return [
    ...sideEntries({
      sign: '+',
      roles: news.newRoles,
      accounts: news.newAccounts,
      word: 'new account',
      isTold: isTold('+'),
    }),
    ...sideEntries({
      sign: '-',
      roles: news.goneRoles,
      accounts: news.goneAccounts,
      word: 'account gone',
      isTold: isTold('-'),
    }),
    ...news.renamedAccounts.map(
      ({ id, before, after }): NewsEntry => ({
        sign: '~',
        title: `${before} is now ${after}`,
        note: id,
        roles: [],
      }),
    ),
    ...renamed.map(
      ({ before, after, accountIds }): NewsEntry => ({
        sign: '~',
        title: `${before} is now ${after}`,
        note: accountsText(accountIds),
        roles: [],
      }),
    ),
  ];
};

/** `+ Acme Billing (111122223333, new account): AdministratorAccess, ReadOnlyAccess` */
export const entryText = ({ sign, title, note, roles }: NewsEntry): string =>
  `${sign} ${title} (${note})${roles.length === 0 ? '' : `: ${roles.join(', ')}`}`;

/** `+3 -1 ~2`; what there is nothing of is left out. */
export const countsText = (news: readonly InstanceNews[]): string => {
  const { added, removed, renamed } = newsCounts(news);
  return [added > 0 ? `+${added}` : '', removed > 0 ? `-${removed}` : '', renamed > 0 ? `~${renamed}` : '']
    .filter((text) => text !== '')
    .join(' ');
};
