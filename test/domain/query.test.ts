import { describe, expect, it } from 'vitest';
import { printQuery } from '../../src/domain/print-query.ts';
import {
  type Alternative,
  asTexts,
  type FilterValue,
  isEmptyQuery,
  maxFuzzyLength,
  parseQuery,
} from '../../src/domain/query.ts';
import { selectedTags, toggleTag, withoutTag } from '../../src/domain/query-tags.ts';
import fc from '../support/properties.ts';
import { anyQueryText } from '../support/role-samples.ts';

const valueShown = ({ text, match }: FilterValue): string =>
  ({ exact: text, equal: `=${text}`, prefix: `^${text}`, suffix: `${text}$`, whole: `^${text}$` })[match];

/** A short writing of an alternative: `!` when negated, its kind of match, its text, `/c` when case counts. */
const shown = (one: Alternative): string => {
  const sign = one.isNegated ? '!' : '';
  if (one.kind === 'known') return `${sign}@${one.word}`;
  if (one.kind === 'filter') return `${sign}${one.key}:${one.values.map(valueShown).join(',')}`;
  return `${sign}${one.match}(${one.text})${one.isCaseSensitive ? '/c' : ''}`;
};

const read = (text: string): string =>
  parseQuery(text)
    .terms.map((term) => term.map(shown).join(' or '))
    .join(' and ');

const tricky = fc.string({ unit: fc.constantFrom(...'ab| \\:!\'"^$=@é\t') });
const key = tricky.filter((text) => text !== '');

