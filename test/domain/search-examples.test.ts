import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { buildIndex } from '../../src/domain/build-index.ts';
import { parseQuery } from '../../src/domain/query.ts';
import { search } from '../../src/domain/search.ts';
import { sampleRole } from '../support/role-samples.ts';

const essay = readFileSync(new URL('../../src/domain/search.ts', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('//'))
  .map((line) => line.replace(/^\/\/ ?/, ''));

const profiles = /Profiles: ([^.]+)\./.exec(essay.join(' '))?.[1]?.split(', ') ?? [];
const roles = profiles.map((profile) => {
  const [accountName = '', roleName = ''] = profile.split('-');
  return sampleRole({ profile, accountName, roleName, email: 'x@x.example' });
});

const examples = essay.flatMap((line) => {
  const [query, found] = line.split(' | ');
  return query !== undefined && found !== undefined ? [[query.trim(), found.split(' > ')] as const] : [];
});

describe('the examples of the essay', () => {
  it('are there', () => {
    expect(profiles).toHaveLength(7);
    expect(examples.length).toBeGreaterThan(12);
  });

  it.each(examples)('%s', (query, expected) => {
    const { order } = search(buildIndex(roles), parseQuery(query));
    expect(Array.from(order, (at) => profiles[at])).toEqual(expected);
  });
});
