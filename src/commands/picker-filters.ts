// Saved filters of config.yaml, as the picker changes them.

import { sanitize } from '../domain/sanitize.ts';
import { longestFilterName, type SavedFilter } from '../domain/saved-filter.ts';
import { audited } from '../engine/audit.ts';
import type { Host } from '../host.ts';

export type FilterChange = {
  readonly name: string;
  /** Undefined: it is deleted. */
  readonly query: string | undefined;
};

/** Writes one, comments and order kept; answers what is saved now. Errors: UsageError for a config that is not right. */
export const saveFilter = async (
  host: Host,
  { name, query }: FilterChange,
): Promise<{ readonly filters: readonly SavedFilter[]; readonly text: string }> => {
  const store = await host.services.configStore();
  const { filters = [] } = await store.load();
  const isLast = query === undefined && filters.length === 1 && filters[0]?.name === name;
  const edit = await store.plan([{ path: isLast ? ['filters'] : ['filters', name], value: query }]);
  await audited(host.services, { subject: { event: 'config' }, run: () => store.write(edit) });
  const shown = sanitize(name, longestFilterName);
  const text =
    query === undefined ? `Deleted ${shown} from ${store.path}.` : `Saved as ${shown} in ${store.path}.`;
  return { filters: (await store.load()).filters ?? [], text };
};
