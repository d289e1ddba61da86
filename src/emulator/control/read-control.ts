// Control bodies are written by hand in tests and scripts, so a mistake in one is said, not guessed at.
import { UsageError } from '../../domain/errors.ts';
import { isAccountId, isRoleName } from '../../domain/sanitize.ts';
import type { Fields } from '../http/fields.ts';
import type { NewUser } from '../iam/user.ts';
import { parseAccount } from '../organisation/organisation.ts';
import type { AssignmentChange, TrustChange } from './emulator-control.ts';
import type { Fault } from './fault-queue.ts';

const expect = <Value>(fields: Fields, name: string, kind: Kind<Value>): Value | undefined => {
  const value = fields.get(name);
  if (value === undefined || value === null) return undefined;
  if (kind.holds(value)) return value;
  throw new UsageError(`${name} must be ${kind.is}.`);
};

type Kind<Value> = { readonly is: string; readonly holds: (value: unknown) => value is Value };

const text: Kind<string> = { is: 'a text', holds: (value) => typeof value === 'string' };
const flag: Kind<boolean> = { is: 'true or false', holds: (value) => typeof value === 'boolean' };
const number: Kind<number> = { is: 'a number', holds: (value): value is number => Number.isFinite(value) };
const count: Kind<number> = {
  is: 'a whole number from 1',
  holds: (value): value is number => typeof value === 'number' && Number.isSafeInteger(value) && value >= 1,
};
const status: Kind<number> = {
  is: 'an HTTP status from 200 to 599',
  holds: (value): value is number =>
    typeof value === 'number' && Number.isInteger(value) && value >= 200 && value <= 599,
};
const delay: Kind<number> = {
  is: 'milliseconds from 0',
  holds: (value): value is number => typeof value === 'number' && Number.isFinite(value) && value >= 0,
};

const refuseOthers = (fields: Fields, known: readonly string[]): void => {
  const unknown = [...fields.keys()].find((name) => !known.includes(name));
  if (unknown === undefined) return;
  throw new UsageError(`There is no member ${JSON.stringify(unknown)}.`, `There are: ${known.join(', ')}.`);
};

const faultMembers = [
  'operation',
  'count',
  'status',
  'error',
  'message',
  'delay_ms',
  'hang',
  'reset',
  'body',
  'content_type',
];

/** `{operation, count, status, error, message, delay_ms, hang, reset, body, content_type}`; only `operation` is needed. */
export const readFault = (fields: Fields): Fault => {
  refuseOthers(fields, faultMembers);
  const operation = expect(fields, 'operation', text);
  if (operation === undefined) throw new UsageError('A fault needs an operation, such as ListAccounts.');
  return {
    operation,
    count: expect(fields, 'count', count),
    status: expect(fields, 'status', status),
    error: expect(fields, 'error', text),
    message: expect(fields, 'message', text),
    delay: expect(fields, 'delay_ms', delay),
    hang: expect(fields, 'hang', flag),
    reset: expect(fields, 'reset', flag),
    body: expect(fields, 'body', text),
    contentType: expect(fields, 'content_type', text),
  };
};

/** `{action: grant | revoke, account_id, role_name}`, `{action: add-account, account}`, `{action: remove-account, account_id}`. */
export const readAssignment = (fields: Fields): AssignmentChange => {
  refuseOthers(fields, ['action', 'account', 'account_id', 'role_name', 'still_listed']);
  const action = fields.get('action');
  if (action === 'add-account') return { action, account: parseAccount(fields.get('account'), 'account') };
  const accountId = expect(fields, 'account_id', text) ?? '';
  if (action !== 'grant' && action !== 'revoke' && action !== 'remove-account') {
    throw new UsageError('action must be grant, revoke, add-account or remove-account.');
  }
  if (!isAccountId(accountId)) throw new UsageError('account_id must be 12 digits.');
  if (action === 'remove-account') return { action, accountId };
  const roleName = expect(fields, 'role_name', text) ?? '';
  if (!isRoleName(roleName)) throw new UsageError('role_name must be the name of a role.');
  if (action === 'grant') return { action, accountId, roleName };
  return { action, accountId, roleName, isStillListed: expect(fields, 'still_listed', flag) };
};

/** `{account_id, role_name, external_id, source_identity, mfa}` */
export const readTrust = (fields: Fields): TrustChange => {
  refuseOthers(fields, ['account_id', 'role_name', 'external_id', 'source_identity', 'mfa']);
  const accountId = expect(fields, 'account_id', text) ?? '';
  const roleName = expect(fields, 'role_name', text) ?? '';
  if (!isAccountId(accountId)) throw new UsageError('account_id must be 12 digits.');
  if (!isRoleName(roleName)) throw new UsageError('role_name must be the name of a role.');
  return {
    accountId,
    roleName,
    externalId: expect(fields, 'external_id', text),
    sourceIdentity: expect(fields, 'source_identity', text),
    mfa: expect(fields, 'mfa', flag),
  };
};

/** `{account_id, user_name, path, mfa, keys_need_mfa}`; the names are needed. */
export const readUser = (fields: Fields): NewUser => {
  refuseOthers(fields, ['account_id', 'user_name', 'path', 'mfa', 'keys_need_mfa']);
  return {
    accountId: expect(fields, 'account_id', text) ?? '',
    userName: expect(fields, 'user_name', text) ?? '',
    path: expect(fields, 'path', text),
    mfa: expect(fields, 'mfa', flag),
    keysNeedMfa: expect(fields, 'keys_need_mfa', flag),
  };
};

/** `{serial}` */
export const readSerial = (fields: Fields): string => {
  refuseOthers(fields, ['serial']);
  const serial = expect(fields, 'serial', text);
  if (serial === undefined) throw new UsageError('serial must name an MFA device.');
  return serial;
};

/** `{shift_ms}`: forward, or back where it is negative. */
export const readShift = (fields: Fields): number => {
  refuseOthers(fields, ['shift_ms']);
  const shift = expect(fields, 'shift_ms', number);
  if (shift === undefined) throw new UsageError('shift_ms must be a number of milliseconds.');
  return shift;
};

/** `{only: access-tokens}`, or nothing for whole sessions. */
export const readExpiry = (fields: Fields): 'sessions' | 'access-tokens' => {
  refuseOthers(fields, ['only']);
  const only = fields.get('only');
  if (only === undefined) return 'sessions';
  if (only === 'access-tokens') return only;
  throw new UsageError('only can be access-tokens.');
};
