// `--saved NAME`: a filter of config.yaml as a query, to which the words of the command add.
import type { Command } from 'commander';
import type { Config } from '../domain/config.ts';
import { bothQueries, savedQuery } from '../domain/saved-filter.ts';
import type { Options } from './command.ts';

export const addSavedOption = (command: Command): Command =>
  command.option('--saved <name>', 'only roles of this saved filter');

/** The query of the words and of `--saved`; empty where neither is given. Errors: UsageError for an unknown name. */
export const withSaved = (
  { filters = [] }: Pick<Config, 'filters'>,
  options: Options,
  words: string,
): string => {
  const name = options['saved'];
  return typeof name === 'string' ? bothQueries(savedQuery(filters, name), words) : words;
};
