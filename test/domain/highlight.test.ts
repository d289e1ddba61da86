import { describe, expect, it } from 'vitest';
import { buildIndex } from '../../src/domain/build-index.ts';
import { fold } from '../../src/domain/fold.ts';
import { type Highlight, highlighter, type Range } from '../../src/domain/highlight.ts';
import { parseQuery } from '../../src/domain/query.ts';
import type { Role } from '../../src/domain/role.ts';
import { search } from '../../src/domain/search.ts';
import fc from '../support/properties.ts';
import { anyRoles, sampleRole } from '../support/role-samples.ts';

const marked = (text: string, ranges: readonly Range[]): string =>
  ranges.reduceRight(
    (rest, [from, to]) => `${rest.slice(0, from)}[${rest.slice(from, to)}]${rest.slice(to)}`,
    text,
  );

const subject = sampleRole({
  profile: 'acme-prod-admin',
  accountName: 'Acme Prod',
  roleName: 'AdministratorAccess',
  accountId: '111122223333',
  email: 'aws+prod@acme.example',
  region: 'eu-west-1',
  tags: { env: 'prod', team: 'core' },
});

const shown = (text: string): Record<string, string> => {
  const result = highlighter(buildIndex([subject]), parseQuery(text))(0);
  const { tags, ...fields } = result;
  const lines = Object.entries(fields)
    .filter(([, ranges]) => ranges.length > 0)
    .map(([name, ranges]) => [name, marked(subject[name as keyof typeof fields] ?? '', ranges)]);
  const tagLines = [...tags].map(([key, ranges]) => [key, marked(subject.tags[key] ?? '', ranges)]);
  return Object.fromEntries([...lines, ...tagLines]);
};

describe('highlight', () => {
  it.each([
    ['admin', { profile: 'acme-prod-[admin]', roleName: '[Admin]istratorAccess' }],
    [
      'prod',
      {
        profile: 'acme-[prod]-admin',
        accountName: 'Acme [Prod]',
        email: 'aws+[prod]@acme.example',
        env: '[prod]',
      },
    ],
    ['aaccess', { roleName: '[A]dministrator[Access]' }],
    ['2222', { accountId: '1111[2222]3333' }],
    ['^acme-', { profile: '[acme-]prod-admin' }],
    ['min$', { profile: 'acme-prod-ad[min]' }],
    ['acme-p od-ad', { profile: '[acme-p]r[od-ad]min' }],
    ['team:or', { team: 'c[or]e' }],
    ['region:west', { region: 'eu-[west]-1' }],
    ['!zebra team:=core', { team: '[core]' }],
    ['!zebra !@fav', {}],
    ['team:re$|^co', { team: '[core]' }],
    ['instance:acme region:^eu', { instance: '[acme]', region: '[eu]-west-1' }],
    ['zebra|core', { team: '[core]' }],
  ])('marks %j', (text, expected) => {
    expect(shown(text)).toEqual(expected);
  });

  const rangesIn = (role: Role, result: Highlight): readonly (readonly [string, readonly Range[]])[] => [
    [role.profile, result.profile],
    [role.accountName, result.accountName],
    [role.roleName, result.roleName],
    [role.accountId, result.accountId],
    [role.email, result.email],
    ...[...result.tags].map(([key, ranges]) => [role.tags[key] ?? '', ranges] as const),
  ];

  const word = fc.string({ unit: fc.constantFrom(...'aabbcA-1é'), minLength: 1, maxLength: 4 });

  it('marks the letters of the word, within the text, somewhere in every match', () => {
    fc.assert(
      fc.property(anyRoles, word, fc.constantFrom('', "'", '^'), (roles, letters, sign) => {
        const index = buildIndex(roles);
        const query = parseQuery(`${sign}${letters}`);
        for (const at of search(index, query).order) {
          const role = roles[at];
          if (role === undefined) throw new Error('the order names a role that is not there');
          const hits = rangesIn(role, highlighter(index, query)(at)).filter(
            ([, ranges]) => ranges.length > 0,
          );
          expect(hits.length).toBeGreaterThan(0);
          for (const [text, ranges] of hits) {
            let last = -1;
            for (const [from, to] of ranges) {
              expect(from).toBeGreaterThan(last);
              expect(to).toBeGreaterThan(from);
              expect(to).toBeLessThanOrEqual(text.length);
              last = to;
            }
            const spelt = ranges.map(([from, to]) => text.slice(from, to)).join('');
            expect(fold(spelt)).toBe(fold(letters));
          }
        }
      }),
      { numRuns: 500 },
    );
  });
});
