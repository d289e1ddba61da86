// The screens that stand in for the list: each says where one is and what to press.
import { lifeText } from '../domain/expiry.ts';
import { actionVerb } from './action-menu.ts';
import { bigText } from './big-text.ts';
import { grouped, secondsText, spinner } from './header-view.ts';
import { accent, faint, key, type Line, muted, plain, type Segment, strong } from './line.ts';
import { instanceToSignIn, type ScreenKind, smallest } from './screen-kind.ts';
import type { PickerState, SignIn } from './state.ts';
import { padEnd, shorten, textWidth, wrapWords } from './text-width.ts';

/** What a message may take, in cells and lines. */
type Room = { readonly width: number; readonly height: number };

const paragraph = (text: string, width: number, tone: Segment['tone'] = 'plain'): readonly Line[] =>
  wrapWords(text, width).map((line): Line => [{ text: line, tone }]);

const press = (name: string, what: string): Line => [key(padEnd(name, 5)), plain(`  ${what}`)];

const firstRun = (width: number): readonly Line[] => [
  [strong('Welcome to rolecall')],
  [],
  ...paragraph('No IAM Identity Center instance is set up yet.', width),
  ...paragraph('All it takes is a name, the start URL that you sign in at, and its region.', width, 'muted'),
  [],
  press('s', 'set up an instance'),
  press('Esc', 'leave'),
  [],
  ...paragraph('To look around first, without any AWS account, leave and run: rolecall demo', width, 'muted'),
];

const signedOut = (state: PickerState, width: number): readonly Line[] => {
  const instance = instanceToSignIn(state) ?? '';
  return [
    [strong(`You are not signed in to ${shorten(instance, width - 26)}`)],
    [],
    ...paragraph(
      'No roles are known yet. Once you are signed in, every account and role that you hold is read and kept.',
      width,
      'muted',
    ),
    [],
    press('Enter', 'sign in'),
    press('Esc', 'leave'),
  ];
};

const noRoles = (state: PickerState, width: number): readonly Line[] => [
  [strong('No roles found')],
  [],
  ...paragraph(
    state.catalog.fetchedAt === undefined
      ? 'The accounts of this instance have not been read yet.'
      : 'IAM Identity Center lists no account for you here. Someone may have to assign one.',
    width,
    'muted',
  ),
  [],
  press('Enter', 'read the accounts'),
  press('Esc', 'leave'),
];

const meter = (done: number, total: number, width: number): Line => {
  const filled = total === 0 ? 0 : Math.round((done / total) * width);
  return [accent('━'.repeat(filled)), faint('─'.repeat(width - filled))];
};

const discovering = (state: PickerState, width: number): readonly Line[] => {
  const progress = state.refresh?.progress;
  const done = progress?.accountsDone ?? 0;
  const total = progress?.accountsTotal ?? 0;
  const left = progress?.secondsLeft === undefined ? '' : `, ${secondsText(progress.secondsLeft)} left`;
  return [
    [accent(`${spinner(state.now)} `), strong('Reading your accounts and roles')],
    [],
    meter(done, total, Math.min(width, 48)),
    [
      muted(
        total === 0
          ? 'Asking for the list of accounts'
          : `${grouped(done)} of ${grouped(total)} accounts${left}`,
      ),
    ],
    [],
    ...paragraph('What is read is kept, so the next start shows it at once.', width, 'muted'),
  ];
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

const purpose = ({ pending }: SignIn): readonly Line[] =>
  pending === undefined
    ? []
    : [[muted('Then: '), plain(`${actionVerb[pending.action]} ${pending.role.profile}`)]];

const waiting = (state: PickerState, text: string): Line => [accent(`${spinner(state.now)} `), muted(text)];

const deviceCode = (state: PickerState, room: Room): readonly Line[] => {
  const { width } = room;
  const progress = state.signIn?.progress;
  if (progress?.kind !== 'device-code') return [];
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
    waiting(state, `Waiting for you to approve, ${lifeText(progress.expiresAt, state.now)} left`),
  ];
};

