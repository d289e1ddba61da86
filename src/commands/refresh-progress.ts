// How far a discovery is, on stderr.
import type { DiscoveryProgress } from '../domain/catalog.ts';
import type { Host } from '../host.ts';

const span = (seconds: number): string =>
  seconds < 60 ? `${Math.ceil(seconds)}s` : `${Math.floor(seconds / 60)}m ${Math.ceil(seconds % 60)}s`;

const progressLine = (progress: DiscoveryProgress): string => {
  const { instance, accountsDone, accountsTotal, rate, secondsLeft, isElsewhere } = progress;
  const pace =
    rate === undefined || secondsLeft === undefined
      ? ''
      : `, ${rate.toFixed(1)}/s, ${span(secondsLeft)} left`;
  const who = isElsewhere ? ', read by another rolecall' : '';
  return `${instance}: ${accountsDone} of ${accountsTotal} accounts${pace}${who}`;
};

/** One line that is drawn over on a terminal; without one, a line at every tenth. */
export const progressPrinter = (
  host: Host,
): { tell: (progress: DiscoveryProgress) => void; end: () => void } => {
  const isLive = host.stderr.isTTY === true;
  let lastTenth = 0;
  let goesOn = '';
  return {
    tell: (progress) => {
      const { instance, accountsResumed = 0, accountsTotal, isElsewhere } = progress;
      if (accountsResumed > 0 && goesOn !== instance && isElsewhere !== true) {
        goesOn = instance;
        host.stderr.write(
          `${instance}: going on with ${accountsResumed} of ${accountsTotal} accounts read\n`,
        );
      }
      const tenth = Math.floor((10 * progress.accountsDone) / Math.max(1, progress.accountsTotal));
      if (isLive) host.stderr.write(`\r\u001b[2K${progressLine(progress)}`);
      else if (tenth > lastTenth && accountsTotal >= 100) host.stderr.write(`${progressLine(progress)}\n`);
      lastTenth = tenth;
    },
    end: () => {
      if (isLive) host.stderr.write('\r\u001b[2K');
    },
  };
};
