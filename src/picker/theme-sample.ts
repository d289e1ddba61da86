// A piece of the picker, so that a theme is seen on what it is for.
import { faint, type Line, muted, plain, type Segment } from './line.ts';
import { padEnd } from './text-width.ts';

const row = (name: string, life: Segment, isMatched: boolean): Line => [
  plain('   '),
  ...(isMatched
    ? [{ text: 'prod', tone: 'match' } as const, plain(padEnd(name.slice(4), 24))]
    : [plain(padEnd(name, 28))]),
  muted(padEnd('Acme Production', 18)),
  life,
];

export const themeSample = (width: number): readonly Line[] => {
  const lines: readonly Line[] = [
    [faint('   Profile                     Account           Life')],
    row('prod-AdministratorAccess', { text: '42m', tone: 'success' }, true),
    row('prod-BillingAdmin', { text: ' 8m', tone: 'warning' }, true),
    row('dev-ReadOnlyAccess', { text: 'expired', tone: 'critical' }, false),
    [],
    [
      plain('   '),
      { text: 'export AWS_REGION=eu-west-1', tone: 'code' },
      plain('   '),
      { text: '^O', tone: 'key' },
      muted(' console'),
    ],
  ];
  return width < 60 ? lines.map((line) => line.slice(0, 3)) : lines;
};
