import { describe, expect, it } from 'vitest';
import { parseDocument } from 'yaml';
import { parseConfig, type YamlValue } from '../../src/domain/parse-config.ts';
import { parseQuery } from '../../src/domain/query.ts';
import { bothQueries, filterNameProblem, savedQuery } from '../../src/domain/saved-filter.ts';

const parse = (text: string) =>
  parseConfig(parseDocument(text, { schema: 'failsafe' }).toJS({ mapAsMap: true }) as YamlValue);

describe('filters of the config', () => {
  it('are read in their order', () => {
    const { config, problems } = parse(`
filters:
  prod admins: env:=prod 'admin
  mine: "@fav"
`);
    expect(problems).toEqual([]);
    expect(config.filters).toEqual([
      { name: 'prod admins', query: "env:=prod 'admin" },
      { name: 'mine', query: '@fav' },
    ]);
  });

  it('are none where the config has none', () => {
    expect(parse('theme: dark').config.filters).toEqual([]);
  });

  it.each([
    ['filters: {x: ""}', ['filters', 'x'], /must be a query/],
    ['filters: {x: "| !"}', ['filters', 'x'], /must be a query/],
    ['filters: {x: [a]}', ['filters', 'x'], /must be a text/],
    ['filters: {-x: a}', ['filters', '-x'], /does not begin with -/],
    ['filters: {" x": a}', ['filters', ' x'], /no space at its ends/],
    [`filters: {${'x'.repeat(49)}: a}`, ['filters', 'x'.repeat(49)], /at most 48/],
    ['filters: {"a\\e[2Jb": a}', ['filters', 'a\u001b[2Jb'], /control/],
    ['filters: [a]', ['filters'], /must be a mapping/],
  ])('%s is refused', (text, path, message) => {
    const { problems } = parse(text);
    expect(problems[0]).toMatchObject({ path, message: expect.stringMatching(message) });
  });
});

describe('a saved filter', () => {
  const filters = [{ name: 'prod', query: 'env:prod' }];

  it('is found by its name', () => {
    expect(savedQuery(filters, 'prod')).toBe('env:prod');
  });

  it.each([
    [filters, 'prdo', 'Did you mean prod?'],
    [filters, 'other', 'Saved: prod.'],
    [[], 'x', 'None is saved yet: Alt-V in the picker saves one.'],
  ])('says what there is where there is none of the name', (known, name, hint) => {
    expect(() => savedQuery(known, name)).toThrow(
      expect.objectContaining({ message: `There is no saved filter ${name}.`, hint }),
    );
  });

  it.each([
    ['env:prod', 'admin', 'env:prod admin'],
    ['env:prod', '', 'env:prod'],
    ['', 'admin', 'admin'],
    ['env:prod |', 'admin', 'env:prod admin'],
    ['account:"Acme P', 'admin', 'account:"Acme P" admin'],
    ['a\\', 'b', 'a\\\\ b'],
  ])('%j and the words %j are %j', (saved, words, both) => {
    expect(bothQueries(saved, words)).toBe(both);
    expect(parseQuery(both).terms).toEqual([...parseQuery(saved).terms, ...parseQuery(words).terms]);
  });

  it.each(['prod admins', 'été', 'a.b-c', '1'])('may be called %s', (name) => {
    expect(filterNameProblem(name)).toBeUndefined();
  });
});
