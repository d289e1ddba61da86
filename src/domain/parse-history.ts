import type { Config } from './config.ts';
import { type Place, problem, type Reader, text } from './config-reader.ts';
import { maxRecent } from './history.ts';

/** `history`: off, or the length of the picker's recent block. */
export const recentRolesOf = (reader: Reader, place: Place): Config['recentRoles'] => {
  const found = text(reader, place);
  if (found === undefined || found === 'off') return found;
  if (/^\d{1,3}$/.test(found) && Number(found) <= maxRecent) return Number(found);
  return problem(reader, place.path, `must be off, or a number of roles from 0 to ${maxRecent}.`);
};
