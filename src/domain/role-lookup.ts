// Which rows of a list of roles are the ones that are asked for. Where the list has columns, numbers are compared and no
// role is made but those that are answered.
import { isSameRole, type Role, type RoleId } from './role.ts';
import type { FieldName, RoleColumns, RoleList } from './role-list.ts';

export type RowTest = (row: number) => boolean;

const never: RowTest = () => false;

/** More are looked up in a set. */
const fewTexts = 8;

const textOf: Readonly<Record<FieldName, (role: Role) => string>> = {
  profile: ({ profile }) => profile,
  account: ({ accountName }) => accountName,
  role: ({ roleName }) => roleName,
  id: ({ accountId }) => accountId,
  email: ({ email }) => email,
  region: ({ region = '' }) => region,
  instance: ({ instance }) => instance,
};

const isRowIn = ({ fields: { id, role, instance } }: RoleColumns, wanted: RoleId): RowTest => {
  // What every role has is never the first text, which stands for none.
  const account = id.texts.indexOf(wanted.accountId, 1);
  const name = role.texts.indexOf(wanted.roleName, 1);
  const home = instance.texts.indexOf(wanted.instance, 1);
  if (Math.min(account, name, home) < 0) return never;
  return (row) => id.ids[row] === account && role.ids[row] === name && instance.ids[row] === home;
};

/** Whether a row has this role. */
export const isRowOf = (roles: RoleList, wanted: RoleId): RowTest => {
  if (roles.columns !== undefined) return isRowIn(roles.columns, wanted);
  return (row) => {
    const role = row < 0 ? undefined : roles.at(row);
    return role !== undefined && isSameRole(role, wanted);
  };
};

/** The first row that has this role; -1 where none does. */
export const rowOf = (roles: RoleList, wanted: RoleId): number => {
  const isWanted = isRowOf(roles, wanted);
  if (isWanted !== never) for (let row = 0; row < roles.length; row += 1) if (isWanted(row)) return row;
  return -1;
};

/** The role as it is in the list. */
export const roleOf = (roles: RoleList, wanted: RoleId): Role | undefined => {
  const row = rowOf(roles, wanted);
  return row < 0 ? undefined : roles.at(row);
};

/** By text number: 1 for those that are wanted. */
const wantedTexts = ({ fields }: RoleColumns, field: FieldName, wanted: readonly string[]): Uint8Array => {
  const { texts } = fields[field];
  const flags = new Uint8Array(texts.length);
  if (wanted.length > fewTexts) {
    const set = new Set(wanted);
    let id = 0;
    for (const text of texts) flags[id++] = set.has(text) ? 1 : 0;
    return flags;
  }
  // Profiles may repeat, and so does the empty text: it is also what a role without any has.
  for (const text of wanted)
    for (let id = texts.indexOf(text); id >= 0; id = texts.indexOf(text, id + 1)) flags[id] = 1;
  return flags;
};

/** The roles that hold exactly one of these texts in the field, in their order. */
export const rolesWith = (
  roles: RoleList,
  field: FieldName,
  ...wanted: readonly string[]
): readonly Role[] => {
  const { columns } = roles;
  if (columns === undefined) {
    const set = new Set(wanted);
    return roles.filter((role) => set.has(textOf[field](role)));
  }
  const flags = wantedTexts(columns, field, wanted);
  const { ids } = columns.fields[field];
  const found: Role[] = [];
  for (let row = 0; row < ids.length; row += 1) {
    const role = flags[ids[row] ?? 0] === 1 ? roles.at(row) : undefined;
    if (role !== undefined) found.push(role);
  }
  return found;
};
