// Keys as data. The hint bar, the help overlay and the action menu are drawn from these bindings, so what is shown is
// what works. While the query has the focus, printable keys are text; actions are Ctrl, Alt and function keys.
import type { ActionId } from '../domain/action.ts';
import { actionVerb } from './action-menu.ts';
import { type Binding, withQueryLine } from './binding.ts';
import { actBindings } from './bindings/act.ts';
import { findBindings } from './bindings/find.ts';
import { markBindings } from './bindings/mark.ts';
import { moveBindings } from './bindings/move.ts';
import { panelBindings } from './bindings/panels.ts';
import { taskBindings } from './bindings/task.ts';
import type { KeyEvent } from './event.ts';
import type { ScreenKind } from './screen-kind.ts';

export type { Binding, BindingGroup } from './binding.ts';
export { keyLabel, shortKeyLabel } from './key-label.ts';

/** A key press as the terminal sent it: `ctrl+t`, `alt+enter`, `up`, `f1`, or a text of one or more characters. */
export type KeyPress =
  | { readonly kind: 'chord'; readonly name: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'paste'; readonly text: string };

/** In the order of the hints. */
export const bindings: readonly Binding[] = [
  ...actBindings,
  ...taskBindings,
  ...markBindings,
  ...panelBindings,
  ...moveBindings,
  ...findBindings,
];

/** Enter, whose meaning is the screen's. */
const accept: KeyEvent = { kind: 'accepted' };

const enterHints: Partial<Record<ScreenKind, string>> = {
  tags: 'filter by this',
  actions: 'do this',
  failed: 'try again',
  'signed-out': 'sign in',
  'no-roles': 'refresh',
};

/** What Enter does on a screen, in a word or two; undefined where it does nothing. */
export const enterHint = (screen: ScreenKind, enterAction: ActionId): string | undefined =>
  screen === 'list' ? actionVerb[enterAction] : enterHints[screen];

export type KeyContext = {
  readonly screen: ScreenKind;
  readonly isQueryEmpty: boolean;
  /** Asked only where a binding needs it: it may have to search. */
  readonly hasRow: () => boolean;
};

const holds = (binding: Binding, pressed: string, { screen, isQueryEmpty, hasRow }: KeyContext): boolean =>
  binding.keys.includes(pressed) &&
  binding.on.includes(screen) &&
  (binding.needsEmptyQuery !== true || isQueryEmpty || !withQueryLine.includes(screen)) &&
  (binding.needsRow !== true || hasRow());

/** The event that a key press means here; undefined when it means nothing. */
export const eventOf = (press: KeyPress, context: KeyContext): KeyEvent | undefined => {
  const hasQueryLine = withQueryLine.includes(context.screen);
  if (press.kind === 'paste') return hasQueryLine ? { kind: 'query-pasted', text: press.text } : undefined;
  const name = press.kind === 'chord' ? press.name : press.text;
  if (name === 'enter') return accept;
  const binding = bindings.find((candidate) => holds(candidate, name, context));
  if (binding !== undefined) return binding.event;
  return press.kind === 'text' && hasQueryLine ? { kind: 'query-typed', text: press.text } : undefined;
};
