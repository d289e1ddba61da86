import { describe, expect, it } from 'vitest';
import type { RoleCredentials, SigningKeys } from '../../src/domain/credentials.ts';
import { guarded } from '../../src/domain/guarded.ts';
import { someCredentials } from '../support/some-credentials.ts';

describe('a guarded record', () => {
  const record = guarded({ accessKeyId: 'ASIAFAKE', secretAccessKey: 'fake-secret' });

  it('still has its fields, and no others that can be listed', () => {
    expect(record.secretAccessKey).toBe('fake-secret');
    expect(Object.entries(record)).toEqual([
      ['accessKeyId', 'ASIAFAKE'],
      ['secretAccessKey', 'fake-secret'],
    ]);
    expect({ ...record }).toEqual({ accessKeyId: 'ASIAFAKE', secretAccessKey: 'fake-secret' });
  });

  // `npm run types` fails where one of these compiles.
  it('is told from a bare one by the compiler', () => {
    const keys = someCredentials();
    // @ts-expect-error a literal
    const literal: SigningKeys = { accessKeyId: 'a', secretAccessKey: 'b' };
    // @ts-expect-error a spread
    const spread: RoleCredentials = { ...keys };
    // @ts-expect-error a spread with more in it
    const more: RoleCredentials & { readonly source: string } = { ...keys, source: 'cache' };
    const { accessKeyId, ...others } = keys;
    // @ts-expect-error what a rest leaves, put together again
    const rest: RoleCredentials = { accessKeyId, ...others };
    const again: RoleCredentials = guarded({ accessKeyId, ...others });
    const narrower: SigningKeys = again;
    expect(new Set([literal, spread, more, rest, again, narrower]).size).toBe(5);
  });
});
