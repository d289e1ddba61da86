// Takes keys of ours that have ended out of a file where they lie in clear text. Those that live may be in use.
import { replaceCredentialsBlock } from '../domain/aws-ini/managed-block.ts';
import { ownKeys } from '../domain/aws-ini/own-keys.ts';
import type { Services } from '../ports/services.ts';
import { credentialsLock } from './write-credentials.ts';

/** Answers how many are gone. Errors: UsageError, UserError. */
export const dropExpiredKeys = async (services: Services, path: string): Promise<number> => {
  const file = (await services.awsFiles()).keysFile(path);
  return (await services.lock()).run(credentialsLock, async () => {
    const before = await file.read();
    if (before === undefined) return 0;
    const now = services.clock.now();
    const keys = ownKeys(before, file.path);
    const living = keys.filter(({ expiresAt }) => expiresAt === undefined || expiresAt > now);
    if (living.length === keys.length) return 0;
    const sections = living.map(({ section }) => section);
    await file.write(before, replaceCredentialsBlock(before, sections, file.path));
    return keys.length - living.length;
  });
};
