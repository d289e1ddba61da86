import { describe, expect, it } from 'vitest';
import { changesSince } from '../../src/domain/catalog-changes.ts';

const account = (id: string, roles: readonly string[]) => ({
  id,
  name: id,
  email: '',
  roles,
  rolesFetchedAt: 1,
});
const earlier = (fetchedAt: number | undefined) => ({
  instance: 'acme',
  startUrl: '',
  fetchedAt,
  changes: { added: [], removed: [] },
  accounts: [account('1', ['A', 'B']), account('2', ['A'])],
});

describe('what changed since the last refresh', () => {
  it('names roles that came and went, those of whole accounts included', () => {
    const changes = changesSince(earlier(1), [account('1', ['B', 'C']), account('3', ['A'])]);
    expect(changes.added.map((id) => `${id.accountId}/${id.roleName}`)).toEqual(['1/C', '3/A']);
    expect(changes.removed.map((id) => `${id.accountId}/${id.roleName}`)).toEqual(['1/A', '2/A']);
  });

  it('is nothing at the first refresh, when all is new', () => {
    expect(changesSince(undefined, [account('1', ['A'])])).toEqual({ added: [], removed: [] });
    expect(changesSince(earlier(undefined), [account('9', ['A'])])).toEqual({ added: [], removed: [] });
  });
});
