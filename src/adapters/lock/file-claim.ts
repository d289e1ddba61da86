// A lock file with its holder's pid, for systems whose kernel frees no name at a process's death. The file of a
// holder that is gone, or whose heartbeat stopped (its pid may be another's by now), is stale and removed by the
// next who wants the lock. Removing needs a second file, the broom, so that nobody removes a lock which another has
// just taken in place of the stale one.
import { randomBytes } from 'node:crypto';
import { constants, promises as fs } from 'node:fs';
import { createFileAtomic } from '../atomic-file.ts';
import { type Claim, type Claimant, jitter } from './socket-claim.ts';

const heartbeatEvery = 1_000;
const deadAfter = 15_000;
const broomDeadAfter = 2_000;

type Holder = { readonly text: string; readonly mtimeMs: number };

const isAbsent = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT';

const readHolder = async (path: string): Promise<Holder | undefined> => {
  try {
    const [text, stats] = await Promise.all([fs.readFile(path, 'utf8'), fs.stat(path)]);
    return { text, mtimeMs: stats.mtimeMs };
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw error;
  }
};

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
};

const isStale = ({ text, mtimeMs }: Holder): boolean =>
  !isAlive(Number.parseInt(text, 10)) || Date.now() - mtimeMs > deadAfter;

const takeBroom = async (broom: string): Promise<boolean> => {
  try {
    await (await fs.open(broom, constants.O_CREAT | constants.O_EXCL, 0o600)).close();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    const stats = await fs.stat(broom).catch(() => undefined);
    if (stats !== undefined && Date.now() - stats.mtimeMs > broomDeadAfter)
      await fs.rm(broom, { force: true });
    return false;
  }
};

const removeIfStale = async (path: string): Promise<void> => {
  const seen = await readHolder(path);
  if (seen === undefined || !isStale(seen)) return;
  const broom = `${path}.broom`;
  if (!(await takeBroom(broom))) return;
  try {
    const now = await readHolder(path);
    if (now?.text === seen.text) await fs.rm(path, { force: true });
  } finally {
    await fs.rm(broom, { force: true });
  }
};

const hold = (path: string, text: string): Claim => {
  const heartbeat = setInterval(() => {
    const now = new Date();
    fs.utimes(path, now, now).catch(() => undefined);
  }, heartbeatEvery);
  heartbeat.unref();
  return {
    release: async () => {
      clearInterval(heartbeat);
      // Taken from us while we were stopped for long: then it is no longer ours to remove.
      if ((await readHolder(path))?.text === text) await fs.rm(path, { force: true });
    },
  };
};

const claim = async (path: string): Promise<Claim | undefined> => {
  await removeIfStale(path);
  const text = `${process.pid} ${randomBytes(8).toString('hex')}\n`;
  return (await createFileAtomic(path, text, { mode: 0o600 })) ? hold(path, text) : undefined;
};

export const fileClaimant = (path: string): Claimant => ({
  claim: () => claim(path),
  waitForRelease: (limit) => jitter(Math.min(20, limit), Math.min(120, limit)),
});
