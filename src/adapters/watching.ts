// What is kept of a running program, for its logs: one for the whole process, whatever hosts are made in it.
import type { Redactor } from '../domain/redactor.ts';
import { createRedactor, learnVariables } from '../domain/redactor.ts';
import type { Log } from '../ports/log.ts';
import type { Activity } from './audit-log.ts';
import { logDestination, openDebugLog } from './debug-log.ts';
import { logExchanges } from './observed-services.ts';

export type Watching = {
  readonly log: Log;
  readonly redactor: Redactor;
  /** True: a full screen is up. */
  readonly hold: (isHeld: boolean) => void;
  readonly activity: Activity;
};

const flag = '--debug';

/** The words before `--`, which ends what is ours. */
const ownWords = (words: readonly string[]): readonly string[] => {
  const end = words.indexOf('--');
  return end < 0 ? words : words.slice(0, end);
};

/** The words without `--debug`; those after `--` are another program's. */
export const withoutDebug = (words: readonly string[]): readonly string[] => {
  const own = ownWords(words);
  return [...own.filter((word) => word !== flag), ...words.slice(own.length)];
};

/** Begins to watch. `words` are the arguments after the program's name. */
export const beginWatching = (
  { pid, stderr }: Pick<NodeJS.Process, 'pid' | 'stderr'>,
  env: Readonly<Record<string, string | undefined>>,
  words: readonly string[],
): Watching => {
  const redactor = createRedactor();
  learnVariables(redactor, env);
  const activity: Activity = { command: '' };
  const destination = logDestination(ownWords(words).includes(flag), env);
  if (destination === undefined) return { log: () => {}, hold: () => {}, redactor, activity };
  const { log, hold } = openDebugLog({ destination, stderr, redactor, now: Date.now, pid });
  logExchanges(log);
  log('began', { command: words[0] ?? 'pick', node: globalThis.process.version });
  return { log, hold, redactor, activity };
};
