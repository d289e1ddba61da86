// A sign-in that goes on above the list: one can search on meanwhile. What it needs of the person is here, the code and
// the page where they fit; the whole of it, with the code in large letters, is one key away.
import { lifeText } from '../domain/expiry.ts';
import { actionVerb } from './action-menu.ts';
import { shortKeyNamed } from './bindings/name.ts';
import { accent, emptyLine, type Line, muted, plain, type Segment, strong } from './line.ts';
import { spinner } from './spinner.ts';
import type { PickerState, SignIn } from './state.ts';
import { cutEnd, shorten, textWidth, wrapWords } from './text-width.ts';

type Said = { readonly text: string; readonly url?: string; readonly isWarning?: true };

const onlyHere = 'Only continue if you started this just now, here.';

const saidOf = ({ progress }: SignIn): Said => {
  switch (progress?.kind) {
    case 'device-code':
      return progress.isOpened
        ? { text: `Your browser asks for this code. ${onlyHere}`, isWarning: true }
        : { text: `Open this page and enter the code. ${onlyHere}`, url: progress.url, isWarning: true };
    case 'opening-browser':
      return progress.isOpened
        ? { text: 'Your browser has opened. Sign in there, then come back.' }
        : { text: 'No browser could be opened. Open this page on this machine:', url: progress.url };
    case 'waiting':
      return { text: 'Another rolecall is signing in, waiting for it.' };
    case 'finishing':
      return { text: 'Approved, finishing.' };
    default:
      return { text: 'Asking IAM Identity Center.' };
  }
};

const thenOf = ({ pending, pendingTask }: SignIn): string => {
  if (pendingTask !== undefined) return '   then what was asked';
  return pending === undefined ? '' : `   then ${actionVerb[pending.action]} ${pending.role.profile}`;
};

const titleLine = ({ now, size }: PickerState, signIn: SignIn): Line => {
  const { progress } = signIn;
  const width = size.columns - 2;
  const parts: readonly Segment[] = [
    accent(` ${spinner(now)} `),
    strong(`Signing in to ${shorten(signIn.instance, 24)}`),
    ...(progress?.kind === 'device-code'
      ? [
          { text: `   ${progress.userCode}`, tone: 'brand' } as const,
          muted(`   ${lifeText(progress.expiresAt, now)} left`),
        ]
      : []),
  ];
  const used = parts.reduce((sum, { text }) => sum + textWidth(text), 0);
  return [...parts, muted(cutEnd(thenOf(signIn), Math.max(0, width - used)))];
};

/** A URL is there to be copied: whole, or not at all. */
const urlLines = (url: string, width: number): readonly Line[] =>
  Array.from(
    { length: Math.ceil(url.length / width) },
    (_, row): Line => [plain('   '), { text: url.slice(row * width, (row + 1) * width), tone: 'code' }],
  );

/** From so many rows on a line may be left blank. */
const roomyFrom = 30;

const mostLines = (rows: number): number => {
  if (rows < 14) return 2;
  return rows < roomyFrom ? 4 : 7;
};

/** With no list to draw it over, a sign-in has the screen to itself. */
export const hasBanner = ({ signIn, catalog, size }: PickerState): boolean =>
  signIn !== undefined && !signIn.isWhole && catalog.roles.length > 0 && size.rows >= 10;

export const bannerLines = (state: PickerState): readonly Line[] => {
  const { signIn, size } = state;
  if (signIn === undefined || !hasBanner(state)) return [];
  const { text, url = '', isWarning } = saidOf(signIn);
  const width = size.columns - 5;
  const said = wrapWords(text, width).map(
    (line): Line => [plain('   '), { text: line, tone: isWarning ? 'warning' : 'muted' }],
  );
  const page = urlLines(url, width);
  const most = mostLines(size.rows);
  const gap = size.rows < roomyFrom ? [] : [emptyLine];
  if (1 + said.length + page.length <= most) return [titleLine(state, signIn), ...said, ...page, ...gap];
  const whole = shortKeyNamed(state, 'sign-in');
  const more: Line = [
    plain('   '),
    muted(cutEnd(`${whole ?? 'The sign-in key'} shows all of it, with the page`, width)),
  ];
  return [...[titleLine(state, signIn), ...said.slice(0, most - 2), more].slice(0, most), ...gap];
};
