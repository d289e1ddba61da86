// `status --watch`: the clocks of this shell as one live line, until Ctrl-C. On a terminal it is drawn over, elsewhere a
// line a minute. The environment of a shell does not change under us, so only the session is read again.
import type { Config } from '../domain/config.ts';
import { Cancelled } from '../domain/errors.ts';
import { exitCodes } from '../domain/exit-codes.ts';
import { minute } from '../domain/expiry.ts';
import type { SessionStatus } from '../domain/session.ts';
import { readShellStatus } from '../domain/shell-status.ts';
import { statusText } from '../domain/status-text.ts';
import { type Watched, watchAlarms, watchLine } from '../domain/watched-clocks.ts';
import { sessionStatus } from '../engine/session.ts';
import type { Host } from '../host.ts';

/** Undefined where nothing is known of it: the config of another machine, a store that cannot be looked into. */
const readSession = async (
  { services }: Host,
  config: Config | undefined,
  { held }: Pick<Watched, 'held'>,
): Promise<SessionStatus | undefined> => {
  const name = held.kind === 'role' ? held.instance : undefined;
  const instance = config?.instances.find((candidate) => candidate.name === name);
  return instance && sessionStatus(services, instance).catch(() => undefined);
};

type Screen = { readonly show: (line: string) => void; readonly ring: () => void; readonly end: () => void };

const screenOf = ({ stdout }: Host): Screen => {
  let last: string | undefined;
  const show = (line: string): void => {
    if (line === last) return;
    last = line;
    if (stdout.isTTY) stdout.write(`\r\u001b[2K${line.slice(0, Math.max(1, (stdout.columns || 80) - 1))}`);
    else stdout.write(`${line}\n`);
  };
  return {
    show,
    ring: () => void (stdout.isTTY && stdout.write('\u0007')),
    end: () => void (stdout.isTTY && stdout.write('\n')),
  };
};

/** By the desktop where the config asks for it and there is one, else by the terminal's bell. */
const alarm = async (
  host: Host,
  screen: Screen,
  { notify, said }: { notify: Config['notify']; said: readonly string[] },
) => {
  if (said.length === 0 || notify === false) return;
  const notifier = notify === true ? await host.services.notifier() : undefined;
  const isShown = (await notifier?.show(said.join('\n'))) === true;
  if (!isShown) screen.ring();
};

/** Exit 0 when it was stopped, 1 when the shell holds nothing. */
export const watchStatus = async (host: Host): Promise<number> => {
  const { clock } = host.services;
  const held = readShellStatus(host.env);
  if (held.kind === 'nothing') {
    const report = statusText(host.env, clock.now());
    host.stdout.write(report.stdout);
    host.stderr.write(report.stderr);
    return report.exitCode;
  }
  const stopped = new AbortController();
  void host.untilSignal().then(() => stopped.abort());
  const config = await (await host.services.configStore()).load().catch(() => undefined);
  const screen = screenOf(host);
  const pause = host.stdout.isTTY ? 1000 : minute / 4;
  let before = clock.now();
  let readAt = Number.NEGATIVE_INFINITY;
  let session: SessionStatus | undefined;
  try {
    while (!stopped.signal.aborted) {
      const now = clock.now();
      if (now - readAt >= minute) {
        session = await readSession(host, config, { held });
        readAt = now;
      }
      const watched = { held, session };
      screen.show(watchLine(watched, now, host.stdout.isTTY ? 'seconds' : 'minutes'));
      await alarm(host, screen, { notify: config?.notify, said: watchAlarms(watched, before, now) });
      before = now;
      await clock.sleep(pause - (clock.now() % pause), stopped.signal);
    }
  } catch (error) {
    if (!(error instanceof Cancelled)) throw error;
  } finally {
    screen.end();
  }
  return exitCodes.ok;
};
