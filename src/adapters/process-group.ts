// A process and all that it started, as far as these did not leave its group. Windows has no groups: there it is the
// process alone.
import { readdirSync, readFileSync } from 'node:fs';

export const hasGroups = process.platform !== 'win32';

/** Answers false when nobody was there to get it. */
export const signalGroup = (pid: number, signal: NodeJS.Signals | 0): boolean => {
  try {
    return process.kill(hasGroups ? -pid : pid, signal);
  } catch {
    return false;
  }
};

/** State and group from `/proc/PID/stat`, whose second field may hold anything. */
const isLivingMember = (stat: string, group: number): boolean => {
  const [state, , of] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return Number(of) === group && state !== 'Z' && state !== 'X';
};

/**
 * Does one of them still run? Those that have ended and that nobody has taken note of count in `kill`: where the first
 * process of a container never does, for ever. So on Linux it is read who they are.
 */
export const isGroupAlive = (pid: number): boolean => {
  if (!signalGroup(pid, 0)) return false;
  if (process.platform !== 'linux') return true;
  try {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .some((name) => {
        try {
          return isLivingMember(readFileSync(`/proc/${name}/stat`, 'utf8'), pid);
        } catch {
          return false;
        }
      });
  } catch {
    return true;
  }
};
