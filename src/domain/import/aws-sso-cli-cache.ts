// aws-sso-cli's cache.json: what AWS calls the accounts, so that names can be compared, and how much history there is.
import { sanitize } from '../sanitize.ts';
import type { TextFile } from './found.ts';

export type AwsSsoCache = {
  /** By instance and account id, `Default/111111111111`. */
  readonly accounts: ReadonlyMap<string, { readonly accountName: string; readonly email: string }>;
  readonly history: number;
};

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
  const history = instances
    .map(([, cached]) => fieldsOf(cached)['History'])
    .reduce<number>((sum, list) => sum + (Array.isArray(list) ? list.length : 0), 0);
  return { accounts: new Map(accounts), history };
};
