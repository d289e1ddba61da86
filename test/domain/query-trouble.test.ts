import { describe, expect, it } from 'vitest';
import { buildIndex } from '../../src/domain/build-index.ts';
import { parseQuery } from '../../src/domain/query.ts';
import { knownWordsIn, queryTroubles } from '../../src/domain/query-trouble.ts';
import { sampleRole } from '../support/role-samples.ts';

const index = buildIndex([
  sampleRole({ profile: 'acme:admin', email: 'aws@acme.example', tags: { env: 'prod', cost_center: '7' } }),
  sampleRole({ profile: 'other' }),
]);

const fields = 'Fields: profile, account, role, id, email, region, instance. Tags: cost_center, env.';

describe('what a query says that nobody can have meant', () => {
  it.each([
    ['', []],
    ['prod admin', []],
    ['env:nothing id:0', []],
    ['Env:prod', []],
    ['@fav !@live', []],
    ['acme:adm', []],
    ['!acme:adm', []],
    ['@acme.example', []],
    ['evn:prod', ['No field or tag is called evn. Did you mean env:?']],
    ['!evn:prod', ['No field or tag is called evn. Did you mean env:?']],
    ['evn!:=prod|dev', ['No field or tag is called evn. Did you mean env:?']],
    ['acc:x', ['No field or tag is called acc. Did you mean account:?']],
    ['cost-center:7', ['No field or tag is called cost-center. Did you mean cost_center:?']],
    ['zzz:x', [`No field or tag is called zzz. ${fields}`]],
    ['@', []],
    ['@f', ['There is no @f. Did you mean @fav?']],
    ['@favs', ['There is no @favs. Did you mean @fav?']],
    ['!@lvie', ['There is no @lvie. Did you mean @live?']],
    ['@pinned', ['There is no @pinned. After @: fav, recent, live, new, gone.']],
    [
      '@x env:prod rle:y',
      [
        'There is no @x. After @: fav, recent, live, new, gone.',
        'No field or tag is called rle. Did you mean role:?',
      ],
    ],
    [
      'a:1 b:1 c:1 d:1',
      [
        `No field or tag is called a. Did you mean account:?`,
        `No field or tag is called b. ${fields}`,
        'No field or tag is called c. Did you mean cost_center:?',
      ],
    ],
  ])('in %j: %j', (text, expected) => {
    expect(queryTroubles(index, parseQuery(text))).toEqual(expected);
  });

  it('repeats nothing that would move a terminal', () => {
    const [text = ''] = queryTroubles(index, parseQuery(`\u001b[2J${'x'.repeat(500)}:y`));
    expect(text).not.toContain('\u001b');
    expect(text.length).toBeLessThan(300);
  });

  it('knows which words after @ a query asks for', () => {
    expect(knownWordsIn(parseQuery('@fav|!@LIVE x @foo "@new"'))).toEqual(['fav', 'live']);
  });
});
