// What Linux tells of a running process. Undefined elsewhere: the rows that need it are then left out, and said to be.
import { readFileSync } from 'node:fs';

/** Of user and system time in /proc; 100 on every Linux that Node runs on. */
const ticksPerSecond = 100;

/** MB: now, and at its highest. */
export const residentMemory = (pid) => {
  if (process.platform !== 'linux') return undefined;
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const of = (name) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]) / 1024;
  return { now: of('VmRSS'), peak: of('VmHWM') };
};

/** Milliseconds of processor time so far, of all threads. */
export const processorTime = (pid) => {
  if (process.platform !== 'linux') return undefined;
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The name, in parentheses, may hold spaces; utime and stime are the 12th and 13th fields after it.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return ((Number(fields[11]) + Number(fields[12])) * 1000) / ticksPerSecond;
};

/** The same of the thread that runs JavaScript, to the microsecond. */
export const mainThreadTime = (pid) => {
  if (process.platform !== 'linux') return undefined;
  return Number(readFileSync(`/proc/${pid}/task/${pid}/schedstat`, 'utf8').split(' ')[0]) / 1e6;
};
