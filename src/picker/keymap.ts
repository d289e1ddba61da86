// Keys as data. The hint bar, the help overlay and the action menu are drawn from these bindings, so what is shown is
// what works. While the query has the focus, printable keys are text; actions are Ctrl, Alt and function keys.
import type { ActionId } from '../domain/action.ts';
import { actionVerb } from './action-menu.ts';
import { type Binding, type KeyMode, withQueryLine, withText } from './binding.ts';
import { actBindings } from './bindings/act.ts';
import { findBindings } from './bindings/find.ts';
import { guardBindings } from './bindings/guard.ts';
import { markBindings } from './bindings/mark.ts';
import { moveBindings } from './bindings/move.ts';
import { orderBindings } from './bindings/order.ts';
import { panelBindings } from './bindings/panels.ts';
import { taskBindings } from './bindings/task.ts';
import { themeBindings } from './bindings/themes.ts';
import type { KeyEvent } from './event.ts';
import { isPrintable } from './key-label.ts';
import type { ScreenKind } from './screen-kind.ts';

export type { Binding, BindingGroup } from './binding.ts';
export { keyLabel, shortKeyLabel } from './key-label.ts';

/** A key press as the terminal sent it: `ctrl+t`, `alt+enter`, `up`, `f1`, or a text of one or more characters. */
export type KeyPress =
  | { readonly kind: 'chord'; readonly name: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'paste'; readonly text: string }
  | MousePress;

/** In cells from 0; `clicks` is 2 for the second of a double click. */
export type MousePress = {
  readonly kind: 'mouse';
  readonly button: 'left' | 'wheel-up' | 'wheel-down';
  readonly x: number;
  readonly y: number;
  readonly clicks: 1 | 2;
};

/** In the order of the hints. */
export const bindings: readonly Binding[] = [
  ...actBindings,
  ...taskBindings,
  ...guardBindings,
  ...markBindings,
  ...panelBindings,
  ...themeBindings,
  ...moveBindings,
  ...findBindings,
  ...orderBindings,
];

const enterHints: Partial<Record<ScreenKind, string>> = {
  tags: 'filter by this',
  actions: 'do this',
  ask: 'take this',
  'guard-type': 'go on',
  themes: 'keep',
  failed: 'try again',
  'signed-out': 'sign in',
  'no-roles': 'refresh',
};

/** What Enter does on a screen, in a word or two; undefined where it does nothing. */
export const enterHint = (screen: ScreenKind, enterAction: ActionId): string | undefined =>
  screen === 'list' ? actionVerb[enterAction] : enterHints[screen];

export type KeyContext = {
  readonly screen: ScreenKind;
  /** Nothing is typed, so that printable keys may be more than text: no query, and nothing that help is searched for. */
  readonly isQueryEmpty: boolean;
  /** Asked only where a binding needs it: it may have to search. */
  readonly hasRow: () => boolean;
  /** Those that hold; undefined = the usual ones. */
  readonly bindings?: readonly Binding[];
  readonly mode?: KeyMode;
};

/** Keys for the time when no query is typed hold wherever nothing can be typed, too. */
export const hasNormalKeys = (screen: ScreenKind, mode: KeyMode): boolean =>
  withQueryLine.includes(screen) ? mode === 'normal' : !withText.includes(screen);

/** What is typed here goes into the query, or into the help's search. */
const isTyping = ({ screen, mode }: KeyContext): boolean =>
  withText.includes(screen) && (mode !== 'normal' || !withQueryLine.includes(screen));

/** A printable key is text where something is typed already, and in the normal mode only what that mode says. */
const isPressed = (binding: Binding, pressed: string, context: KeyContext): boolean =>
  binding.keys.includes(pressed) &&
  (!isPrintable(pressed) || !withText.includes(context.screen) || context.isQueryEmpty || !isTyping(context));

const holds = (binding: Binding, context: KeyContext): boolean =>
  binding.on.includes(context.screen) &&
  (binding.mode === undefined || binding.mode === (context.mode ?? 'typing')) &&
  (binding.needsEmptyQuery !== true || context.isQueryEmpty || !withQueryLine.includes(context.screen)) &&
  (binding.needsRow !== true || context.hasRow());

const bindingOf = (pressed: string, context: KeyContext): Binding | undefined => {
  const all = context.bindings ?? bindings;
  const isNormal = hasNormalKeys(context.screen, context.mode ?? 'typing');
  const normal = isNormal
    ? all.find((binding) => binding.normalKeys?.includes(pressed) && holds(binding, context))
    : undefined;
  return normal ?? all.find((binding) => isPressed(binding, pressed, context) && holds(binding, context));
};

/** The event that a key press means here; undefined when it means nothing. */
export const eventOf = (press: KeyPress, context: KeyContext): KeyEvent | undefined => {
  if (press.kind === 'mouse') return undefined;
  const hasTextLine = withText.includes(context.screen);
  if (press.kind === 'paste') return hasTextLine ? { kind: 'query-pasted', text: press.text } : undefined;
  const binding = bindingOf(press.kind === 'chord' ? press.name : press.text, context);
  if (binding !== undefined) return binding.event;
  return press.kind === 'text' && isTyping(context) ? { kind: 'query-typed', text: press.text } : undefined;
};

/** A burst of letters is one text where it is typed, and a key a letter where letters are keys. */
export const firstPress = (
  press: KeyPress,
  context: KeyContext,
): { readonly press: KeyPress; readonly rest: KeyPress | undefined } => {
  if (press.kind !== 'text' || isTyping(context)) return { press, rest: undefined };
  const [first = '', ...others] = press.text;
  const rest = others.length === 0 ? undefined : ({ kind: 'text', text: others.join('') } as const);
  return { press: { kind: 'text', text: first }, rest };
};
