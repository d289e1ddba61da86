// What a character is within a word: words begin and end where it changes.
import { isUpperUnit } from './fold.ts';

export type CharClass = 0 | 1 | 2 | 3;
export const separator: CharClass = 0;
export const lower: CharClass = 1;
export const upper: CharClass = 2;
export const digit: CharClass = 3;

export const classOf = (unit: number): CharClass => {
  if (unit >= 97 && unit <= 122) return lower;
  if (unit >= 65 && unit <= 90) return upper;
  if (unit >= 48 && unit <= 57) return digit;
  if (unit < 0xc0 || (unit >= 0x2000 && unit <= 0x206f)) return separator;
  return isUpperUnit(unit) ? upper : lower;
};

/** Before or after which a word of a text ends or begins. */
export const isSeparator = (unit: number): boolean => classOf(unit) === separator;
