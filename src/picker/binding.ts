// What a key means, as data: the keys, the event, the words for help and hints, and where it holds.
import type { KeyEvent } from './event.ts';
import type { ScreenKind } from './screen-kind.ts';

export type BindingGroup = 'Find' | 'Move' | 'Mark' | 'Order' | 'Act' | 'Panels and session';

/** While the vim set is on: a query is typed, or printable keys move and act. */
export type KeyMode = 'typing' | 'normal';

export type Binding = {
  /** What config.yaml calls it: never changed, or the keys that people chose are lost. */
  readonly name: string;
  /** Printable ones hold only while there is no text that they could belong to. None = it waits for keys of one's own. */
  readonly keys: readonly string[];
  /** Further keys while no query is typed, which come before `keys`. */
  readonly normalKeys?: readonly string[];
  /** Holds only in this mode; undefined = in both. */
  readonly mode?: KeyMode;
  readonly event: KeyEvent;
  /** A sentence for the help overlay. */
  readonly help: string;
  readonly group: BindingGroup;
  /** A word for the hint bar, where the binding is worth a hint. */
  readonly hint?: string;
  /** Which hints stay where not all fit: higher ones, of those that have one. */
  readonly rank?: number;
  /** The screens that it works on. */
  readonly on: readonly ScreenKind[];
  /** Holds only while the query is empty, so that its printable key is text otherwise. */
  readonly needsEmptyQuery?: true;
  /** The help of another binding tells of this one too. */
  readonly isUnlisted?: true;
  /** Holds only while there is a row to act on. */
  readonly needsRow?: true;
};

/** A set with keys for the time when nothing is typed has the two modes of vi. */
export const hasModes = (bindings: readonly Binding[]): boolean =>
  bindings.some(({ normalKeys }) => normalKeys !== undefined);

export const withQueryLine: readonly ScreenKind[] = ['list', 'tags'];
export const withRows: readonly ScreenKind[] = [
  'list',
  'tags',
  'actions',
  'ask',
  'help',
  'news',
  'detail',
  'themes',
  'profile-change',
  'task-report',
];
/** Where what is typed is text. */
export const withText: readonly ScreenKind[] = [...withQueryLine, 'help', 'ask', 'guard-type'];
export const withRole: readonly ScreenKind[] = ['list', 'tags', 'actions'];
export const empty: readonly ScreenKind[] = ['signed-out', 'no-roles'];
export const everywhere: readonly ScreenKind[] = [
  ...withRows,
  ...empty,
  'too-small',
  'first-run',
  'loading',
  'signing-in',
  'failed',
  'discovering',
  'guard-type',
  'guard-yes',
];
