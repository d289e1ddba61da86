// In which order accounts are asked: those of roles that the person pinned or used, the latest first, then those whose
// roles were never read, then the rest, the one whose roles are oldest first. So what people look at is true within
// moments, and a refresh that never comes to its end still reaches every account in time.
import type { CatalogAccount } from './catalog.ts';
import { type History, usesByRecency } from './history.ts';

/** Ids of the accounts of this instance that the person cares for, the dearest first. */
export const accountsOfInterest = (history: History, instance: string): readonly string[] => {
  const keys = [...history.pins, ...usesByRecency(history).map(([key]) => key)];
  const start = `${instance}/`;
  const ids = keys.filter((key) => key.startsWith(start)).map((key) => key.split('/')[1] ?? '');
  return [...new Set(ids)];
};

export const discoveryOrder = (
  accounts: readonly CatalogAccount[],
  dearest: readonly string[],
): readonly CatalogAccount[] => {
  const rank = new Map(dearest.map((id, index) => [id, index]));
  const rankOf = ({ id }: CatalogAccount): number => rank.get(id) ?? rank.size;
  return [...accounts].sort(
    (a, b) => rankOf(a) - rankOf(b) || (a.rolesFetchedAt ?? 0) - (b.rolesFetchedAt ?? 0),
  );
};
