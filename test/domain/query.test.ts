import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Alternative, isEmptyQuery, maxFuzzyLength, parseQuery } from '../../src/domain/query.ts';
import { selectedTags, toggleTag, withoutTag } from '../../src/domain/query-tags.ts';

/** A short writing of an alternative: `!` when negated, its kind of match, its text, `/c` when case counts. */
const shown = (one: Alternative): string => {
  const sign = one.isNegated ? '!' : '';
  if (one.kind === 'filter') return `${sign}${one.key}${one.isExact ? ':=' : ':'}${one.value}`;
  return `${sign}${one.match}(${one.text})${one.isCaseSensitive ? '/c' : ''}`;
};

const read = (text: string): string =>
  parseQuery(text)
    .terms.map((term) => term.map(shown).join(' or '))
    .join(' and ');

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
    ['account:my\\ account', 'account:my account'],
    ['a:b:c', 'a:b:c'],
    ['a\\:b', 'fuzzy(a:b)'],
    ["'a:b", 'exact(a:b)'],
    [':b', 'fuzzy(:b)'],
    ['🦊x', 'exact(🦊x)'],
  ])('reads %j as %j', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  it('keeps the text of a filter for the case that its key is unknown', () => {
    const [alternative] = parseQuery('!acme:Admin').terms[0] ?? [];
    expect(alternative).toMatchObject({
      kind: 'filter',
      asText: { match: 'exact', text: 'acme:Admin', isCaseSensitive: true, isNegated: true },
    });
  });

  it('cuts fuzzy words and ignores words beyond the limit, but no filter', () => {
    const { terms } = parseQuery(`${'a'.repeat(300)} ${'b '.repeat(400)} env:=prod`);
    const texts = terms.flat().map((one) => (one.kind === 'text' ? one.text : one.key));
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

const tricky = fc.string({ unit: fc.constantFrom(..."ab| \\:!'^$=é\t") });
const key = tricky.filter((text) => text !== '');

describe('tags in the query text', () => {
  it.each([
    ['', 'env', 'prod', 'env:=prod'],
    ['adm', 'env', 'prod', 'adm env:=prod'],
    ['adm env:=prod', 'env', 'dev', 'adm env:=prod|env:=dev'],
    ['adm env:=prod|env:=dev', 'env', 'prod', 'adm env:=dev'],
    ['adm env:=prod x', 'env', 'prod', 'adm x'],
    ['env:=prod', 'team', 'core', 'env:=prod team:=core'],
    ['env:prod', 'env', 'prod', 'env:prod env:=prod'],
    ['env!:=prod', 'env', 'prod', 'env!:=prod env:=prod'],
    ['', 'cost center', 'a|b', 'cost\\ center:=a\\|b'],
    ['x\\', 'env', 'prod', 'x\\\\ env:=prod'],
    ['x |', 'env', 'prod', 'x env:=prod'],
  ])('toggles in %j: %s %s -> %j', (text, name, value, expected) => {
    expect(toggleTag(text, name, value)).toBe(expected);
  });

  it('says what is chosen, and leaves one key out', () => {
    const text = "adm env:=prod|env:=dev team:=core !env:=x a:=1|b:=2 'q";
    expect(selectedTags(text)).toEqual([
      { key: 'env', value: 'prod' },
      { key: 'env', value: 'dev' },
      { key: 'team', value: 'core' },
    ]);
    expect(withoutTag(text, 'env')).toBe("adm team:=core !env:=x a:=1|b:=2 'q");
  });

  it('finds any key and value again, and takes them away without a trace', () => {
    fc.assert(
      fc.property(tricky, key, tricky, (text, name, value) => {
        const choice = { key: name, value };
        const isChosen = (query: string): boolean =>
          selectedTags(query).some((one) => one.key === name && one.value === value);
        fc.pre(!isChosen(text));
        const chosen = toggleTag(text, name, value);
        expect(selectedTags(chosen)).toContainEqual(choice);
        const back = toggleTag(chosen, name, value);
        expect(isChosen(back)).toBe(false);
        expect(read(back)).toBe(read(text));
      }),
    );
  });

  it('keeps what else the query says', () => {
    fc.assert(
      fc.property(tricky, key, tricky, (text, name, value) => {
        fc.pre(!selectedTags(text).some((one) => one.key === name));
        expect(read(toggleTag(text, name, value))).toBe(
          [read(text), `${name}:=${value}`].filter((part) => part !== '').join(' and '),
        );
      }),
    );
  });
});
