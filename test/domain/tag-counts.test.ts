import { describe, expect, it } from 'vitest';
import { buildIndex } from '../../src/domain/build-index.ts';
import { parseQuery } from '../../src/domain/query.ts';
import { search } from '../../src/domain/search.ts';
import { maxTagValues, tagCounts, tagCountsFor } from '../../src/domain/tag-counts.ts';
import { manyRoles } from '../support/many-roles.ts';
import { sampleRole } from '../support/role-samples.ts';

const index = buildIndex([
  sampleRole({ roleName: 'Admin', tags: { team: 'core', env: 'prod' } }),
  sampleRole({ roleName: 'Reader', tags: { env: 'prod' } }),
  sampleRole({ roleName: 'Reader', tags: { env: 'dev' } }),
  sampleRole({ roleName: 'Reader' }),
]);

const shown = (counts: ReturnType<typeof tagCounts>): Record<string, string> =>
  Object.fromEntries(
    counts.map(({ key, values }) => [key, values.map(({ value, count }) => `${value} ${count}`).join(', ')]),
  );

describe('tagCounts', () => {
  it('lists the tags, then the facets that tell roles apart', () => {
    const { order } = search(index, parseQuery(''));
    const counts = tagCounts(index, order);
    expect(counts.map(({ key }) => key)).toEqual(['env', 'team', 'role']);
    expect(shown(counts)).toEqual({ env: 'prod 2, dev 1', team: 'core 1', role: 'Reader 3, Admin 1' });
  });

  it('follows the query, and keeps listing what it leaves without a role', () => {
    const { order } = search(index, parseQuery('reader'));
    expect(shown(tagCounts(index, order))).toEqual({
      env: 'dev 1, prod 1',
      team: 'core 0',
      role: 'Reader 3, Admin 0',
    });
  });

  it('counts a chosen key as if nothing of it were chosen', () => {
    expect(shown(tagCountsFor(index, 'reader env:=dev'))).toEqual({
      env: 'dev 1, prod 1',
      team: 'core 0',
      role: 'Reader 1, Admin 0',
    });
  });

  it('lists the most frequent values only where there are very many', () => {
    const many = Array.from({ length: 300 }, (_, at) =>
      sampleRole({ tags: { n: at < 50 ? 'often' : `v${at}` } }),
    );
    const big = buildIndex(many);
    const [n] = tagCounts(big, search(big, parseQuery('')).order);
    expect(n?.values).toHaveLength(maxTagValues);
    expect(n?.values[0]).toEqual({ value: 'often', count: 50 });
  });

  it('adds up to the roles that have the tag', () => {
    const roles = manyRoles(2_000);
    const large = buildIndex(roles);
    const { order } = search(large, parseQuery('prod'));
    const env = tagCounts(large, order).find(({ key }) => key === 'env');
    expect(env?.values.reduce((sum, { count }) => sum + count, 0)).toBe(order.length);
  });
});
