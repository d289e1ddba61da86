// The screens that stand in for the list: each says where one is and what to press.
import { parseQuery } from '../domain/query.ts';
import { actionVerb } from './action-menu.ts';
import { discoveryLines } from './discovery-view.ts';
import { firstRunLines } from './first-run-view.ts';
import { spinner } from './header-view.ts';
import { emptyWords } from './known-sets.ts';
import { accent, type Line, muted, plain, strong } from './line.ts';
import { listedText } from './listed-roles.ts';
import { paragraph, type Room } from './paragraph.ts';
import { pressLine } from './press-line.ts';
import { instanceToSignIn, type ScreenKind, smallest } from './screen-kind.ts';
import { signInLines } from './sign-in-view.ts';
import type { PickerState, SignIn } from './state.ts';
import { taskWords } from './task.ts';
import { shorten, wrapWords } from './text-width.ts';

const press = (state: PickerState, name: string, what: string): readonly Line[] =>
  pressLine(state, { name, what });

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
    ...press(state, 'accept', 'sign in'),
    ...press(state, 'back', 'leave'),
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
  ...press(state, 'accept', 'read the accounts'),
  ...press(state, 'back', 'leave'),
];

const discovering = (state: PickerState, width: number): readonly Line[] => [
  ...discoveryLines({ progress: state.refresh?.progress, now: state.now, width }),
  [],
  ...paragraph('What is read is kept, so the next start shows it at once.', width, 'muted'),
];

const purpose = ({ pending, pendingTask }: SignIn): readonly Line[] => {
  if (pendingTask !== undefined) return [[muted('Then: '), plain(taskWords[pendingTask.task.id])]];
  return pending === undefined
    ? []
    : [[muted('Then: '), plain(`${actionVerb[pending.action]} ${pending.role.profile}`)]];
};

const signingIn = (state: PickerState, room: Room): readonly Line[] => {
  const { signIn, now } = state;
  if (signIn === undefined) return [];
  const { instance, progress } = signIn;
  return signInLines({ instance, progress, now, purpose: purpose(signIn) }, room);
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
    ...press(state, 'accept', 'try again'),
    ...press(state, 'back', during === 'loading' ? 'leave' : 'back'),
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
      return firstRunLines(state, room);
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
  const query = listedText(state);
  const isSearching = state.rescue?.query === query && state.rescue.order === undefined;
  const reasons = emptyWords(state, parseQuery(query));
  const searched = [
    'Searched: profile, account, role, id, email, region, instance and tags.',
    isSearching ? 'Looking for something spelled like it.' : 'Nothing is spelled like it either.',
  ];
  // What a word like `@fav` asks for is in no field, and spelled right.
  const said = reasons.length > 0 ? reasons : searched;
  return [
    [],
    [plain('   No role matches '), strong(shorten(query, Math.max(1, width - 20)))],
    ...said.flatMap((text) => wrapWords(text, width - 4)).map((text): Line => [muted(`   ${text}`)]),
    [],
    ...pressLine(state, { name: 'back', what: 'clear the query', width: 3 }).map(
      (line): Line => [plain('   '), ...line],
    ),
  ];
};
