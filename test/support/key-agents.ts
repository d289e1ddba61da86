// The key agents that run for a home, as the system sees them (Linux). An agent has no environment and no arguments
// that name its home; its socket does.
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';

/** Inodes of the sockets that were bound anywhere under the folder. */
const socketsUnder = (folder: string): ReadonlySet<string> =>
  new Set(
    readFileSync('/proc/net/unix', 'utf8')
      .split('\n')
      .filter((line) => line.includes(` ${folder}/`))
      .map((line) => `socket:[${line.trim().split(/\s+/)[6]}]`),
  );

const holdsOne = (pid: string, sockets: ReadonlySet<string>): boolean => {
  try {
    const folder = `/proc/${pid}/fd`;
    return readdirSync(folder).some((name) => sockets.has(readlinkSync(join(folder, name))));
  } catch {
    // It ended meanwhile.
    return false;
  }
};

/** Their process ids. */
export const keyAgentsOf = (folder: string): readonly number[] => {
  const sockets = socketsUnder(folder);
  if (sockets.size === 0) return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && holdsOne(name, sockets))
    .map(Number);
};
