// Queries that a person keeps under a name, in config.yaml.
import { UsageError } from './errors.ts';
import { nearestWord } from './nearest-word.ts';
import { formatTokens, tokenize } from './query-tokens.ts';
import { sanitize } from './sanitize.ts';

export type SavedFilter = { readonly name: string; readonly query: string };

/** UTF-16 units. */
export const longestFilterName = 48;

/** Why this is no name for a filter; undefined for one that is right. */
export const filterNameProblem = (name: string): string | undefined => {
  if (name.trim() === '' || name.trim() !== name) return 'a name has no space at its ends, and is not empty.';
  if (name.length > longestFilterName) return `a name has at most ${longestFilterName} characters.`;
  if (name.startsWith('-')) return 'a name does not begin with -.';
  return sanitize(name, longestFilterName) === name ? undefined : 'a name has no control characters.';
};

/** The query of a name. Errors: UsageError for a name that is not there. */
export const savedQuery = (filters: readonly SavedFilter[], name: string): string => {
  const found = filters.find((filter) => filter.name === name);
  if (found !== undefined) return found.query;
  const names = filters.map((filter) => filter.name);
  const nearest = nearestWord(name, names);
  const known =
    names.length === 0 ? 'None is saved yet: Alt-V in the picker saves one.' : `Saved: ${names.join(', ')}.`;
  throw new UsageError(
    `There is no saved filter ${sanitize(name, longestFilterName)}.`,
    nearest === undefined ? known : `Did you mean ${nearest}?`,
  );
};

/** Both must hold. The first is closed, so that neither its last quote nor its last `|` reaches into the second. */
export const bothQueries = (first: string, second: string): string =>
  [formatTokens(tokenize(first)), second].filter((text) => text !== '').join(' ');
