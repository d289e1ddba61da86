// What a line of the screen stands for, so that a click on it is no guess.

export type Target =
  /** A row of the list, from 0 at its top. */
  | { readonly kind: 'role'; readonly row: number }
  /** The title of a group, by its row. */
  | { readonly kind: 'title'; readonly row: number }
  | { readonly kind: 'tag'; readonly key: string; readonly value: string }
  /** A row of the actions. */
  | { readonly kind: 'action'; readonly row: number }
  /** A row of what can be chosen for a question. */
  | { readonly kind: 'option'; readonly row: number };