const browserOpened = (state: PickerState, width: number): readonly Line[] => {
  const progress = state.signIn?.progress;
  if (progress?.kind !== 'opening-browser') return [];
  return [
    ...paragraph(
      progress.isOpened
        ? 'Your browser has opened. Sign in there, then come back.'
        : 'No browser could be opened. Open this page yourself, on this machine:',
      width,
    ),
    [],
    ...urlLines(progress.url, width),
    [],
    waiting(state, 'Waiting for you to approve'),
  ];
};

const waitingTexts: Readonly<Partial<Record<string, string>>> = {
  waiting: 'Another rolecall is signing in, waiting for it',
  finishing: 'Approved, finishing',
};

const signingIn = (state: PickerState, room: Room): readonly Line[] => {
  const { width } = room;
  const { signIn } = state;
  if (signIn === undefined) return [];
  const title: Line = [strong(`Signing in to ${shorten(signIn.instance, width - 14)}`)];
  const kind = signIn.progress?.kind;
  const body: readonly Line[] =
    kind === 'device-code'
      ? deviceCode(state, room)
      : kind === 'opening-browser'
        ? browserOpened(state, width)
        : [waiting(state, waitingTexts[kind ?? ''] ?? 'Asking IAM Identity Center')];
  return [title, ...purpose(signIn), [], ...body];
};

const failedTitles = {
  loading: 'The roles could not be loaded',
  'sign-in': 'The sign-in failed',
  refresh: 'The roles could not be read',
} as const;

const failed = (state: PickerState, width: number): readonly Line[] => {
  if (state.failed === undefined) return [];
  const { during, failure } = state.failed;
  const hint = failure.hint === undefined ? [] : failure.hint.split('\n');
  return [
    [{ text: failedTitles[during], tone: 'critical' }],
    [],
    ...paragraph(failure.message, width),
    ...hint.flatMap((line) => paragraph(line, width, 'muted')),
    [],
    press('Enter', 'try again'),
    press('Esc', during === 'loading' ? 'leave' : 'back'),
  ];
};

const tooSmall = ({ size }: PickerState): readonly Line[] => [
  [strong('Too small')],
  [muted(`${size.columns}x${size.rows}, needs ${smallest.columns}x${smallest.rows}`)],
];

/** The lines of a screen without a list; undefined for the screens that have one. */
export const messageLines = (
  state: PickerState,
  screen: ScreenKind,
  room: Room,
): readonly Line[] | undefined => {
  const { width } = room;
  switch (screen) {
    case 'too-small':
      return tooSmall(state);
    case 'first-run':
      return firstRun(width);
    case 'loading':
      return [[accent(`${spinner(state.now)} `), muted('Loading the roles')]];
    case 'signing-in':
      return signingIn(state, room);
    case 'failed':
      return failed(state, width);
    case 'signed-out':
      return signedOut(state, width);
    case 'discovering':
      return discovering(state, width);
    case 'no-roles':
      return noRoles(state, width);
    default:
      return undefined;
  }
};

/** In place of the rows, where nothing matched. */
export const noMatchLines = (state: PickerState, width: number): readonly Line[] => {
  const isSearching = state.rescue?.query === state.query.text && state.rescue.order === undefined;
  const said = [
    'Searched: profile, account, role, id, email, region, instance and tags.',
    isSearching ? 'Looking for something spelled like it.' : 'Nothing is spelled like it either.',
  ];
  return [
    [],
    [plain('   No role matches '), strong(shorten(state.query.text, Math.max(1, width - 20)))],
    ...said.flatMap((text) => wrapWords(text, width - 4)).map((text): Line => [muted(`   ${text}`)]),
    [],
    [plain('   '), key('Esc'), plain('  clear the query')],
  ];
};
