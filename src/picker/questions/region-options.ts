// Regions to choose from, for roles of one partition or several.
import { searchRegions } from '../../domain/console-destinations.ts';
import type { KnownRegion } from '../../domain/known-regions.ts';
import { partitionOf } from '../../domain/partition.ts';
import type { RoleList } from '../../domain/role-list.ts';

/** Those that match, best first; a region that is not known yet may be typed in full. */
export const regionChoices = (roles: RoleList, typed: string): readonly KnownRegion[] => {
  const partitions = new Set(roles.map(({ ssoRegion }) => partitionOf(ssoRegion).id));
  return [...partitions].flatMap((partition) => searchRegions(partition, typed.trim().toLowerCase()));
};
