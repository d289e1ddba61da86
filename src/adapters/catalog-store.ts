// The catalog and the resolved roles, as JSON columns in the cache folder: repeated texts are kept once, a role is
// four small numbers. The plain files beside them are what completion reads without starting Node.
import { mkdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Catalog, InstanceCatalog } from '../domain/catalog.ts';
import { emptyCatalog } from '../domain/catalog.ts';
import { completionNames, completionWords } from '../domain/completion-words.ts';
import type { InstanceNews } from '../domain/news.ts';
import type { Role } from '../domain/role.ts';
import { mergeTags, type Tags } from '../domain/tag.ts';
import type { CatalogStore, InstanceSummary, RoleTable } from '../ports/catalog-store.ts';
import { writeFileAtomic } from './atomic-file.ts';
import { cannotWrite } from './cannot-write.ts';

/** Raise it whenever a column changes its meaning. */
const version = 1;
const newsVersion = 1;

type Columns = {
  readonly version: number;
  readonly key: string;
  readonly instances: readonly InstanceSummary[];
  readonly accounts: readonly (readonly [
    instance: string,
    ssoRegion: string,
    id: string,
    name: string,
    email: string,
  ])[];
  readonly texts: readonly string[];
  readonly tagSets: readonly Tags[];
  /** Four numbers a role: account, role name, region (0 = none), tag set. */
  readonly rows: readonly number[];
  readonly profiles: readonly string[];
  /** The few that Identity Center does not grant: which row, via what, under which IAM path (empty = `/`). */
  readonly assumed?: readonly (readonly [row: number, via: string, path: string])[];
  /** Which of these rows are users. */
  readonly users?: readonly number[];
};

/** Numbers texts by the order of their first use. */
const dictionary = <T>(keyOf: (value: T) => string) => {
  const numbers = new Map<string, number>();
  const values: T[] = [];
  const numberOf = (value: T): number => {
    const key = keyOf(value);
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, values.length);
    return values.push(value) - 1;
  };
  return { values, numberOf };
};

const toColumns = (key: string, table: RoleTable): Columns => {
  const accounts = dictionary<Columns['accounts'][number]>((account) => account.join('\u0000'));
  const texts = dictionary<string>((text) => text);
  const tagSets = dictionary<Tags>((tags) => JSON.stringify(tags));
  texts.numberOf('');
  const rows: number[] = [];
  for (const role of table.roles) {
    rows.push(
      accounts.numberOf([role.instance, role.ssoRegion, role.accountId, role.accountName, role.email]),
      texts.numberOf(role.roleName),
      texts.numberOf(role.region ?? ''),
      tagSets.numberOf(role.tags),
    );
  }
  return {
    version,
    key,
    instances: table.instances,
    accounts: accounts.values,
    texts: texts.values,
    tagSets: tagSets.values,
    rows,
    profiles: table.roles.map((role) => role.profile),
    assumed: table.roles.flatMap(({ via, path }, row) =>
      via === undefined ? [] : [[row, via, path ?? ''] as const],
    ),
    users: table.roles.flatMap(({ isUser }, row) => (isUser ? [row] : [])),
  };
};

const fromColumns = (columns: Columns): RoleTable => {
  const tagSets = columns.tagSets.map((tags) => mergeTags(tags));
  const { rows, texts, accounts } = columns;
  const origins = new Map<number, Pick<Role, 'via' | 'path' | 'isUser'>>();
  for (const [row, via, path] of columns.assumed ?? []) origins.set(row, { via, path: path || undefined });
  for (const row of columns.users ?? []) origins.set(row, { ...origins.get(row), isUser: true });
  const roles = columns.profiles.map((profile, index): Role => {
    const [instance = '', ssoRegion = '', accountId = '', accountName = '', email = ''] =
      accounts[rows[index * 4] ?? -1] ?? [];
    const role: Role = {
      instance,
      accountId,
      roleName: texts[rows[index * 4 + 1] ?? -1] ?? '',
      accountName,
      email,
      profile,
      region: texts[rows[index * 4 + 2] ?? 0] || undefined,
      ssoRegion,
      tags: tagSets[rows[index * 4 + 3] ?? -1] ?? mergeTags(),
    };
    // Spread only where there is something: a hundred thousand spreads cost as much as the rest of the start.
    const origin = origins.get(index);
    return origin === undefined ? role : { ...role, ...origin };
  });
  return { roles, instances: columns.instances };
};

const readJson = (path: string): unknown => {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
};

const catalogFrom = (value: unknown): Catalog => {
  const found = value as { readonly version?: unknown; readonly instances?: unknown } | undefined;
  if (found?.version !== version || !Array.isArray(found.instances)) return emptyCatalog;
  return { version, instances: found.instances as readonly InstanceCatalog[] };
};

const newsFrom = (value: unknown): readonly InstanceNews[] => {
  const found = value as { readonly version?: unknown; readonly news?: unknown } | undefined;
  return found?.version === newsVersion && Array.isArray(found.news) ? found.news : [];
};

const stampOf = (path: string): string => {
  try {
    const { mtimeMs, size, ino } = statSync(path);
    return `${mtimeMs}:${size}:${ino}`;
  } catch {
    return 'none';
  }
};

export const openCatalogStore = (folder: string): CatalogStore => {
  const catalogPath = join(folder, 'catalog.json');
  const tablePath = join(folder, 'roles.json');
  const newsPath = join(folder, 'news.json');
  // A table is made of the catalog that was loaded last. Another process may have replaced that since, and what is
  // made of the old one must not pass for the new one's.
  let loadedStamp: string | undefined;
  const keyOf = (configKey: string, stamp: string): string => `${version}|${configKey}|${stamp}`;
  const write = async (path: string, data: string): Promise<void> => {
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      await writeFileAtomic(path, data, { mode: 0o600 });
    } catch (error) {
      throw cannotWrite(path, error);
    }
  };
  return {
    load: async () => {
      loadedStamp = stampOf(catalogPath);
      return catalogFrom(readJson(catalogPath));
    },
    save: async (catalog) => write(catalogPath, JSON.stringify(catalog)),
    loadTable: async (configKey) => {
      const columns = readJson(tablePath) as Columns | undefined;
      return columns?.version === version && columns.key === keyOf(configKey, stampOf(catalogPath))
        ? fromColumns(columns)
        : undefined;
    },
    saveTable: async (configKey, table) => {
      const key = keyOf(configKey, loadedStamp ?? stampOf(catalogPath));
      await write(tablePath, JSON.stringify(toColumns(key, table)));
      await write(join(folder, 'names'), completionNames(table.roles));
      await write(join(folder, 'words'), completionWords(table.roles));
    },
    loadNews: async () => newsFrom(readJson(newsPath)),
    saveNews: async (news) => write(newsPath, JSON.stringify({ version: newsVersion, news })),
  };
};
