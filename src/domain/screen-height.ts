// How much of the terminal the picker takes: all of it, or some rows below the prompt.

/** `percent` is of the terminal's rows, 1 to 100. */
export type ScreenHeight =
  | { readonly kind: 'full' }
  | { readonly kind: 'rows'; readonly rows: number }
  | { readonly kind: 'percent'; readonly percent: number };

/** Less than this shows no list worth the name; fewer that are asked for become as many. */
export const leastRows = 10;

export const heightForm = `must be a number of rows such as 15, a part of the terminal such as 40%, or full`;

/** `15`, `40%` or `full`; undefined for anything else. */
export const parseHeight = (text: string): ScreenHeight | undefined => {
  if (text === 'full') return { kind: 'full' };
  const [, digits, sign] = /^(\d{1,4})(%?)$/.exec(text) ?? [];
  const number = Number(digits ?? 0);
  if (number === 0) return undefined;
  if (sign === '') return { kind: 'rows', rows: number };
  return number > 100 ? undefined : { kind: 'percent', percent: number };
};

/** Rows of a terminal with `rows` rows; never more than those. */
export const rowsOfHeight = (height: ScreenHeight, rows: number): number => {
  if (height.kind === 'full') return rows;
  const asked = height.kind === 'rows' ? height.rows : Math.floor((rows * height.percent) / 100);
  return Math.min(rows, Math.max(leastRows, asked));
};
