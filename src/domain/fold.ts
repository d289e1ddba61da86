// Letters as a search compares them: without case and without accents, one UTF-16 unit for one, so that an offset in
// the folded text is an offset in the text itself. (`toLowerCase` of a whole text may change its length.)

const isLatin = (unit: number): boolean =>
  (unit >= 0xc0 && unit <= 0x24f) || (unit >= 0x1e00 && unit <= 0x1eff);

const foldRare = (unit: number): number => {
  const lower = String.fromCharCode(unit).toLowerCase();
  if (lower.length !== 1) return unit;
  return (isLatin(unit) ? lower.normalize('NFD') : lower).charCodeAt(0);
};

/** The unit in lower case and without its accent. */
export const foldUnit = (unit: number): number => {
  if (unit < 128) return unit >= 65 && unit <= 90 ? unit + 32 : unit;
  return foldRare(unit);
};

export const isUpperUnit = (unit: number): boolean => {
  if (unit < 128) return unit >= 65 && unit <= 90;
  const char = String.fromCharCode(unit);
  return char.toLowerCase() !== char;
};

export const hasUpperCase = (text: string): boolean => {
  for (let i = 0; i < text.length; i++) if (isUpperUnit(text.charCodeAt(i))) return true;
  return false;
};

export const fold = (text: string): string => {
  let folded = '';
  for (let i = 0; i < text.length; i++) folded += String.fromCharCode(foldUnit(text.charCodeAt(i)));
  return folded;
};

/** One bit for each letter, one for two digits, one for all the rest: a text can hold a word only if it has its bits. */
export const maskBit = (folded: number): number => {
  if (folded >= 97 && folded <= 122) return 1 << (folded - 97);
  if (folded >= 48 && folded <= 57) return 1 << (26 + ((folded - 48) >> 1));
  return 1 << 31;
};
