// What went wrong, said to a person: the one place where errors become messages.
import { Cancelled, Terminated, UserError } from '../domain/errors.ts';
import { exitCodes } from '../domain/exit-codes.ts';
import { inertLines } from '../domain/sanitize.ts';
import type { Host } from '../host.ts';

const colour = (host: Host, code: number, text: string): string =>
  host.stderr.isTTY && !host.env['NO_COLOR'] ? `\u001b[${code}m${text}\u001b[39m` : text;

/** Any command may meet a relative path in a folder that was removed under the shell. */
export const understood = (error: unknown): unknown =>
  (error as NodeJS.ErrnoException | undefined)?.syscall === 'uv_cwd'
    ? new UserError('The folder that you are in is not there any more.', {
        hint: 'Go to another with cd, then run this again.',
        cause: error,
      })
    : error;

/**
 * Says on stderr what went wrong. Answers the exit code. An unexpected error may quote what it failed on: only its name
 * and first line are shown, and its stack on demand.
 */
export const sayError = (host: Host, error: unknown): number => {
  if (error instanceof Cancelled || error instanceof Terminated) return error.exitCode;
  if (error instanceof UserError) {
    host.stderr.write(`${colour(host, 31, 'rolecall:')} ${inertLines(host.redact(error.message))}\n`);
    if (error.hint !== undefined) host.stderr.write(`${inertLines(host.redact(error.hint))}\n`);
    return error.exitCode;
  }
  const text = error instanceof Error ? `${error.name}: ${error.message.split('\n')[0]}` : 'unknown error';
  host.stderr.write(
    `${colour(host, 31, 'rolecall:')} something went wrong that should not have: ${inertLines(host.redact(text))}\n`,
  );
  if (error instanceof Error && host.env['ROLECALL_DEBUG'])
    host.stderr.write(`${host.redact(error.stack ?? '')}\n`);
  else host.stderr.write('Set ROLECALL_DEBUG=1 to see where.\n');
  return exitCodes.failed;
};
