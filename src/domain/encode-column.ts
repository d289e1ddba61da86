// The distinct texts of a column as folded units, with what a match at each of them is worth and masks of the characters
// that a text holds (search-index.ts), in steps of some hundred texts.
import { classOf, digit, lower, separator, upper } from './char-class.ts';
import { foldUnit, maskBit } from './fold.ts';
import { type Column, humpBonus, upperMark, wordBonus } from './search-index.ts';

// Tables for ASCII, since these are asked for every character of the catalog.
const asciiClass = Uint8Array.from({ length: 128 }, (_, unit) => classOf(unit));
const asciiFold = Uint16Array.from({ length: 128 }, (_, unit) => foldUnit(unit));
const asciiBit = Int32Array.from({ length: 128 }, (_, unit) => maskBit(foldUnit(unit)));

const bonusOf = (before: number, here: number, after: number): number => {
  if (here === separator) return 1;
  if (before === separator) return wordBonus;
  if (here === digit) return before === digit ? 0 : humpBonus;
  if (here === upper && (before !== upper || after === lower)) return humpBonus;
  return 0;
};

/** `bonusOf` by the three classes as base-4 digits. */
const bonuses = Uint8Array.from({ length: 64 }, (_, at) => bonusOf(at >> 4, (at >> 2) & 3, at & 3));

type Encoded = Pick<Column, 'starts' | 'units' | 'marks' | 'masks' | 'quarters' | 'startMasks'> & {
  readonly firstBonus: number;
};

/** Fills in one text. */
const encodeText = (text: string, id: number, column: Encoded): void => {
  const { units, marks, quarters, firstBonus } = column;
  const start = column.starts[id] ?? 0;
  const quartersPerUnit = 4 / text.length;
  let mask = 0;
  let startMask = 0;
  let before: number = separator;
  let unit = text.charCodeAt(0);
  let here = unit < 128 ? (asciiClass[unit] ?? 0) : classOf(unit);
  for (let i = 0; i < text.length; i++) {
    const next = i + 1 < text.length ? text.charCodeAt(i + 1) : 32;
    const after = next < 128 ? (asciiClass[next] ?? 0) : classOf(next);
    const folded = unit < 128 ? (asciiFold[unit] ?? 0) : foldUnit(unit);
    const bonus =
      i === 0 && here !== separator ? firstBonus : (bonuses[(before << 4) | (here << 2) | after] ?? 0);
    const bit = folded < 128 ? (asciiBit[folded] ?? 0) : maskBit(folded);
    units[start + i] = folded;
    marks[start + i] = here === upper ? bonus | upperMark : bonus;
    mask |= bit;
    const quarter = 4 * id + ((i * quartersPerUnit) | 0);
    quarters[quarter] = (quarters[quarter] ?? 0) | bit;
    if (bonus >= humpBonus) startMask |= bit;
    before = here;
    here = after;
    unit = next;
  }
  marks[start + text.length] = 1;
  column.masks[id] = mask;
  column.startMasks[id] = startMask;
};

/** How many roles or texts a step looks at. */
export const perStep = 512;

export type NamedTexts = { readonly texts: readonly string[]; readonly ids: Uint32Array };

export function* encodeSteps({ texts, ids }: NamedTexts, firstBonus: number): Generator<void, Column> {
  const starts = new Uint32Array(texts.length + 1);
  let length = 0;
  for (let id = 0; id < texts.length; id++) {
    starts[id] = length;
    length += (texts[id] ?? '').length + 1;
  }
  starts[texts.length] = length;
  const column = {
    ...{ texts, ids, starts },
    units: new Uint16Array(length),
    marks: new Uint8Array(length),
    masks: new Int32Array(texts.length),
    quarters: new Int32Array(4 * texts.length),
    startMasks: new Int32Array(texts.length),
  };
  const encoded = { ...column, firstBonus };
  for (let id = 0; id < texts.length; id++) {
    if (id % perStep === 0) yield;
    encodeText(texts[id] ?? '', id, encoded);
  }
  return column;
}
