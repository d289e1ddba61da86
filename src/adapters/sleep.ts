import { setTimeout as wait } from 'node:timers/promises';
import { Cancelled } from '../domain/errors.ts';

export const sleep = async (ms: number, signal?: AbortSignal): Promise<void> => {
  try {
    await wait(ms, undefined, signal === undefined ? {} : { signal });
  } catch {
    throw new Cancelled();
  }
};
