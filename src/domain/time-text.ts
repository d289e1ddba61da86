// What `rolecall time` says: how long the credentials of a shell live, read from its environment and nothing else.
import { exitCodes } from './exit-codes.ts';
import { isoSeconds, shortLifeText } from './expiry.ts';
import { readShellStatus, type ShellEnvironment } from './shell-status.ts';
import type { StatusReport } from './status-text.ts';

/** Exit 1 when the shell holds nothing or what it holds has expired; 0 for what has no end that is known. */
export const timeText = (env: ShellEnvironment, now: number, form: 'plain' | 'json'): StatusReport => {
  const held = readShellStatus(env);
  const expiresAt = held.kind === 'nothing' ? undefined : held.expiresAt;
  const isOver = held.kind === 'nothing' || (expiresAt !== undefined && expiresAt <= now);
  const exitCode = isOver ? exitCodes.failed : exitCodes.ok;
  if (form === 'json') {
    const end = expiresAt && {
      expires_at: isoSeconds(expiresAt),
      seconds_left: Math.max(0, Math.floor((expiresAt - now) / 1000)),
      is_expired: isOver,
    };
    return { stdout: `${JSON.stringify({ holds: held.kind, ...end })}\n`, stderr: '', exitCode };
  }
  if (expiresAt !== undefined) return { stdout: `${shortLifeText(expiresAt, now)}\n`, stderr: '', exitCode };
  const reason =
    held.kind === 'nothing' ? 'No role in this shell.' : 'This shell does not say when its credentials end.';
  return { stdout: '', stderr: `${reason}\n`, exitCode };
};

/** The report for a plain `time` or `time --json`; undefined for every other line, which is then parsed in full. */
export const quickTime = (
  [command, option, ...others]: readonly string[],
  env: ShellEnvironment,
  now: number,
): StatusReport | undefined => {
  if (command !== 'time' || others.length > 0) return undefined;
  if (option === undefined) return timeText(env, now, 'plain');
  return option === '--json' ? timeText(env, now, 'json') : undefined;
};
