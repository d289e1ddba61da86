import { readFileSync } from 'node:fs';

/** The name of the program that started this one, where the system tells it for free (Linux). */
export const parentProcessName = (pid: number): string | undefined => {
  try {
    return readFileSync(`/proc/${pid}/comm`, 'utf8').trim();
  } catch {
    return undefined;
  }
};