describe('parseQuery', () => {
  it.each([
    ['', ''],
    ['   ', ''],
    ['prod', 'fuzzy(prod)'],
    ['prod  admin', 'fuzzy(prod) and fuzzy(admin)'],
    ["'prod", 'exact(prod)'],
    ['^prod', 'prefix(prod)'],
    ['prod$', 'suffix(prod)'],
    ['^prod$', 'whole(prod)'],
    ['!prod', '!exact(prod)'],
    ['!^prod', '!prefix(prod)'],
    ['!prod$', '!suffix(prod)'],
    ['a|b', 'fuzzy(a) or fuzzy(b)'],
    ['a | b c', 'fuzzy(a) or fuzzy(b) and fuzzy(c)'],
    ['a| b |^c', 'fuzzy(a) or fuzzy(b) or prefix(c)'],
    ['a || b', 'fuzzy(a) or fuzzy(b)'],
    ['| a', 'fuzzy(a)'],
    ['a |', 'fuzzy(a)'],
    ['!a|b', '!exact(a) or fuzzy(b)'],
    ['my\\ role', 'fuzzy(my role)'],
    ['a\\|b', 'fuzzy(a|b)'],
    ['\\!a', 'fuzzy(!a)'],
    ["\\'a", "fuzzy('a)"],
    ['a\\$', 'fuzzy(a$)'],
    ['a\\b', 'fuzzy(a\\b)'],
    ['a\\', 'fuzzy(a\\)'],
    ['Prod', 'fuzzy(Prod)/c'],
    ['PROD prod', 'fuzzy(PROD)/c and fuzzy(prod)'],
    ["! ' ^ $ !^ ^$", ''],
    ['env:prod', 'env:prod'],
    ['env:=prod', 'env:=prod'],
    ['env!:prod', '!env:prod'],
    ['!env:prod', '!env:prod'],
    ['env!:=prod', '!env:=prod'],
    ['env:', 'env:'],
    ['env:=a|env:=b', 'env:=a or env:=b'],
    ['env:a|b', 'env:a,b'],
    ['env:=a|b|=c', 'env:=a,=b,=c'],
    ['env!:a|b', '!env:a,b'],
    ['!env:=a|b', '!env:=a,=b'],
    ['env:a|b$|^c|^d$', 'env:a,b$,^c,^d$'],
    ['env:^a', 'env:^a'],
    ['env:a$ x', 'env:a$ and fuzzy(x)'],
    ['env:=^a$', 'env:=^a$'],
    ['env:a | b', 'env:a or fuzzy(b)'],
    ['env:a |b', 'env:a or fuzzy(b)'],
    ['env:a| b', 'env:a or fuzzy(b)'],
    ['env:a|team:b|c', 'env:a or team:b,c'],
    ["env:a|'b", 'env:a or exact(b)'],
    ['env:a|!b', 'env:a or !exact(b)'],
    ['env:a|@fav|b', 'env:a or @fav or fuzzy(b)'],
    ['env:a|', 'env:a'],
    ['env:|a', 'env:a'],
    ['env:^', 'env:'],
    ['x|env:a|b', 'fuzzy(x) or env:a,b'],
    ['@fav', '@fav'],
    ['!@fav', '!@fav'],
    ['@LIVE|@new', '@live or @new'],
    ['@recent @gone', '@recent and @gone'],
    ['@fave', 'fuzzy(@fave)'],
    ['\\@fav', 'fuzzy(@fav)'],
    ['"@fav"', 'fuzzy(@fav)'],
    ['@', 'fuzzy(@)'],
    ['a@fav', 'fuzzy(a@fav)'],
    ['@fav:x', 'fuzzy(@fav:x)'],
    ['"my role"', 'fuzzy(my role)'],
    ['\'"my role"', 'exact(my role)'],
    ['!"my role"', '!exact(my role)'],
    ['account:"my account"', 'account:my account'],
    ['account:="my account"|"x|y"', 'account:=my account,=x|y'],
    ['"my key":v', 'my key:v'],
    ['"a:b"', 'fuzzy(a:b)'],
    ['account:"my acc', 'account:my acc'],
    ['"a\\"b"', 'fuzzy(a"b)'],
    ['a""b', 'fuzzy(ab)'],
    ['""', ''],
    ['account:my\\ account', 'account:my account'],
    ['a:b:c', 'a:b:c'],
    ['a\\:b', 'fuzzy(a:b)'],
    ["'a:b", 'exact(a:b)'],
    [':b', 'fuzzy(:b)'],
    ['🦊x', 'exact(🦊x)'],
  ])('reads %j as %j', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  it.each([
    ['acme:Admin', 'fuzzy(acme:Admin)/c'],
    ['!acme:Admin', '!exact(acme:Admin)/c'],
    ['acme!:admin', '!exact(acme:admin)'],
    ['acme:admin$', 'suffix(acme:admin)'],
    ['acme:=a', 'fuzzy(acme:=a)'],
    ['acme:a|b|^c', 'fuzzy(acme:a) or fuzzy(b) or prefix(c)'],
    ['!acme:a|b', '!exact(acme:a|b)'],
  ])('reads %j, where the key is unknown, as %j', (text, expected) => {
    const texts = parseQuery(text)
      .terms.flat()
      .flatMap((one) => (one.kind === 'filter' ? asTexts(one) : []));
    expect(texts.map(shown).join(' or ')).toBe(expected);
  });

  it.each([
    ['prod  admin', 'prod admin'],
    ["'prod", "'prod"],
    ['a|b', 'a|b'],
    ['a | b', 'a|b'],
    ['my\\ role', '"my role"'],
    ['!env:prod', 'env!:prod'],
    ['env:=a|env:=b', 'env:=a|env:=b'],
    ['env:a | b', 'env:a | b'],
    ['account:="my account"|x', 'account:="my account"|x'],
    ['@FAV|!@live', '@fav|!@live'],
    ['\\@fav', '\\@fav'],
    ['email:aws@acme.example', 'email:aws@acme.example'],
    ['a\\b', 'a\\\\b'],
  ])('writes %j as %j', (text, expected) => {
    expect(printQuery(parseQuery(text))).toBe(expected);
  });

  it('reads what it writes as the same query', () => {
    fc.assert(
      fc.property(fc.oneof(tricky, anyQueryText, fc.string({ unit: 'binary', maxLength: 40 })), (text) => {
        const query = parseQuery(text);
        expect(parseQuery(printQuery(query))).toEqual(query);
      }),
      { numRuns: 3_000 },
    );
  });

  it('cuts fuzzy words and ignores words beyond the limit, but no filter', () => {
    const { terms } = parseQuery(`${'a'.repeat(300)} ${'b '.repeat(400)} env:=prod`);
    const texts = terms
      .flat()
      .map((one) => (one.kind === 'filter' ? one.key : one.kind === 'text' ? one.text : ''));
    expect(texts[0]).toHaveLength(maxFuzzyLength);
    expect(texts.at(-1)).toBe('env');
    expect(texts.join('').length).toBeLessThanOrEqual(203);
  });

  it('reads any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const query = parseQuery(text);
        expect(isEmptyQuery(query)).toBe(query.terms.length === 0);
        for (const one of query.terms.flat()) if (one.kind === 'text') expect(one.text).not.toBe('');
      }),
    );
  });
});

