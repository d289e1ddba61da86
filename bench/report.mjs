// The table, and the comparison with the result before it.
import { rows } from './budgets.mjs';
import { round } from './statistics.mjs';

/** Smaller changes of a figure are the machine's mood. */
const notable = 0.1;

const shown = ({ unit }, value) => {
  if (unit === 'bytes') return `${Math.round(value)} ${unit}`;
  // Its budgets lie a few hundredths from 1.
  if (unit === 'x limit') return `${value.toFixed(3)} ${unit}`;
  return unit.startsWith('x ') ? `${value.toFixed(2)} ${unit}` : `${round(value)} ${unit}`;
};

/** The floor (ms) of the machine that the budgets in milliseconds were set on. */
const usualFloor = 15;

/** `floor` (ms) is this machine's: what is over only because it is slower says so. */
export const verdictOf = ({ budget, stretch, unit }, value, floor) => {
  if (value === undefined) return '';
  if (value > budget) {
    const over = `over by ${(value / budget).toFixed(2)}x`;
    const isOfMachine = unit === 'ms' && (value * usualFloor) / floor <= budget;
    return isOfMachine ? `${over}, within at a floor of ${usualFloor} ms` : over;
  }
  const isReached = value <= stretch;
  if (budget === undefined) return isReached ? 'stretch reached' : '';
  return isReached ? 'within, stretch reached' : 'within';
};

const changeOf = (value, before) => {
  if (before === undefined || value === undefined || before === 0) return '';
  const change = value / before - 1;
  if (Math.abs(change) < notable) return 'same';
  return `${change > 0 ? '+' : ''}${Math.round(change * 100)} %`;
};

const budgetText = ({ budget, stretch, unit }) =>
  [
    ...(budget === undefined ? [] : [`${budget} ${unit}`]),
    ...(stretch === undefined ? [] : [`(${stretch})`]),
  ].join(' ');

const header = ['what', 'measured', 'budget (stretch)', 'verdict', 'before', ''];

const cellsOf = ({ row, result, before, floor }) => {
  if (result.absent !== undefined) return [row.what, '-', budgetText(row), '', '', result.absent];
  const { value, note = '' } = result;
  return [
    row.what,
    shown(row, value),
    budgetText(row),
    verdictOf(row, value, floor),
    changeOf(value, before?.value),
    note,
  ];
};

/** `results` and `before`: row id -> `{ value, note }` or `{ absent }`. */
export const tableText = (results, before = {}) => {
  const measured = rows.filter(({ id }) => results[id] !== undefined);
  const floor = results.floor?.value;
  const table = [
    header,
    ...measured.map((row) => cellsOf({ row, result: results[row.id], before: before[row.id], floor })),
  ];
  const widths = header.map((_, column) => Math.max(...table.map((cells) => cells[column].length)));
  return table
    .map((cells) =>
      cells
        .map((cell, column) => cell.padEnd(widths[column]))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
};

/** What bench/results.json keeps of the rows. */
export const keptRows = (results) => {
  const floor = results.floor?.value;
  return Object.fromEntries(
    rows
      .filter(({ id }) => results[id] !== undefined)
      .map((row) => {
        const { value, note, absent } = results[row.id];
        const { what, unit, budget } = row;
        if (absent !== undefined) return [row.id, { what, absent }];
        const kept = { what, value: round(value), unit, budget, verdict: verdictOf(row, value, floor), note };
        return [row.id, kept];
      }),
  );
};
