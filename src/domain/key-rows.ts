// The rows of many roles that are known by their keys, without the key of any other being made: a hundred thousand keys
// would cost more than the rest of a frame.
import { idOfKey } from './role.ts';
import type { TextColumn } from './role-list.ts';
import type { Texts } from './texts.ts';

type IdColumns = Readonly<Record<'instance' | 'id' | 'role', TextColumn>>;

/** For more texts than these it is worth numbering all. */
const few = 8;

/** The number of a text that some role has; the first of all stands for none. */
export const numbering = (texts: Texts, wanted: number): ((text: string) => number) => {
  if (wanted <= few) return (text) => texts.indexOf(text, 1);
  const numbers = new Map<string, number>();
  let id = 0;
  for (const text of texts) {
    if (id > 0) numbers.set(text, id);
    id += 1;
  }
  return (text) => numbers.get(text) ?? -1;
};

/** Tells of each row whose role has one of the keys (`roleKey`), from the first on. */
export const visitRows = (
  { instance, id, role }: IdColumns,
  keys: ReadonlySet<string>,
  visit: (row: number, key: string) => void,
): void => {
  const names = role.texts.length;
  const perInstance = id.texts.length * names;
  const [homes, accounts, roleNames] = [instance, id, role].map(({ texts }) => numbering(texts, keys.size));
  const wanted = new Map<number, string>();
  const isWantedAccount = new Uint8Array(id.texts.length);
  for (const key of keys) {
    const one = idOfKey(key);
    const home = homes?.(one.instance) ?? -1;
    const account = accounts?.(one.accountId) ?? -1;
    const name = roleNames?.(one.roleName) ?? -1;
    if (Math.min(home, account, name) < 0) continue;
    wanted.set(home * perInstance + account * names + name, key);
    isWantedAccount[account] = 1;
  }
  if (wanted.size === 0) return;
  for (let row = 0; row < id.ids.length; row += 1) {
    const account = id.ids[row] ?? 0;
    if (isWantedAccount[account] === 0) continue;
    const key = wanted.get((instance.ids[row] ?? 0) * perInstance + account * names + (role.ids[row] ?? 0));
    if (key !== undefined) visit(row, key);
  }
};
