import { SecretStoreFailed, UsageError } from '../domain/errors.ts';
import { exitCodes } from '../domain/exit-codes.ts';
import { clockText, hour, isoSeconds, lifeText, minute } from '../domain/expiry.ts';
import { parseSpan } from '../domain/time-span.ts';
import type { Host } from '../host.ts';
import type { StoreLock } from '../ports/key-agent.ts';
import type { CommandModule, Options } from './command.ts';

const help = `
Where the secret store is on a passphrase, a program in the background keeps it open, in memory only, until the time
is over, rolecall lock, the end of the login session, or the removal of the store. Until then every program of yours
can open the store, as with ssh-agent. The passphrase itself is not kept. Unlocking again sets another time.
A store on the keychain or on ROLECALL_MASTER_KEY has nothing to unlock, which is no error.

Examples:
  rolecall unlock
  rolecall unlock --for 90m
  rolecall unlock --status      unlocked or not? Ends with 7 when it is locked, or there is no store

Exit codes: 0 unlocked or nothing to unlock, 1 failed, 2 wrong usage, 7 wrong passphrase, locked or no store.`;

const usual = 8 * hour;

const spanOf = (options: Options): number => {
  const text = options['for'];
  if (text === undefined) return usual;
  const span = parseSpan(String(text)) ?? 0;
  if (span >= 15 * minute && span <= 24 * hour) return span;
  throw new UsageError('--for is a time from 15m to 24h: 90m, 8h or 1h30m.');
};

const jsonOf = (state: StoreLock, now: number): string => {
  const kind = state.kind.replace('-', '_');
  const more =
    state.kind === 'unlocked'
      ? { until: isoSeconds(state.until), seconds_left: Math.max(0, Math.floor((state.until - now) / 1000)) }
      : state.kind === 'no-passphrase'
        ? { source: state.source }
        : {};
  return `${JSON.stringify({ state: kind, ...more })}\n`;
};

const sentence = (state: StoreLock, now: number): string => {
  switch (state.kind) {
    case 'unlocked':
      return `Unlocked until ${clockText(state.until, now)}.`;
    case 'locked':
      return 'Locked: each program asks for the passphrase.';
    case 'no-passphrase':
      return `There is nothing to unlock: the secret store was made with ${state.source}.`;
    case 'no-store':
      return 'There is no secret store yet.';
  }
};

const tellStatus = async (host: Host, isJson: boolean): Promise<number> => {
  const state = await (await host.services.keyAgent()).look();
  const now = host.services.clock.now();
  const left = state.kind === 'unlocked' ? ` ${lifeText(state.until, now)} left.` : '';
  host.stdout.write(isJson ? jsonOf(state, now) : `${sentence(state, now)}${left}\n`);
  return state.kind === 'locked' || state.kind === 'no-store' ? exitCodes.secretStore : exitCodes.ok;
};

export const unlock: CommandModule = {
  configure: (command) =>
    void command
      .option('--for <time>', 'how long, from 15m to 24h (8h)')
      .option('--status', 'only say whether it is unlocked, and how long')
      .option('--json', 'say it as JSON on stdout')
      .addHelpText('after', help),
  run: async (host, _args, options) => {
    const isJson = options['json'] === true;
    if (options['status'] === true) {
      if (options['for'] !== undefined) throw new UsageError('Give --status or --for, not both.');
      return tellStatus(host, isJson);
    }
    const span = spanOf(options);
    const state = await (await host.services.keyAgent()).unlock(span);
    const now = host.services.clock.now();
    if (state.kind === 'no-store')
      throw new SecretStoreFailed(
        'There is no secret store yet, so there is nothing to unlock.',
        'It is made when you sign in: rolecall login',
      );
    host.stderr.write(`${sentence(state, now)}\n`);
    if (isJson) host.stdout.write(jsonOf(state, now));
    return exitCodes.ok;
  },
};
