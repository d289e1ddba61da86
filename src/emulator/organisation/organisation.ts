import { UsageError } from '../../domain/errors.ts';
import { isAccountId, isRoleName } from '../../domain/sanitize.ts';

export type Account = {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly roles: readonly string[];
};

/** The accounts and the roles in them that the one person of the emulator holds. */
export type Organisation = { readonly accounts: readonly Account[] };

const membersOf = (value: unknown, where: string): ReadonlyMap<string, unknown> => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new UsageError(`${where} must be a mapping.`);
  }
  return new Map(Object.entries(value));
};

const accountIdOf = (value: unknown, where: string): string => {
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text === 'string' && isAccountId(text)) return text;
  throw new UsageError(
    `${where}.id must be 12 digits.`,
    typeof value === 'number'
      ? 'Put the id in quotes: YAML drops the zeros in front of a number.'
      : undefined,
  );
};

const textOf = (value: unknown, where: string): string => {
  if (typeof value === 'string' && value !== '') return value;
  throw new UsageError(`${where} must be a text that is not empty.`);
};

const rolesOf = (value: unknown, where: string): readonly string[] => {
  if (!Array.isArray(value)) throw new UsageError(`${where}.roles must be a list of role names.`);
  const names = value.map((name: unknown, index) => {
    if (typeof name === 'string' && isRoleName(name)) return name;
    throw new UsageError(
      `${where}.roles[${index}] is not a role name.`,
      'A role name has up to 64 letters, digits and + = , . @ _ -',
    );
  });
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new UsageError(`${where}.roles lists ${twice} twice.`);
  return names;
};

const knownMembers = ['id', 'name', 'email', 'roles'];

/** One account from parsed YAML or JSON; `where` names it in errors. Errors: UsageError. */
export const parseAccount = (value: unknown, where: string): Account => {
  const members = membersOf(value, where);
  const unknown = [...members.keys()].find((key) => !knownMembers.includes(key));
  if (unknown !== undefined) {
    throw new UsageError(
      `${where} has an unknown member ${JSON.stringify(unknown)}.`,
      'Use id, name, email, roles.',
    );
  }
  return {
    id: accountIdOf(members.get('id'), where),
    name: textOf(members.get('name'), `${where}.name`),
    email: textOf(members.get('email'), `${where}.email`),
    roles: rolesOf(members.get('roles'), where),
  };
};

/** An organisation from a parsed YAML document: `accounts:`, a list of `{id, name, email, roles}`. Errors: UsageError. */
export const parseOrganisation = (value: unknown): Organisation => {
  const list = membersOf(value, 'The organisation').get('accounts');
  if (!Array.isArray(list)) throw new UsageError('The organisation must have a list `accounts`.');
  const accounts = list.map((account: unknown, index) => parseAccount(account, `accounts[${index}]`));
  const seen = new Set<string>();
  for (const { id } of accounts) {
    if (seen.has(id)) throw new UsageError(`The account ${id} is listed twice.`);
    seen.add(id);
  }
  return { accounts };
};
