// One process at a time does a piece of work. On Linux and Windows a name in the kernel (an abstract socket, a
// named pipe) is held while the work runs: the kernel frees it when the holder dies, however it dies. Elsewhere a
// lock file does it (lock/file-claim.ts).
// No work may rely on the lock for being correct.
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../domain/errors.ts';
import type { Lock } from '../ports/lock.ts';
import { createFileAtomic } from './atomic-file.ts';
import { fileClaimant } from './lock/file-claim.ts';
import { hasKernelNames, lockAddress, lockHash, noncePath } from './lock/lock-address.ts';
import { type Claim, type Claimant, socketClaimant } from './lock/socket-claim.ts';

const defaultLimit = 30_000;

/** A random text, the same for all processes that use this directory. Made once: making it waits for the disk. */
const makeNonce = async (directory: string): Promise<void> => {
  const path = noncePath(directory);
  if (!existsSync(path)) await createFileAtomic(path, randomBytes(16).toString('hex'), { mode: 0o600 });
};

const openClaimant = async (
  directory: string,
  platform: NodeJS.Platform,
  name: string,
): Promise<Claimant> => {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  if (!hasKernelNames(platform)) return fileClaimant(join(directory, `${lockHash(name)}.lock`));
  await makeNonce(directory);
  return socketClaimant(lockAddress({ directory, platform }, name));
};

const claimWithin = async (claimant: Claimant, limit: number): Promise<Claim | undefined> => {
  const deadline = performance.now() + limit;
  for (;;) {
    const claim = await claimant.claim();
    if (claim !== undefined) return claim;
    const left = deadline - performance.now();
    if (left <= 0) return undefined;
    await claimant.waitForRelease(left);
  }
};

/** `directory` is private to this person and made when missing. `platform` decides the kind of lock. */
export const openLock = (directory: string, platform: NodeJS.Platform = process.platform): Lock => ({
  run: async (name, work, limit = defaultLimit) => {
    const claim = await openClaimant(directory, platform, name)
      .then((claimant) => claimWithin(claimant, limit))
      .catch((cause: NodeJS.ErrnoException) => {
        const hint = 'Check that the directory is there and lets you write.';
        throw new UserError(`Could not take a lock in ${directory} (${cause.code ?? 'unknown error'}).`, {
          hint,
          cause,
        });
      });
    if (claim === undefined)
      throw new UserError('Another rolecall is still at the same work.', {
        hint: 'Try again. If this does not end, look for a rolecall process that hangs.',
      });
    try {
      return await work();
    } finally {
      await claim.release();
    }
  },
});
