// A query's text cut into terms (AND), and each term into alternatives (OR), before their meaning is read. Double quotes
// and a backslash make text plain where it would mean something; a backslash before anything else is itself, and a
// quote that is not closed reaches to the end, so that a query may be searched while it is typed. Writing the tokens back
// gives the normal form of the text.

/** A character, and whether a backslash or quotes took its meaning away. */
export type Cell = { readonly char: string; readonly isLiteral: boolean };
export type TokenAlternative = {
  readonly cells: readonly Cell[];
  /** Nothing but a `|` stands between it and the one before. */
  readonly isGlued: boolean;
};
export type TokenTerm = readonly TokenAlternative[];

const spaces = ' \t\n\r';
const special = `${spaces}|\\:!'"^$=@`;

/** Longer texts are cut: nobody types one, and a pasted one must not freeze a key press. */
export const maxQueryLength = 4_000;

const isSpecial = (char: string | undefined): boolean =>
  char !== undefined && char !== '' && special.includes(char);

const cellsOf = (text: string): Cell[] => {
  const cells: Cell[] = [];
  let isQuoted = false;
  for (let i = 0; i < text.length; i++) {
    const char = text.charAt(i);
    if (char === '"') isQuoted = !isQuoted;
    else if (char !== '\\') cells.push({ char, isLiteral: isQuoted });
    else if (isSpecial(text[i + 1])) cells.push({ char: text.charAt(++i), isLiteral: true });
    else cells.push({ char, isLiteral: true });
  }
  return cells;
};

type Building = { readonly cells: Cell[]; readonly isGlued: boolean };

export const tokenize = (text: string): readonly TokenTerm[] => {
  const terms: Building[][] = [];
  let current: Building | undefined;
  let isJoined = false;
  let hasSpace = false;
  for (const cell of cellsOf(text.slice(0, maxQueryLength))) {
    if (!cell.isLiteral && (cell.char === '|' || spaces.includes(cell.char))) {
      current = undefined;
      isJoined ||= cell.char === '|';
      hasSpace ||= cell.char !== '|';
      continue;
    }
    if (current === undefined) {
      const last = terms.at(-1);
      const isAlternative = isJoined && last !== undefined;
      current = { cells: [], isGlued: isAlternative && !hasSpace };
      if (isAlternative) last.push(current);
      else terms.push([current]);
      isJoined = false;
      hasSpace = false;
    }
    current.cells.push(cell);
  }
  return terms;
};

export const plainText = (cells: readonly Cell[]): string => cells.map((cell) => cell.char).join('');

const isSyntax = ({ char, isLiteral }: Cell): boolean => !isLiteral && isSpecial(char);

const escaped = ({ char, isLiteral }: Cell): string => (isLiteral && isSpecial(char) ? `\\${char}` : char);

/** Cells without syntax: in quotes where they hold a space or a `|`, else with backslashes where they need some. */
const pieceText = (cells: readonly Cell[]): string => {
  const isSpaced = cells.some(({ char }) => char === '|' || spaces.includes(char));
  if (!isSpaced) return cells.map(escaped).join('');
  return `"${plainText(cells).replace(/["\\]/g, '\\$&')}"`;
};

const alternativeText = (cells: readonly Cell[]): string => {
  let text = '';
  let piece: Cell[] = [];
  for (const cell of cells) {
    if (!isSyntax(cell)) piece.push(cell);
    else {
      text += pieceText(piece) + cell.char;
      piece = [];
    }
  }
  return text + pieceText(piece);
};

export const formatTokens = (terms: readonly TokenTerm[]): string =>
  terms
    .map((term) =>
      term
        .map(({ cells, isGlued }, at) => `${at === 0 ? '' : isGlued ? '|' : ' | '}${alternativeText(cells)}`)
        .join(''),
    )
    .join(' ');

/** The cells that mean exactly this text. An `@` means something at the start only. */
export const literalCells = (text: string): readonly Cell[] =>
  text.split('').map((char, at) => ({ char, isLiteral: char === '@' ? at === 0 : isSpecial(char) }));

/** Cells that mean something, such as `:=`. */
export const syntaxCells = (text: string): readonly Cell[] =>
  text.split('').map((char) => ({ char, isLiteral: false }));
