import type { Config } from '../domain/config.ts';
import { usualRecent } from '../domain/history.ts';
import { type Arrangement, usualArrangement } from '../picker/arrangement.ts';

/** How the picker's list is arranged when it opens. */
export const arrangementOf = ({
  groupBy = 'flat',
  groupByTag,
  recentRoles = usualRecent,
}: Pick<Config, 'groupBy' | 'groupByTag' | 'recentRoles'>): Arrangement => ({
  ...usualArrangement,
  grouping: groupBy,
  tagKey: groupByTag,
  recentRoles: recentRoles === 'off' ? 0 : recentRoles,
});
