// A query's text cut into terms (AND), and each term into alternatives (OR), before their meaning is read. A backslash
// makes the next character plain text where it would mean something; elsewhere it is itself, so that a lone or a last
// one never swallows anything. Writing the tokens back gives the normal form of the text.

/** A character, and whether a backslash took its meaning away. */
export type Cell = { readonly char: string; readonly isLiteral: boolean };
export type TokenAlternative = readonly Cell[];
export type TokenTerm = readonly TokenAlternative[];

const spaces = ' \t\n\r';
const special = `${spaces}|\\:!'^$=`;

/** Longer texts are cut: nobody types one, and a pasted one must not freeze a key press. */
export const maxQueryLength = 4_000;

const isSpecial = (char: string | undefined): boolean =>
  char !== undefined && char !== '' && special.includes(char);

const cellsOf = (text: string): Cell[] => {
  const cells: Cell[] = [];
  for (let i = 0; i < text.length; i++) {
    const char = text.charAt(i);
    if (char !== '\\') cells.push({ char, isLiteral: false });
    else if (isSpecial(text[i + 1])) cells.push({ char: text.charAt(++i), isLiteral: true });
    else cells.push({ char, isLiteral: true });
  }
  return cells;
};

export const tokenize = (text: string): readonly TokenTerm[] => {
  const terms: Cell[][][] = [];
  let current: Cell[] | undefined;
  let isJoined = false;
  for (const cell of cellsOf(text.slice(0, maxQueryLength))) {
    if (!cell.isLiteral && (cell.char === '|' || spaces.includes(cell.char))) {
      current = undefined;
      isJoined ||= cell.char === '|';
      continue;
    }
    if (current === undefined) {
      current = [];
      const last = terms.at(-1);
      if (isJoined && last !== undefined) last.push(current);
      else terms.push([current]);
      isJoined = false;
    }
    current.push(cell);
  }
  return terms;
};

export const plainText = (cells: readonly Cell[]): string => cells.map((cell) => cell.char).join('');

const cellText = ({ char, isLiteral }: Cell): string => (isLiteral ? `\\${char}` : char);

export const formatTokens = (terms: readonly TokenTerm[]): string =>
  terms.map((term) => term.map((cells) => cells.map(cellText).join('')).join('|')).join(' ');

/** The cells that mean exactly this text. */
export const literalCells = (text: string): readonly Cell[] =>
  text.split('').map((char) => ({ char, isLiteral: isSpecial(char) }));

/** Cells that mean something, such as `:=`. */
export const syntaxCells = (text: string): readonly Cell[] =>
  text.split('').map((char) => ({ char, isLiteral: false }));
