// Tables for a terminal, and CSV.

export type Table = {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Columns of the terminal. */
  readonly width: number;
};

const gap = 2;
const narrowest = 6;

const cut = (text: string, width: number): string => {
  const points = [...text];
  return points.length <= width ? text : `${points.slice(0, Math.max(0, width - 1)).join('')}…`;
};

const lengthOf = (text: string): number => [...text].length;

// What is too wide is taken from the widest column, a character at a time, so that short columns stay whole.
const fitWidths = (wanted: readonly number[], width: number): readonly number[] => {
  const widths = [...wanted];
  const total = (): number => widths.reduce((sum, value) => sum + value, 0) + gap * (widths.length - 1);
  while (total() > width) {
    const widest = widths.indexOf(Math.max(...widths));
    if ((widths[widest] ?? 0) <= narrowest) break;
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  return widths;
};

/** Header and rows, padded to columns and cut to the terminal's width. */
export const tableLines = ({ header, rows, width }: Table): readonly string[] => {
  const heads = header.map((name) => name.replaceAll('_', ' ').toUpperCase());
  const wanted = heads.map((head, column) =>
    rows.reduce((widest, row) => Math.max(widest, lengthOf(row[column] ?? '')), lengthOf(head)),
  );
  const widths = fitWidths(wanted, width);
  return [heads, ...rows].map((cells) =>
    cells
      .map((cell, column) => {
        const text = cut(cell, widths[column] ?? 0);
        return text + ' '.repeat(Math.max(0, (widths[column] ?? 0) - lengthOf(text)));
      })
      .join(' '.repeat(gap))
      .trimEnd(),
  );
};

// A cell that a spreadsheet would run as a formula is quoted with an apostrophe first.
const csvCell = (cell: string): string => {
  const safe = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/** One line of RFC 4180 CSV. */
export const csvLine = (cells: readonly string[]): string => `${cells.map(csvCell).join(',')}\r\n`;