describe('tags in the query text', () => {
  it.each([
    ['', 'env', 'prod', 'env:=prod'],
    ['adm', 'env', 'prod', 'adm env:=prod'],
    ['adm env:=prod', 'env', 'dev', 'adm env:=prod|dev'],
    ['adm env:=prod|dev', 'env', 'prod', 'adm env:=dev'],
    ['adm env:=prod|env:=dev', 'env', 'prod', 'adm env:=dev'],
    ['env:prod|dev', 'env', 'prod', 'env:dev'],
    ['env:Prod', 'ENV', 'prod', ''],
    ['env:prod', 'env', 'dev', 'env:prod|env:=dev'],
    ['env:prod|env:=dev', 'env', 'test', 'env:prod|env:=dev|test'],
    ['env:=prod | x', 'env', 'prod', 'env:=prod | x env:=prod'],
    ['adm env:=prod x', 'env', 'prod', 'adm x'],
    ['env:=prod', 'team', 'core', 'env:=prod team:=core'],
    ['env:pro', 'env', 'prod', 'env:pro|env:=prod'],
    ['env:^prod', 'env', 'prod', 'env:^prod env:=prod'],
    ['env!:=prod', 'env', 'prod', 'env!:=prod env:=prod'],
    ['', 'cost center', 'a|b', '"cost center":="a|b"'],
    ['x\\', 'env', 'prod', 'x\\\\ env:=prod'],
    ['x |', 'env', 'prod', 'x env:=prod'],
  ])('toggles in %j: %s %s -> %j', (text, name, value, expected) => {
    expect(toggleTag(text, name, value)).toBe(expected);
  });

  it('says what is chosen, and leaves one key out', () => {
    const text = "adm env:=prod|dev team:core !env:=x a:=1|b:=2 'q";
    const { keys, isChosen } = selectedTags(text);
    expect(keys).toEqual(['env', 'team']);
    expect(['prod', 'dev', 'x', 'Prod'].map((value) => isChosen('env', value))).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect(isChosen('Team', 'Core')).toBe(true);
    expect(isChosen('a', '1')).toBe(false);
    expect(withoutTag(text, 'env')).toBe("adm team:core !env:=x a:=1|b:=2 'q");
  });

  it('finds any key and value again, and takes them away without a trace', () => {
    fc.assert(
      fc.property(tricky, key, tricky, (text, name, value) => {
        const isChosen = (query: string): boolean => selectedTags(query).isChosen(name, value);
        fc.pre(!isChosen(text));
        const chosen = toggleTag(text, name, value);
        expect(isChosen(chosen)).toBe(true);
        const back = toggleTag(chosen, name, value);
        expect(isChosen(back)).toBe(false);
        fc.pre(!selectedTags(text).keys.some((one) => one.toLowerCase() === name.toLowerCase()));
        expect(read(back)).toBe(read(text));
      }),
      { numRuns: 1_000 },
    );
  });

  it('keeps what else the query says', () => {
    fc.assert(
      fc.property(tricky, key, tricky, (text, name, value) => {
        fc.pre(!selectedTags(text).keys.some((one) => one.toLowerCase() === name.toLowerCase()));
        expect(read(toggleTag(text, name, value))).toBe(
          [read(text), `${name}:=${value}`].filter((part) => part !== '').join(' and '),
        );
      }),
    );
  });
});
