// What `list` prints, from its options and the roles that were found.
import { UsageError } from './errors.ts';
import type { RoleList } from './role-list.ts';
import {
  type ListField,
  listFields,
  type RecordFacts,
  roleRecord,
  roleText,
  sortRoles,
} from './role-record.ts';
import { csvLine, tableLines } from './table.ts';

export type Listing = {
  readonly form: 'json' | 'csv' | 'lines';
  readonly fields: readonly ListField[];
  /** As found, unless given. */
  readonly sort: ListField | undefined;
  readonly isReversed: boolean;
};

const defaultFields: readonly ListField[] = [
  'profile',
  'account_name',
  'account_id',
  'role_name',
  'tags',
  'expires',
];

const fieldNamed = (name: string): ListField => {
  const field = listFields.find((candidate) => candidate === name.trim());
  if (field !== undefined) return field;
  throw new UsageError(`There is no field named ${name.trim()}.`, `Fields: ${listFields.join(', ')}`);
};

/** Errors: UsageError for a field that is none. */
export const listingOf = (options: Readonly<Record<string, unknown>>): Listing => {
  const { fields, sort } = options;
  const plain = options['csv'] === true ? 'csv' : 'lines';
  return {
    form: options['json'] === true ? 'json' : plain,
    fields: typeof fields === 'string' ? fields.split(',').map(fieldNamed) : defaultFields,
    sort: typeof sort === 'string' ? fieldNamed(sort) : undefined,
    isReversed: options['reverse'] === true,
  };
};

/** Whether cached credentials are to be looked at. */
export const showsLives = ({ form, fields, sort = 'profile' }: Listing): boolean =>
  form === 'json' || [...fields, sort].some((field) => field === 'expires' || field === 'expires_at');

type Shown = {
  readonly listing: Listing;
  readonly facts: RecordFacts;
  /** Columns of the terminal that it is for; undefined for none. */
  readonly width: number | undefined;
};

/** Empty where there are no roles; with `--json` it is an empty array. */
export const listingText = (found: RoleList, { listing, facts, width }: Shown): string => {
  const { form, fields, sort, isReversed } = listing;
  const roles = sortRoles(found, { field: sort, isReversed }, facts);
  if (form === 'json') {
    const records = roles.map((role) => roleRecord(role, facts));
    return `${JSON.stringify(records, null, 2)}\n`;
  }
  if (roles.length === 0) return '';
  const rows = roles.map((role) => fields.map((field) => roleText(role, field, facts)));
  if (form === 'csv') return [fields, ...rows].map(csvLine).join('');
  if (width !== undefined) return `${tableLines({ header: fields, rows, width }).join('\n')}\n`;
  return rows.map((row) => `${row.join('\t')}\n`).join('');
};
