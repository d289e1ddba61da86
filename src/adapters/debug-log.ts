// The debug log: a line an event, `TIME PID EVENT name=value ...`, on stderr or appended to a file of mode 0600. Every
// line passes the redactor. While a full screen is up, lines for stderr wait. A log that cannot be written says so once.
import { closeSync, constants, fstatSync, openSync, writeSync } from 'node:fs';
import type { Redactor } from '../domain/redactor.ts';
import { sanitize } from '../domain/sanitize.ts';
import type { Log, LogFields } from '../ports/log.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Where the person wants the log: `--debug` and `ROLECALL_LOG=stderr` on stderr, else the file of `ROLECALL_LOG`. */
export const logDestination = (
  isDebug: boolean,
  env: Environment,
): 'stderr' | { readonly file: string } | undefined => {
  const named = env['ROLECALL_LOG'];
  if (named && named !== 'stderr') return { file: named };
  return isDebug || named === 'stderr' ? 'stderr' : undefined;
};

export type DebugLogOptions = {
  readonly destination: 'stderr' | { readonly file: string };
  readonly stderr: { readonly write: (text: string) => unknown };
  readonly redactor: Redactor;
  readonly now: () => number;
  readonly pid: number;
};

export type DebugLog = {
  readonly log: Log;
  /** True: a full screen is up, so that lines for stderr wait for false. */
  readonly hold: (isHeld: boolean) => void;
};

const flags =
  constants.O_WRONLY |
  constants.O_APPEND |
  constants.O_CREAT |
  (constants.O_NOFOLLOW ?? 0) |
  (constants.O_NONBLOCK ?? 0);

const appendTo = (path: string, line: string): void => {
  const file = openSync(path, flags, 0o600);
  try {
    if (fstatSync(file).isFile()) writeSync(file, line);
  } finally {
    closeSync(file);
  }
};

const heldAtMost = 10_000;
const longestValue = 500;

const word = (value: string | number | boolean): string => {
  const text = sanitize(String(value), longestValue);
  return /^[^\s"=]+$/.test(text) ? text : JSON.stringify(text);
};

const words = (fields: LogFields): string =>
  Object.entries(fields)
    .map(([name, value]) => (value === undefined ? '' : ` ${name}=${word(value)}`))
    .join('');

export const openDebugLog = ({ destination, stderr, redactor, now, pid }: DebugLogOptions): DebugLog => {
  let held: string[] | undefined;
  let hasFailed = false;
  const toFile = (file: string, line: string): void => {
    try {
      appendTo(file, line);
    } catch (error) {
      const reason = (error as NodeJS.ErrnoException).code ?? 'unknown error';
      if (!hasFailed)
        stderr.write(`rolecall: the log cannot be written to ${sanitize(file, 256)} (${reason}).\n`);
      hasFailed = true;
    }
  };
  return {
    log: (event, fields = {}) => {
      // Redacted before it is made inert as well: escaping may change how a secret is spelled.
      const safe = Object.entries(fields).map(([name, value]) => [
        name,
        typeof value === 'string' ? redactor.redact(value) : value,
      ]);
      const text = `${new Date(now()).toISOString()} ${pid} ${event}${words(Object.fromEntries(safe))}`;
      const line = `${redactor.redact(text)}\n`;
      if (destination !== 'stderr') toFile(destination.file, line);
      else if (held === undefined) stderr.write(line);
      else if (held.length < heldAtMost) held.push(line);
    },
    hold: (isHeld) => {
      if (isHeld) held ??= [];
      else if (held !== undefined) {
        stderr.write(held.join(''));
        held = undefined;
      }
    },
  };
};
