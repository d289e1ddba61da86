// What `doctor --fix` does. Each fix is safe by itself: it takes rights of others away, or removes what nobody uses.
import type { SafeFix } from '../../domain/doctor/finding.ts';
import type { Inspection } from '../../ports/inspection.ts';
import type { Services } from '../../ports/services.ts';
import { dropExpiredKeys } from '../drop-expired-keys.ts';

const some = (paths: readonly string[]): string =>
  paths.length === 1 ? (paths[0] ?? '') : `${paths[0]} and ${paths.length - 1} more`;

/** What a person is asked. */
export const fixQuestion = (fix: SafeFix): string => {
  switch (fix.kind) {
    case 'close':
      return `Close ${some(fix.paths.map(({ path }) => path))} to other users?`;
    case 'remove':
      return `Remove ${some(fix.paths)}?`;
    case 'drop-expired-keys':
      return `Remove the keys that have ended from ${fix.path}?`;
  }
};

/** Errors: UserError for the first that cannot be done. */
export const mend = async (services: Services, inspection: Inspection, fix: SafeFix): Promise<void> => {
  switch (fix.kind) {
    case 'close':
      for (const { path, mode } of fix.paths) await inspection.close(path, mode);
      return;
    case 'remove':
      for (const path of fix.paths) await inspection.remove(path);
      return;
    case 'drop-expired-keys':
      await dropExpiredKeys(services, fix.path);
  }
};
