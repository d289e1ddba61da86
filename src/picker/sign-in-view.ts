// A sign-in that goes on: what the browser is for, the code to compare, and how long there is.
import { lifeText } from '../domain/expiry.ts';
import type { SignInProgress } from '../domain/session.ts';
import { bigText } from './big-text.ts';
import { spinner } from './header-view.ts';
import { accent, type Line, muted, plain, strong } from './line.ts';
import { paragraph, type Room } from './paragraph.ts';
import { shorten, textWidth } from './text-width.ts';

export type SignInShown = {
  readonly instance: string;
  readonly progress: SignInProgress | undefined;
  readonly now: number;
  /** What it is for, below the title. */
  readonly purpose: readonly Line[];
};

/** The code as large as fits: big letters, a box, or one line. */
const codeLines = (code: string, { width, height }: Room): readonly Line[] => {
  const big = bigText(code);
  if (big !== undefined && textWidth(big[0] ?? '') <= width && height >= 14) {
    return [[], ...big.map((text): Line => [{ text, tone: 'brand' }]), [], [muted(code)]];
  }
  return [[], [{ text: `   ${[...code].join(' ')}`, tone: 'brand' }]];
};

/** A URL is broken where it must, never cut: it is there to be copied. */
const urlLines = (url: string, width: number): readonly Line[] => {
  const lines: Line[] = [];
  for (let at = 0; at < url.length; at += width)
    lines.push([{ text: url.slice(at, at + width), tone: 'code' }]);
  return lines;
};

const waiting = (now: number, text: string): Line => [accent(`${spinner(now)} `), muted(text)];

type ProgressOf<Kind extends SignInProgress['kind']> = Extract<SignInProgress, { readonly kind: Kind }>;

const deviceCode = (progress: ProgressOf<'device-code'>, now: number, room: Room): readonly Line[] => {
  const { width } = room;
  return [
    [
      plain(
        progress.isOpened
          ? 'Your browser asks for this code. Compare it:'
          : 'Open this page on any device of yours and enter the code:',
      ),
    ],
    ...(progress.isOpened ? [] : urlLines(progress.url, width)),
    ...codeLines(progress.userCode, room),
    [],
    ...paragraph('Only continue if you started this just now, here.', width, 'warning'),
    ...(progress.isOpened ? [[], ...urlLines(progress.url, width)] : []),
    [],
    waiting(now, `Waiting for you to approve, ${lifeText(progress.expiresAt, now)} left`),
  ];
};

const browserOpened = (
  progress: ProgressOf<'opening-browser'>,
  now: number,
  width: number,
): readonly Line[] => [
  ...paragraph(
    progress.isOpened
      ? 'Your browser has opened. Sign in there, then come back.'
      : 'No browser could be opened. Open this page yourself, on this machine:',
    width,
  ),
  [],
  ...urlLines(progress.url, width),
  [],
  waiting(now, 'Waiting for you to approve'),
];

const bodyLines = ({ progress, now }: SignInShown, room: Room): readonly Line[] => {
  switch (progress?.kind) {
    case 'device-code':
      return deviceCode(progress, now, room);
    case 'opening-browser':
      return browserOpened(progress, now, room.width);
    case 'waiting':
      return [waiting(now, 'Another rolecall is signing in, waiting for it')];
    case 'finishing':
      return [waiting(now, 'Approved, finishing')];
    default:
      return [waiting(now, 'Asking IAM Identity Center')];
  }
};

export const signInLines = (shown: SignInShown, room: Room): readonly Line[] => {
  const title: Line = [strong(`Signing in to ${shorten(shown.instance, room.width - 14)}`)];
  return [title, ...shown.purpose, [], ...bodyLines(shown, room)];
};
