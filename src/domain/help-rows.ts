// Tables of `rolecall help TOPIC` and of the man page: what it is called, and what it means.

export type HelpRow = readonly [term: string, meaning: string];

/** A row a line, the meanings below one another. */
export const helpRowLines = (rows: readonly HelpRow[]): string => {
  const width = Math.max(...rows.map(([term]) => term.length));
  return rows.map(([term, meaning]) => `  ${term.padEnd(width)}  ${meaning}`).join('\n');
};
