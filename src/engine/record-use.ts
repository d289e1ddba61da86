// A use of roles, for the recent ones of the picker. It is told after the work it is about went well, and what goes wrong
// with it is no reason to fail that work.
import type { Config } from '../domain/config.ts';
import { withUses } from '../domain/history.ts';
import type { RoleId } from '../domain/role.ts';
import type { Services } from '../ports/services.ts';

export const isHistoryOn = ({ recentRoles }: Pick<Config, 'recentRoles'>): boolean => recentRoles !== 'off';

/** Who uses more than this at once has picked none of them: they would push out of the recent roles what was picked. */
export const mostPicked = 5;

/** Counts one use of each role, unless the config keeps no history or they were part of a use of many (`together`).
 *  Never throws. */
export const recordUse = async (
  services: Pick<Services, 'clock' | 'configStore' | 'history'>,
  roles: readonly RoleId[],
  together = roles.length,
): Promise<void> => {
  try {
    if (
      roles.length === 0 ||
      together > mostPicked ||
      !isHistoryOn(await (await services.configStore()).load())
    )
      return;
    const now = services.clock.now();
    await (await services.history()).change((history) => withUses(history, roles, now));
  } catch {
    // Said above.
  }
};
