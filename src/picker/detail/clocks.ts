// The three clocks, each as honest as it can be: the role's cached credentials; the access token, which renews itself
// where it can; and the signed-in session, whose end is only guessed where AWS does not tell it.
import { ageText, exactLifeText, lifeText, lifeWord } from '../../domain/expiry.ts';
import { type Role, roleKey } from '../../domain/role.ts';
import type { SessionStatus } from '../../domain/session.ts';
import { type Line, muted, plain, type Segment } from '../line.ts';
import { lifeTone } from '../row-view.ts';
import type { PickerState } from '../state.ts';
import { textWidth } from '../text-width.ts';
import { field, labelWidth, wholeField } from './field.ts';

/** `15:42`, in the person's time. */
export const clockText = (at: number, utcOffset: number): string =>
  new Date(at + utcOffset * 60_000).toISOString().slice(11, 16);

const ended = { low: ' low', ending: ' ending', '': '' } as const;

/** `42m 09s, until 15:40`, `4m 09s ending, until 15:02`, `expired at 14:57`. */
const countdown = ({ now, utcOffset }: PickerState, at: number): readonly Segment[] => {
  const tone = lifeTone(at, now);
  const until = clockText(at, utcOffset);
  return [
    { text: `${exactLifeText(at, now)}${ended[lifeWord(at, now)]}`, tone },
    muted(at <= now ? ` at ${until}` : `, until ${until}`),
  ];
};

export const lifeSegments = (state: PickerState, role: Role): readonly Segment[] => {
  const expiresAt = state.lives.get(roleKey(role));
  return expiresAt === undefined ? [muted('not cached')] : countdown(state, expiresAt);
};

type SignedIn = Extract<SessionStatus, { kind: 'signed-in' }>;

const sessionOf = ({ sessions }: PickerState, role: Role): SessionStatus | undefined => {
  const status = sessions.get(role.instance);
  // Lasting keys and profiles need no session.
  return status?.kind === 'signed-in' && status.endsAt === Number.POSITIVE_INFINITY ? undefined : status;
};

/** To the second only where every second counts: what is far off is not worth a frame each second. */
const coarse = (state: PickerState, at: number): readonly Segment[] =>
  lifeWord(at, state.now) !== '' || at <= state.now
    ? countdown(state, at)
    : [plain(lifeText(at, state.now)), muted(`, until ${clockText(at, state.utcOffset)}`)];

/** Of a token that renews itself it is no matter that it ends. */
const tokenSegments = (
  state: PickerState,
  { accessExpiresAt, isRenewable }: SignedIn,
): readonly Segment[] => {
  if (!isRenewable) return coarse(state, accessExpiresAt);
  if (accessExpiresAt <= state.now) return [plain('renewed when it is needed')];
  return [plain(lifeText(accessExpiresAt, state.now)), muted(', renews itself')];
};

/** `about` where only the config says how long sessions live. */
const sessionSegments = (state: PickerState, { endsAt, isRenewable }: SignedIn): readonly Segment[] => {
  if (endsAt <= state.now) return [{ text: 'may have ended', tone: 'warning' }];
  if (!isRenewable) return coarse(state, endsAt);
  const word = ended[lifeWord(endsAt, state.now)];
  const text = `about ${lifeText(endsAt, state.now)}${word}`;
  return [
    { text, tone: word === '' ? 'plain' : lifeTone(endsAt, state.now) },
    muted(`, until ${clockText(endsAt, state.utcOffset)}`),
  ];
};

type Clock = { readonly label: string; readonly value: readonly Segment[]; readonly note: string };

const clocks = (state: PickerState, role: Role): readonly Clock[] => {
  const life: Clock = {
    label: 'Life',
    value: lifeSegments(state, role),
    note: 'how long the cached credentials of the role are good',
  };
  const status = sessionOf(state, role);
  if (status === undefined) return [life];
  if (status.kind === 'signed-out')
    return [life, { label: 'Session', value: [{ text: 'signed out', tone: 'warning' }], note: '' }];
  const guess = 'counted by session_duration of config.yaml: AWS does not tell';
  return [
    life,
    { label: 'Token', value: tokenSegments(state, status), note: 'of the sign-in' },
    {
      label: 'Session',
      value: sessionSegments(state, status),
      note: status.isRenewable ? guess : 'ends with its token',
    },
  ];
};

const widthOf = (segments: readonly Segment[]): number =>
  segments.reduce((sum, { text }) => sum + textWidth(text), 0);

/** What does not fit is left out from the end. */
export const clockLines = (state: PickerState, role: Role, width: number): readonly Line[] =>
  clocks(state, role).map(({ label, value }) => {
    const kept = [...value];
    while (kept.length > 1 && widthOf(kept) > width - labelWidth) kept.pop();
    return field(label, kept);
  });

export const wholeClockLines = (state: PickerState, role: Role, width: number): readonly Line[] =>
  clocks(state, role).flatMap(({ label, value, note }) => {
    const room = width - labelWidth - widthOf(value) - 2;
    if (note === '' || textWidth(note) <= room)
      return [field(label, [...value, ...(note === '' ? [] : [muted(`  ${note}`)])])];
    return [field(label, value), ...wholeField({ label: '', text: note, tone: 'muted' }, width)];
  });

export const usageField = ({ history, now }: PickerState, role: Role): readonly Line[] => {
  const use = history.uses.get(roleKey(role));
  if (use === undefined) return [];
  const often = use.count === 1 ? 'once' : `${use.count} times`;
  return [field('Last used', [plain(ageText(use.lastUsedAt, now)), muted(`, ${often}`)])];
};
