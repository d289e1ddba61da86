// A click moves the bar; a second one on the same thing does what Enter would do there.
import type { KeyEvent } from './event.ts';
import { selectRow } from './selection.ts';
import type { PickerState } from './state.ts';
import type { Step } from './step.ts';
import type { Target } from './target.ts';

/** Rows that one notch of the wheel moves. */
export const wheelRows = 3;

/** The bar on what was clicked. */
const clickOn = (state: PickerState, target: Target | undefined): PickerState => {
  const clicked = { ...state, clicked: target };
  switch (target?.kind) {
    case 'role':
    case 'title':
      return selectRow(clicked, target.row);
    case 'tag':
      return state.panel?.kind === 'tags'
        ? { ...clicked, panel: { kind: 'tags', at: { key: target.key, value: target.value } } }
        : clicked;
    case 'action':
      return state.panel?.kind === 'actions'
        ? { ...clicked, panel: { kind: 'actions', row: target.row } }
        : clicked;
    case 'option':
      return state.panel?.kind === 'ask'
        ? { ...clicked, panel: { ...state.panel, row: target.row } }
        : clicked;
    case undefined:
      return clicked;
  }
};

/** What the second click asks for: of a role, the action of Enter, whatever panel stands beside the list; of a title, to
 *  fold its group or unfold it. */
const doubleClicked = ({ clicked, enterAction }: PickerState): KeyEvent | undefined => {
  if (clicked === undefined) return undefined;
  if (clicked.kind === 'title') return { kind: 'order-asked', order: { kind: 'fold-toggled' } };
  return clicked.kind === 'role' ? { kind: 'action-asked', action: enterAction } : { kind: 'accepted' };
};

/** Undefined where the event is none of the mouse's. */
export const onMouse = (
  state: PickerState,
  event: KeyEvent,
  again: (state: PickerState, event: KeyEvent) => Step,
): Step | undefined => {
  if (event.kind === 'clicked') return [clickOn(state, event.target), []];
  if (event.kind !== 'double-clicked') return undefined;
  const asked = doubleClicked(state);
  return asked === undefined ? [state, []] : again({ ...state, clicked: undefined }, asked);
};
