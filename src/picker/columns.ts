// The columns of the list. Widths follow the whole catalog, not the rows on the screen, so that nothing jumps while
// scrolling or typing. As the width shrinks columns give way: tags, then id, account, instance, life; profile and role never.
import type { Role } from '../domain/role.ts';
import type { RoleList } from '../domain/role-list.ts';
import { roomFor } from './text-width.ts';

/** `guard` is put beside the role by guard-column.ts. */
export type ColumnId = 'profile' | 'account' | 'role' | 'guard' | 'id' | 'instance' | 'tags' | 'life';

export type Column = { readonly id: ColumnId; readonly title: string; readonly width: number };

/** The bar and the space after it. */
export const rowIndent = 3;
export const columnGap = 2;

/** An IAM user among the roles is marked as one. */
export const roleText = ({ roleName, isUser }: Role): string => (isUser ? `${roleName} (user)` : roleName);

export const tagText = (role: Role): string => Object.values(role.tags).join(' ');

type Natural = Readonly<Record<ColumnId, number>>;

/** Lists of up to this many are looked at as a whole; of longer ones some hundred rows, since the first frame waits. */
const wholeSize = 2000;
const sampleSize = 500;

const naturals = new WeakMap<RoleList, Natural>();

/** The widest content of each column, from a sample that is the whole of most catalogs. */
const naturalWidths = (roles: RoleList): Natural => {
  const known = naturals.get(roles);
  if (known !== undefined) return known;
  const widest = { profile: 7, account: 7, role: 4, guard: 0, id: 12, instance: 0, tags: 0, life: 7 };
  const first = roles.at(0)?.instance;
  let hasSeveral = false;
  const step = roles.length <= wholeSize ? 1 : Math.floor(roles.length / sampleSize);
  for (let index = 0; index < roles.length; index += step) {
    const role = roles.at(index);
    if (role === undefined) continue;
    widest.profile = Math.max(widest.profile, roomFor(role.profile));
    widest.account = Math.max(widest.account, roomFor(role.accountName));
    widest.role = Math.max(widest.role, roomFor(roleText(role)));
    widest.instance = Math.max(widest.instance, roomFor(role.instance));
    hasSeveral ||= role.instance !== first;
    widest.tags = Math.max(widest.tags, roomFor(tagText(role)));
  }
  // One instance needs no column.
  widest.instance = hasSeveral ? Math.max(widest.instance, 8) : 0;
  naturals.set(roles, widest);
  return widest;
};

type Room = {
  /** Less than this and the column (or another) gives way. */
  readonly comfortable: number;
  readonly most: number;
};

const rooms: Readonly<Record<ColumnId, Room>> = {
  profile: { comfortable: 32, most: 48 },
  account: { comfortable: 16, most: 32 },
  role: { comfortable: 19, most: 36 },
  guard: { comfortable: 12, most: 12 },
  id: { comfortable: 12, most: 12 },
  instance: { comfortable: 10, most: 16 },
  tags: { comfortable: 9, most: 36 },
  life: { comfortable: 7, most: 7 },
};

const titles: Readonly<Record<ColumnId, string>> = {
  profile: 'Profile',
  account: 'Account',
  role: 'Role',
  guard: 'Guard',
  id: 'Account id',
  instance: 'Instance',
  tags: 'Tags',
  life: 'Life',
};

const inOrder: readonly ColumnId[] = ['profile', 'account', 'role', 'id', 'instance', 'tags', 'life'];
const givingWay: readonly ColumnId[] = ['tags', 'id', 'account', 'instance', 'life'];

const total = (widths: readonly number[]): number =>
  widths.reduce((sum, width) => sum + width, 0) + columnGap * (widths.length - 1);

/** Gives each column what it is comfortable with, then what is left to those that can use it. */
const share = (ids: readonly ColumnId[], natural: Natural, available: number): readonly Column[] => {
  const width = new Map(ids.map((id) => [id, Math.min(natural[id], rooms[id].comfortable)]));
  let left = available - total([...width.values()]);
  for (const id of ['instance', 'profile', 'role', 'tags', 'account'] as const) {
    const has = width.get(id);
    if (has === undefined) continue;
    const more = Math.max(0, Math.min(left, Math.min(natural[id], rooms[id].most) - has));
    width.set(id, has + more);
    left -= more;
  }
  if (left < 0) {
    const both = (width.get('profile') ?? 0) + (width.get('role') ?? 0) + left;
    const role = Math.min(width.get('role') ?? 0, Math.floor(both * 0.4));
    width.set('role', role);
    width.set('profile', both - role);
  }
  return ids.map((id) => ({ id, title: titles[id], width: width.get(id) ?? 0 }));
};

/** The columns for a list `listWidth` cells wide; the account id is left out where a pane shows it anyway. */
export const columnsFor = (roles: RoleList, listWidth: number, hasPane: boolean): readonly Column[] => {
  const natural = naturalWidths(roles);
  const available = listWidth - rowIndent - 1;
  const wanted = inOrder.filter((id) => natural[id] > 0 && (id !== 'id' || !hasPane || available > 110));
  const gone = new Set<ColumnId>();
  const remaining = () => wanted.filter((id) => !gone.has(id));
  const needed = (): number => total(remaining().map((id) => Math.min(natural[id], rooms[id].comfortable)));
  for (const id of givingWay) {
    if (needed() <= available) break;
    gone.add(id);
  }
  return share(remaining(), natural, available);
};
