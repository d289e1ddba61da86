// The roles that another tool saw used last, as the history will have them.
import { type History, noHistory, type RoleUse, withOtherUses } from '../history.ts';
import { roleKey } from '../role.ts';
import type { FoundUse, ImportNote } from './found.ts';
import type { ImportItem } from './plan-items.ts';
import type { ImportRequest, Names } from './plan-tree.ts';

export type PlannedUses = {
  /** Only what the history does not say yet. */
  readonly uses: History['uses'];
  readonly items: readonly ImportItem[];
  readonly notes: readonly ImportNote[];
};

const nothing: PlannedUses = { uses: new Map(), items: [], notes: [] };

const isSame = (a: RoleUse | undefined, b: RoleUse): boolean =>
  a?.lastUsedAt === b.lastUsedAt && a.count === b.count;

const itemOf = (
  { tool, origin }: FoundUse,
  count: number,
  becomes: Pick<ImportItem, 'becomes' | 'state'>,
): ImportItem => ({
  tool,
  what: 'history',
  name: count === 1 ? '1 role' : `${count} roles`,
  from: origin,
  path: [],
  ...becomes,
});

/** A tool says when a role was used last, not how often: it counts as once. */
export const planUses = (
  { found, config, history = noHistory }: ImportRequest,
  names: Names,
): PlannedUses => {
  const placed = found.uses.flatMap((use) => {
    const instance = names.get(use.instance);
    return instance === undefined ? [] : [{ use, key: roleKey({ ...use, instance }) }];
  });
  const [first] = placed;
  if (first === undefined) return nothing;
  const { tool, origin } = first.use;
  if (config.recentRoles === 'off') {
    const text = 'Its history is not taken over: history is off in config.yaml.';
    return { ...nothing, notes: [{ tool, origin, text }] };
  }
  const others = new Map(placed.map(({ use, key }) => [key, { lastUsedAt: use.lastUsedAt, count: 1 }]));
  const after = withOtherUses(history, others).uses;
  const uses = new Map(
    [...others.keys()].flatMap((key) => {
      const use = after.get(key);
      return use === undefined || isSame(history.uses.get(key), use) ? [] : [[key, use] as const];
    }),
  );
  const isNew = uses.size > 0;
  const becomes = isNew ? 'roles used last, in rolecall history' : 'in the history already';
  const count = isNew ? uses.size : others.size;
  return { uses, items: [itemOf(first.use, count, { becomes, state: isNew ? 'new' : 'there' })], notes: [] };
};
