// Regions to choose from, for roles of one partition or several.
import { type KnownRegion, knownRegions } from '../../domain/known-regions.ts';
import { partitionOf } from '../../domain/partition.ts';
import { isRegion } from '../../domain/region.ts';
import type { Role } from '../../domain/role.ts';
import { bestByWords } from '../../domain/word-score.ts';

/** Those of the partitions that the roles are in. */
const regionsFor = (roles: readonly Role[]): readonly KnownRegion[] => {
  const partitions = new Set(roles.map(({ ssoRegion }) => partitionOf(ssoRegion).id));
  return knownRegions.filter(({ id }) => partitions.has(partitionOf(id).id));
};

/** Those that match, best first; a region that is not known may be typed in full. */
export const regionChoices = (roles: readonly Role[], typed: string): readonly KnownRegion[] => {
  const found = bestByWords(regionsFor(roles), typed, ({ id, place }) => [id, place]);
  const word = typed.trim().toLowerCase();
  const isKnown = knownRegions.some(({ id }) => id === word);
  return isRegion(word) && !isKnown ? [...found, { id: word, place: 'as typed' }] : found;
};
