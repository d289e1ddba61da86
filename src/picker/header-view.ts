// The lines that frame the list: name and counts and the session's clock above; a notice and the hints below.
import { ageText, lifeLevel, lifeText } from '../domain/expiry.ts';
import type { Role } from '../domain/role.ts';
import { askedOf } from './ask.ts';
import { hasBanner } from './banner-view.ts';
import { type Binding, withQueryLine } from './binding.ts';
import { shortKeyNamed } from './bindings/name.ts';
import { grouped } from './counted.ts';
import { foundIn, troublesIn } from './found-roles.ts';
import { type InputView, inputView } from './input-view.ts';
import { isPrintable } from './key-label.ts';
import { enterHint, hasNormalKeys, shortKeyLabel } from './keymap.ts';
import { failureNews } from './last-failure-view.ts';
import { accent, type Line, muted, plain, type Segment, strong } from './line.ts';
import { unseen, unseenCounts } from './news.ts';
import { canAgree } from './profile-change.ts';
import { titleAt } from './rows.ts';
import { type ScreenKind, screenOf } from './screen-kind.ts';
import { selectedRole, selectedRow } from './selection.ts';
import { spinner } from './spinner.ts';
import { spread } from './spread.ts';
import type { PickerState } from './state.ts';
import { taskProgress } from './task-view.ts';
import { cutEnd, shorten, textWidth } from './text-width.ts';

export { grouped } from './counted.ts';
export { spinner, spinnerPeriod } from './spinner.ts';
export { lineWidth, spread } from './spread.ts';

const accountCounts = new WeakMap<readonly Role[], number>();

const accountCount = (roles: readonly Role[]): number => {
  const known = accountCounts.get(roles);
  if (known !== undefined) return known;
  const seen = new Set<string>();
  let last = '';
  for (const { accountId } of roles) {
    // Sorted by profile, roles of an account mostly follow one another.
    if (accountId !== last) seen.add(accountId);
    last = accountId;
  }
  const count = seen.size;
  accountCounts.set(roles, count);
  return count;
};

const plural = (count: number, noun: string): string => `${grouped(count)} ${noun}${count === 1 ? '' : 's'}`;

/** `8s`, `3m` */
export const secondsText = (seconds: number): string =>
  seconds < 60 ? `${Math.ceil(seconds)}s` : `${Math.ceil(seconds / 60)}m`;

const progressText = ({ refresh, now }: PickerState): Line => {
  const progress = refresh?.progress;
  const start: Line = [accent(spinner(now)), muted(' reading accounts')];
  if (progress === undefined || progress.accountsTotal === 0) return start;
  const left = progress.secondsLeft === undefined ? '' : `, ${secondsText(progress.secondsLeft)} left`;
  return [...start, muted(` ${grouped(progress.accountsDone)} of ${grouped(progress.accountsTotal)}${left}`)];
};

/** `  +3  -1  ~2`, until it was looked at. */
const newsChanges = (state: PickerState): readonly Segment[] => {
  const { added, removed, renamed } = unseenCounts(state);
  const changes: Segment[] = [
    { text: `  +${grouped(added)}`, tone: 'success' },
    { text: `  -${grouped(removed)}`, tone: 'warning' },
    { text: `  ~${grouped(renamed)}`, tone: 'accent' },
  ];
  return changes.filter((_, index) => ([added, removed, renamed][index] ?? 0) > 0);
};

const counts = (state: PickerState): readonly Segment[] => {
  const { roles, fetchedAt, isStale } = state.catalog;
  if (roles.length === 0) return [];
  const stale: Line =
    isStale && fetchedAt !== undefined ? [muted(`as of ${ageText(fetchedAt, state.now)}   `)] : [];
  const all = `${plural(accountCount(roles), 'account')}  ${plural(roles.length, 'role')}`;
  return [...stale, muted(all), ...newsChanges(state)];
};

const catalogText = (state: PickerState): Line =>
  state.refresh === undefined ? counts(state) : progressText(state);

