import { mapping, type Place, problem, type Reader, text } from './config-reader.ts';
import { isEmptyQuery, parseQuery } from './query.ts';
import { filterNameProblem, type SavedFilter } from './saved-filter.ts';

/** `filters`: a query under each name, in the file's order. */
export const filtersOf = (reader: Reader, place: Place): readonly SavedFilter[] =>
  mapping(reader, place).flatMap(([name, entry]) => {
    const wrong = filterNameProblem(name);
    if (wrong !== undefined) problem(reader, entry.path, wrong);
    const query = text(reader, entry);
    if (query !== undefined && !isEmptyQuery(parseQuery(query))) return [{ name, query }];
    problem(reader, entry.path, 'must be a query, such as env:prod admin.');
    return [];
  });
