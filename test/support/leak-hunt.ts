// A search of everything that a program wrote, at the end of its test: files and their names, stderr, screens, and
// stdout of commands that are not there to print keys. With the log on (LEAK_HUNT=1, which `npm run soak` sets, and in
// the files that ask for it) the trace log is searched as well. The log turns the quick road off (src/quick.ts), so most
// tests run without it.
import { appendFileSync, existsSync, lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { leakLines } from './secret-forms.ts';

export type LeakHunt = {
  /** What was read from a program, and of what: searched at the end. */
  readonly said: (where: string, text: string) => void;
  /** A file (or all in a folder) that is there to hold keys, or that the test or another program wrote. */
  readonly mayHoldSecrets: (path: string) => void;
  /** Throws when a secret stands where none belongs. */
  readonly finish: () => void;
};

const logsAlways = process.env['LEAK_HUNT'] === '1';
let isLogging = logsAlways;

/** Every program of this test file runs with the log on. */
export const huntWithLog = (): void => {
  beforeAll(() => {
    isLogging = true;
  });
  afterAll(() => {
    isLogging = logsAlways;
  });
};

/** Variables of a program that is hunted. */
export const huntEnv = (home: string): Readonly<Record<string, string>> =>
  isLogging ? { ROLECALL_LOG: join(home, 'trace.log') } : {};

/** Commands whose stdout is there for keys, and those that run a program of the person's on their stdout. */
export const printsSecrets = (args: readonly string[]): boolean => {
  const has = (word: string): boolean => args.includes(word);
  switch (args[0]) {
    case 'env':
      return !has('--clear');
    case 'process':
    case 'exec':
      return true;
    case 'console':
      return has('--print');
    case 'serve':
      return has('--print-token');
    default:
      return false;
  }
};

/** Files that are there; what goes away meanwhile (a program that still ends) is nowhere. */
const filesUnder = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => lstatSync(path, { throwIfNoEntry: false })?.isFile() === true);

const read = (path: string): string => {
  try {
    return readFileSync(path, 'latin1');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
};

/** For the figures of `npm run soak` (test/support/private-home.ts adds them up). */
const tally = (counts: Readonly<Record<string, number>>): void => {
  const path = process.env['LEAK_TALLY'];
  if (path !== undefined) appendFileSync(path, `${JSON.stringify(counts)}\n`);
};

export const startLeakHunt = (home: string): LeakHunt => {
  const texts: { readonly where: string; readonly text: string }[] = [];
  const allowed: string[] = [];
  const isAllowed = (path: string): boolean =>
    allowed.some((each) => path === each || path.startsWith(`${each}/`));
  return {
    said: (where, text) => void texts.push({ where, text }),
    mayHoldSecrets: (path) => void allowed.push(path),
    finish: () => {
      if (!existsSync(home)) return;
      const paths = filesUnder(home);
      const files = paths
        .filter((path) => !isAllowed(path))
        .map((path) => ({ where: path, text: read(path) }));
      const names = { where: 'the names of files', text: paths.join('\n') };
      const searched = [...files, names, ...texts];
      const leaks = searched.flatMap(({ where, text }) => leakLines(where, text));
      if (leaks.length > 0) throw new Error(`Secrets where none belong:\n${leaks.join('\n')}`);
      const bytes = searched.reduce((sum, { text }) => sum + text.length, 0);
      const log = files.find(({ where }) => where === join(home, 'trace.log'))?.text ?? '';
      const logLines = log.split('\n').length - 1;
      tally({ homes: 1, files: files.length, outputs: texts.length, logLines, bytes });
    },
  };
};