const sessionClock = (state: PickerState): Line => {
  if (state.signIn !== undefined)
    return hasBanner(state) ? [{ text: `${spinner(state.now)} signing in`, tone: 'accent' }] : [];
  const instance = selectedRole(state)?.instance ?? state.defaultInstance ?? state.instances[0];
  const status = instance === undefined ? undefined : state.sessions.get(instance);
  if (status === undefined || (status.kind === 'signed-in' && status.endsAt === Number.POSITIVE_INFINITY))
    return [];
  if (status.kind === 'signed-out' || status.endsAt <= state.now) {
    const key = shortKeyNamed(state, 'sign-in');
    return [{ text: key === undefined ? 'signed out' : `signed out, sign in: ${key}`, tone: 'warning' }];
  }
  const level = lifeLevel(status.endsAt, state.now);
  const tone = level === 'fresh' ? 'muted' : level === 'warning' ? 'warning' : 'critical';
  const ending = {
    fresh: 'session',
    warning: 'session ends in',
    critical: 'session is ending,',
    expired: '',
  }[level];
  return [{ text: `${ending} ${lifeText(status.endsAt, state.now)}`, tone }];
};

export const headerLine = (state: PickerState): Line => {
  const { columns } = state.size;
  const left: Line = [
    { text: ' rolecall', tone: 'brand' },
    strong(
      shorten(state.instances.length > 0 ? `  ${state.instances.join(', ')}` : '', Math.floor(columns / 3)),
    ),
  ];
  const middle: Line = state.task === undefined ? catalogText(state) : taskProgress(state);
  const clock = sessionClock(state);
  const right: Line = [
    ...middle,
    ...(middle.length > 0 && clock.length > 0 ? [plain('     ')] : []),
    ...clock,
  ];
  return spread(left, [...right, plain(' ')], columns);
};

const prompt = ' > ';
const placeholder = 'Type to search by name, account, role or tag';

/** What of the query is on the screen, and the cursor's column. */
export const queryView = (state: PickerState): InputView => {
  const { columns } = state.size;
  const found = foundIn(state);
  const marked = state.marks.roles.size;
  const count: Line = [
    ...(marked > 0 ? [accent(`✓ ${grouped(marked)} marked`), plain('   ')] : []),
    strong(grouped(found.matched)),
    muted(` / ${grouped(found.total)} `),
  ];
  return inputView({ prompt, placeholder, input: state.query, right: count, columns });
};

export const statusLine = (state: PickerState): Line => {
  const { columns } = state.size;
  const { notice } = state;
  if (notice !== undefined) {
    const text = cutEnd(notice.text, columns - 2);
    return [plain(' '), { text, tone: notice.level === 'done' ? 'success' : 'warning' }];
  }
  if (screenOf(state) !== 'list') return [];
  const [trouble] = troublesIn(state);
  if (trouble !== undefined) return [plain(' '), { text: cutEnd(trouble, columns - 2), tone: 'warning' }];
  if (foundIn(state).isTypo) {
    const way = state.signIn === undefined ? '; Esc clears the query' : '';
    const text = `Nothing matches as typed. These are nearest by spelling${way}.`;
    return [plain(' '), { text: cutEnd(text, columns - 2), tone: 'warning' }];
  }
  const news = failureNews(state, columns - 2);
  return news.length === 0 ? [] : [plain(' '), ...news];
};

type Hint = { readonly key: string; readonly text: string; readonly rank: number };

/** With the keys of vi, that key stops the typing first. */
const stopsTyping = ({ keys }: PickerState, screen: ScreenKind): boolean => {
  const key = keys.bindings.find(({ name }) => name === 'back')?.keys[0];
  const stop = keys.bindings.find(({ name }) => name === 'normal-mode');
  return (
    keys.mode === 'typing' &&
    key !== undefined &&
    stop?.keys.includes(key) === true &&
    stop.on.includes(screen)
  );
};

const escHint = (state: PickerState, screen: ScreenKind): string => {
  if (stopsTyping(state, screen)) return 'keys';
  if (state.panel?.kind === 'ask' && state.panel.question.about === 'console-region') return 'back';
  if (['profile-change', 'task-report', 'guard-type', 'guard-yes'].includes(screen)) return 'back';
  if (state.panel?.kind === 'help' && state.panel.filter.text !== '') return 'clear';
  if (state.panel !== undefined) return 'close';
  if (screen === 'signing-in') return 'cancel';
  if (screen === 'list' && state.signIn !== undefined) return 'cancel the sign-in';
  if (state.task !== undefined) return 'stop';
  if (screen === 'failed' && state.failed?.during !== 'loading') return 'back';
  if (screen === 'list' && state.query.text !== '') return 'clear';
  return screen === 'list' && state.marks.roles.size > 0 ? 'drop the marks' : 'quit';
};

