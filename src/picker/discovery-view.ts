// How far the reading of accounts and roles is, where it has the screen to itself.
import type { DiscoveryProgress } from '../domain/catalog.ts';
import { grouped, secondsText, spinner } from './header-view.ts';
import { accent, faint, type Line, muted, strong } from './line.ts';

const meter = (done: number, total: number, width: number): Line => {
  const filled = total === 0 ? 0 : Math.round((done / total) * width);
  return [accent('━'.repeat(filled)), faint('─'.repeat(width - filled))];
};

export type DiscoveryShown = {
  readonly progress: DiscoveryProgress | undefined;
  readonly now: number;
  readonly width: number;
};

export const discoveryLines = ({ progress, now, width }: DiscoveryShown): readonly Line[] => {
  const done = progress?.accountsDone ?? 0;
  const total = progress?.accountsTotal ?? 0;
  const left = progress?.secondsLeft === undefined ? '' : `, ${secondsText(progress.secondsLeft)} left`;
  return [
    [accent(`${spinner(now)} `), strong('Reading your accounts and roles')],
    [],
    meter(done, total, Math.min(width, 48)),
    [
      muted(
        total === 0
          ? 'Asking for the list of accounts'
          : `${grouped(done)} of ${grouped(total)} accounts${left}`,
      ),
    ],
  ];
};
