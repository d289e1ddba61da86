// One file an instance while it is read: a first line that says which refresh it is, then a line an account, appended. So
// keeping an account costs the same whether ten or ten thousand were read before it. Each line begins with its line break:
// what a killed process cut off spoils no other.
import { createHash } from 'node:crypto';
import {
  closeSync,
  constants,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import type { CatalogAccount } from '../domain/catalog.ts';
import { isAccountId, isRoleName, lengthLimits, sanitize } from '../domain/sanitize.ts';
import type { UnfinishedRefresh } from '../domain/unfinished.ts';
import type { DiscoveryJournal } from '../ports/catalog-store.ts';

const version = 1;

type Fields = Readonly<Record<string, unknown>>;

/** Undefined for a line that was cut off. */
const fieldsIn = (line: string): Fields | undefined => {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? (value as Fields) : undefined;
  } catch {
    return undefined;
  }
};

/** As the names of AWS's answers (portal-answers.ts): what lies in a file may be anything. */
const accountIn = (line: string): readonly CatalogAccount[] => {
  const { id, name, email, roles, rolesFetchedAt } = fieldsIn(line) ?? {};
  const isWhole =
    typeof id === 'string' &&
    isAccountId(id) &&
    typeof name === 'string' &&
    typeof email === 'string' &&
    typeof rolesFetchedAt === 'number' &&
    Array.isArray(roles) &&
    roles.every((role) => typeof role === 'string' && isRoleName(role));
  if (!isWhole) return [];
  const names = { name: sanitize(name, lengthLimits.name), email: sanitize(email, lengthLimits.email) };
  return [{ id, ...names, roles, rolesFetchedAt }];
};

const unfinishedIn = (text: string): UnfinishedRefresh | undefined => {
  const [first = '', ...lines] = text.split('\n');
  const { version: kept, startUrl, since } = fieldsIn(first) ?? {};
  if (kept !== version || typeof startUrl !== 'string' || typeof since !== 'number') return undefined;
  return { startUrl, since, accounts: lines.flatMap(accountIn) };
};

const attempt = (work: () => void): void => {
  try {
    work();
  } catch {
    // A full disk: the accounts are asked again, if it comes to that.
  }
};

export const discoveryJournal = (folder: string): DiscoveryJournal => {
  const pathOf = (instance: string): string =>
    join(folder, `discovery-${createHash('sha256').update(instance).digest('hex').slice(0, 16)}.jsonl`);
  return {
    read: async (instance) => {
      try {
        return unfinishedIn(readFileSync(pathOf(instance), 'utf8'));
      } catch {
        return undefined;
      }
    },
    begin: async (instance, { startUrl, since }) =>
      attempt(() => {
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        const path = pathOf(instance);
        rmSync(path, { force: true });
        writeFileSync(path, JSON.stringify({ version, startUrl, since }), { mode: 0o600, flag: 'wx' });
      }),
    add: async (instance, { id, name, email, roles, rolesFetchedAt }) =>
      attempt(() => {
        // Never made here: one without its first line says nothing.
        const file = openSync(pathOf(instance), constants.O_WRONLY | constants.O_APPEND);
        try {
          writeSync(file, `\n${JSON.stringify({ id, name, email, roles, rolesFetchedAt })}`);
        } finally {
          closeSync(file);
        }
      }),
    remove: async (instance) => attempt(() => rmSync(pathOf(instance), { force: true })),
  };
};
