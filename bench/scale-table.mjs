// scale.json as the table of docs/scale.md: what was measured, what a tenfold company costs more, and what a million roles
// would cost by that. No clock and no disk.
import { round } from './statistics.mjs';

const rows = [
  { id: 'open', what: 'opening the catalog', unit: 'ms' },
  { id: 'frame', what: 'first full frame', unit: 'ms' },
  { id: 'key', what: 'a key while typing, median', unit: 'ms' },
  { id: 'search', what: 'one search, median query', unit: 'ms' },
  { id: 'slowSearch', what: 'one search, slowest query', unit: 'ms' },
  { id: 'index', what: 'building the search index', unit: 'ms' },
  { id: 'list', what: '`list --filter`, whole process', unit: 'ms' },
  { id: 'process', what: '`process`, whole process', unit: 'ms' },
  { id: 'write', what: 'what a refresh writes', unit: 'ms' },
  { id: 'memory', what: 'memory of the picker after typing', unit: 'MB' },
  { id: 'bytes', what: 'files of the catalog', unit: 'MB', of: (value) => value / 1e6 },
];

const million = 1_000_000;

const grouped = (count) => String(count).replace(/\B(?=(\d{3})+$)/g, ',');

/** From two sizes on: what every role adds, and what there is without any. */
const lineThrough = ([from, to], read) => {
  const slope = (read(to) - read(from)) / (to.count - from.count);
  return { slope, at: (count) => read(to) + slope * (count - to.count) };
};

const growthText = (ratio) => (ratio < 1.1 ? 'no more' : `x ${round(ratio).toPrecision(2)}`);

const cellOf = ({ of = (value) => value }, value) => (value === undefined ? '-' : String(round(of(value))));

const rowOf = (row, measured, large) => {
  const read = ({ figures }) => figures[row.id];
  const last = measured.slice(-2);
  const isKnown = last.every((size) => read(size) !== undefined);
  const line = isKnown ? lineThrough(last, read) : undefined;
  const expected = line === undefined ? undefined : Math.max(read(last[1]), line.at(million));
  return [
    `${row.what}, ${row.unit}`,
    ...measured.map((size) => cellOf(row, read(size))),
    isKnown ? growthText(read(last[1]) / read(last[0])) : '-',
    cellOf(row, expected),
    ...(large === undefined ? [] : [cellOf(row, read(large))]),
  ];
};

/** `scale`: what scale.json holds. Sizes of a million are not drawn through, but put beside what the line says. */
export const scaleTable = ({ date, machine, sizes }) => {
  const measured = sizes.filter(({ count }) => count < million);
  const large = sizes.find(({ count }) => count === million);
  const header = [
    'what',
    ...measured.map(({ count }) => `${grouped(count)} roles`),
    'the last tenfold',
    'a million, by the line',
    ...(large === undefined ? [] : ['a million, measured']),
  ];
  const table = [header, header.map((_, at) => (at === 0 ? '---' : '---:'))];
  for (const row of rows) table.push(rowOf(row, measured, large));
  const floor = round(Math.min(...sizes.map(({ figures }) => figures.floor)));
  const facts = `${machine.processor}, ${machine.cores} cores, Node ${machine.node}, ${date}. Of an empty Node process it is ${floor} ms.`;
  return `${table.map((cells) => `| ${cells.join(' | ')} |`).join('\n')}\n\n${facts}`;
};

const [start, end] = ['<!-- measured: npm run bench -- --scale -->', '<!-- end -->'];

/** The text with the table between its two marks. */
export const withScaleTable = (text, scale) => {
  const [from, to] = [text.indexOf(start), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`docs/scale.md has lost its marks: ${start} and ${end}`);
  return `${text.slice(0, from + start.length)}\n${scaleTable(scale)}\n${text.slice(to)}`;
};