const askHint = (state: PickerState): string | undefined => {
  if (state.panel?.kind !== 'ask') return undefined;
  if (askedOf(state.panel).answer !== undefined) return 'go on';
  return state.panel.question.about === 'palette' ? 'do this' : undefined;
};

const isAsked = ({ profileChange }: PickerState): boolean =>
  profileChange !== undefined && canAgree(profileChange);

/** The key that works just now: of the mode, and none that would be text. */
const hintKey = (binding: Binding, state: PickerState, screen: ScreenKind): string | undefined => {
  const { mode } = state.keys;
  const normal = hasNormalKeys(screen, mode) ? binding.normalKeys?.[0] : undefined;
  if (normal !== undefined) return normal;
  const isQueryTyped = withQueryLine.includes(screen) && mode === 'typing' && state.query.text !== '';
  const isTextTyped = isQueryTyped || screen === 'ask' || screen === 'guard-type';
  return binding.keys.find((key) => !isTextTyped || !isPrintable(key));
};

/** Nothing is to be had of what is gone. */
const isOnGone = (state: PickerState): boolean =>
  state.marks.roles.size === 0 && selectedRole(state)?.gone !== undefined;

const hintsFor = (state: PickerState): readonly Hint[] => {
  const screen = screenOf(state);
  const hasNothing = screen === 'list' && (foundIn(state).matched === 0 || isOnGone(state));
  const isOnTitle = screen === 'list' && titleAt(state, selectedRow(state)) !== undefined;
  const enter = isOnTitle
    ? 'unfold'
    : hasNothing
      ? undefined
      : (askHint(state) ?? enterHint(screen, state.enterAction));
  const bound = state.keys.bindings
    .filter((binding) => binding.hint !== undefined && binding.on.includes(screen))
    .filter(({ mode, event }) => (mode ?? state.keys.mode) === state.keys.mode && event.kind !== 'accepted')
    .filter(({ event }) => event.kind !== 'action-asked' || event.action !== state.enterAction)
    .filter(({ event }) => event.kind !== 'agreed' || screen === 'guard-yes' || isAsked(state))
    .filter(({ event }) => event.kind !== 'sibling-taken' || state.guard?.sibling !== undefined)
    .filter(({ event }) => event.kind !== 'profiles-asked' || screen !== 'profile-change')
    .filter(
      ({ event }) => event.kind !== 'panel-toggled' || event.panel !== 'news' || unseen(state).length > 0,
    )
    .filter((binding) => binding.needsRow !== true || !hasNothing)
    .filter(({ event }) => event.kind !== 'panel-toggled' || event.panel !== state.panel?.kind)
    .flatMap((binding): readonly Hint[] => {
      const key = hintKey(binding, state, screen);
      return key === undefined
        ? []
        : [{ key: shortKeyLabel(key), text: binding.hint ?? '', rank: binding.rank ?? 0 }];
    });
  return [
    ...(enter === undefined ? [] : [{ key: shortKeyNamed(state, 'accept') ?? '', text: enter, rank: 9 }]),
    ...bound,
    {
      key: shortKeyNamed(state, 'back') ?? '',
      text: escHint(state, screen),
      rank: state.panel === undefined ? 7 : 8.5,
    },
  ];
};

/** As many hints as fit, drawn from the bindings that hold on this screen, the least useful gone first. */
export const hintLine = (state: PickerState): Line => {
  const hints = hintsFor(state);
  const kept = [...hints];
  const widthOf = (list: readonly Hint[]): number =>
    list.reduce((sum, { key, text }) => sum + textWidth(key) + 1 + textWidth(text) + 3, -2);
  while (kept.length > 1 && widthOf(kept) > state.size.columns) {
    const lowest = Math.min(...kept.map((hint) => hint.rank));
    kept.splice(
      kept.findLastIndex((hint) => hint.rank === lowest),
      1,
    );
  }
  return kept.flatMap(({ key, text }, index): readonly Segment[] => [
    plain(index === 0 ? ' ' : '   '),
    { text: key, tone: 'key' },
    muted(` ${text}`),
  ]);
};
