// The lines that frame the list: name and counts and the session's clock above; a notice below.
import { ageText, lifeLevel, lifeText } from '../domain/expiry.ts';
import type { RoleList } from '../domain/role-list.ts';
import { hasBanner } from './banner-view.ts';
import { shortKeyNamed } from './bindings/name.ts';
import { grouped } from './counted.ts';
import { foundIn, troublesIn } from './found-roles.ts';
import { type InputView, inputView } from './input-view.ts';
import { failureNews } from './last-failure-view.ts';
import { accent, type Line, muted, plain, type Segment, strong } from './line.ts';
import { unseenCounts } from './news.ts';
import { screenOf } from './screen-kind.ts';
import { selectedRole } from './selection.ts';
import { spinner } from './spinner.ts';
import { spread } from './spread.ts';
import type { PickerState } from './state.ts';
import { taskProgress } from './task-view.ts';
import { cutEnd, shorten } from './text-width.ts';

export { grouped } from './counted.ts';
export { spinner, spinnerPeriod } from './spinner.ts';
export { lineWidth, spread } from './spread.ts';

const accountCounts = new WeakMap<RoleList, number>();

const accountCount = (roles: RoleList): number => {
  // Every text of a column but the first, which stands for none, is that of some role.
  if (roles.columns !== undefined) return roles.columns.fields.id.texts.length - 1;
  const known = accountCounts.get(roles);
  if (known !== undefined) return known;
  const seen = new Set<string>();
  let last = '';
  // By index, since the first frame waits for it.
  for (let at = 0; at < roles.length; at += 1) {
    const accountId = roles.at(at)?.accountId ?? '';
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
    state.search?.isSlow ? muted('searching') : strong(grouped(found.matched)),
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
