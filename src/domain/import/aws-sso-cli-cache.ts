// aws-sso-cli's cache.json: what AWS calls the accounts, so that names can be compared, and which roles were used last.
import { sanitize } from '../sanitize.ts';
import type { TextFile } from './found.ts';

/** `instance` as the tool names it; `lastUsedAt` in ms. */
export type CachedUse = {
  readonly instance: string;
  readonly accountId: string;
  readonly roleName: string;
  readonly lastUsedAt: number;
};

export type AwsSsoCache = {
  /** By instance and account id, `Default/111111111111`. */
  readonly accounts: ReadonlyMap<string, { readonly accountName: string; readonly email: string }>;
  readonly history: readonly CachedUse[];
};

/** Entries of one instance; the tool itself keeps ten unless told otherwise. */
const longestHistory = 500;

type Fields = Readonly<Record<string, unknown>>;

const fieldsOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};

const parse = (text: string): Fields => {
  try {
    return fieldsOf(JSON.parse(text));
  } catch {
    return {};
  }
};

const textIn = (fields: Fields, key: string): string => {
  const value = fields[key];
  return typeof value === 'string' ? sanitize(value, 128) : '';
};

const roleForm = /^arn:[\w-]+:iam::(\d{1,12}):role\/([\w+=,.@-]{1,64})$/;

/** A role's own note of its last use: `ALIAS:ROLE,SECONDS`. */
const notedAt = (cached: Fields, account: string, roleName: string): number | undefined => {
  const accounts = fieldsOf(fieldsOf(cached['Roles'])['Accounts']);
  const known = accounts[account] ?? accounts[account.replace(/^0+/, '')];
  const role = fieldsOf(fieldsOf(fieldsOf(known)['Roles'])[roleName]);
  const seconds = Number(/,(\d{9,11})$/.exec(textIn(fieldsOf(role['Tags']), 'History'))?.[1]);
  return Number.isFinite(seconds) ? seconds * 1000 : undefined;
};

/** The latest first. A use without a time of its own is as old as the list, and keeps its place in it. */
const historyOf = (instance: string, cached: Fields): readonly CachedUse[] => {
  const list = Array.isArray(cached['History']) ? cached['History'].slice(0, longestHistory) : [];
  const written = Number(cached['LastUpdate']);
  const fallback = Number.isFinite(written) && written > 0 && written < 1e11 ? written * 1000 : undefined;
  return list.flatMap((arn: unknown, place): readonly CachedUse[] => {
    const [, account = '', roleName = ''] = typeof arn === 'string' ? (roleForm.exec(arn) ?? []) : [];
    const lastUsedAt =
      notedAt(cached, account, roleName) ?? (fallback === undefined ? undefined : fallback - place * 1000);
    if (roleName === '' || lastUsedAt === undefined) return [];
    return [{ instance, accountId: account.padStart(12, '0'), roleName, lastUsedAt }];
  });
};

/** Of a file that is damaged, nothing: all of it can be done without. */
export const readAwsSsoCache = (file: TextFile | undefined): AwsSsoCache => {
  const instances = Object.entries(fieldsOf(parse(file?.text ?? '')['SSO']));
  const accounts = instances.flatMap(([instance, cached]) =>
    Object.entries(fieldsOf(fieldsOf(fieldsOf(cached)['Roles'])['Accounts'])).map(([id, account]) => {
      const fields = fieldsOf(account);
      const known = { accountName: textIn(fields, 'Alias'), email: textIn(fields, 'EmailAddress') };
      return [`${instance}/${id.padStart(12, '0')}`, known] as const;
    }),
  );
  const history = instances.flatMap(([instance, cached]) => historyOf(instance, fieldsOf(cached)));
  return { accounts: new Map(accounts), history };
};
