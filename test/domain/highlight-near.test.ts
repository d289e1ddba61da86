import { describe, expect, it } from 'vitest';
import type { Range } from '../../src/domain/highlight.ts';
import { highlightNear } from '../../src/domain/highlight-near.ts';
import { parseQuery } from '../../src/domain/query.ts';
import fc from '../support/properties.ts';
import { sampleRole } from '../support/role-samples.ts';

const marked = (text: string, ranges: readonly Range[]): string =>
  ranges.reduceRight(
    (rest, [from, to]) => `${rest.slice(0, from)}[${rest.slice(from, to)}]${rest.slice(to)}`,
    text,
  );

const role = sampleRole({ profile: 'acme-prod', accountName: 'Zürich Ré', roleName: 'AdministratorAccess' });

describe('what a query came near to', () => {
  it.each([
    ['admimistrator', 'roleName', 'Admi[nistrator]Access'.replace('Admi[n', 'Admin[')],
    ['zurihc', 'accountName', '[Züri]ch Ré'],
    ['acmx prdo', 'profile', '[acm]e-prod'],
    ['xx', 'profile', 'acme-prod'],
    ["'acme", 'profile', 'acme-prod'],
    ['!acme', 'profile', 'acme-prod'],
  ] as const)('of %j in the %s: %s', (query, field, expected) => {
    const names = { profile: role.profile, accountName: role.accountName, roleName: role.roleName };
    expect(marked(names[field], highlightNear(role, parseQuery(query))[field])).toBe(expected);
  });

  it('stays within the text, in ascending pieces that do not touch', () => {
    const text = fc.string({ unit: fc.constantFrom(...'aabbcé-'), maxLength: 20 });
    fc.assert(
      fc.property(text, text, (profile, query) => {
        let last = -1;
        for (const [from, to] of highlightNear(sampleRole({ profile }), parseQuery(query)).profile) {
          expect(from).toBeGreaterThan(last);
          expect(to).toBeLessThanOrEqual(profile.length);
          last = to;
        }
      }),
    );
  });
});
