// The hints below: as many keys that work just now as fit, drawn from the bindings.
import { askedOf } from './ask.ts';
import { type Binding, withQueryLine } from './binding.ts';
import { shortKeyNamed } from './bindings/name.ts';
import { foundIn } from './found-roles.ts';
import { isPrintable } from './key-label.ts';
import { enterHint, hasNormalKeys, shortKeyLabel } from './keymap.ts';
import { type Line, muted, plain, type Segment } from './line.ts';
import { unseen } from './news.ts';
import { canAgree } from './profile-change.ts';
import { titleAt } from './rows.ts';
import { type ScreenKind, screenOf } from './screen-kind.ts';
import { selectedRole, selectedRow } from './selection.ts';
import type { PickerState } from './state.ts';
import { textWidth } from './text-width.ts';

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
  const others = bound.filter(({ text }) => text !== enter);
  return [
    ...(enter === undefined ? [] : [{ key: shortKeyNamed(state, 'accept') ?? '', text: enter, rank: 9 }]),
    ...others,
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
