// What every secret store does, whatever its backend.

import { afterEach, beforeEach, expect, it } from 'vitest';
import type { SecretStore } from '../../../src/ports/secret-store.ts';
import fc from '../../support/properties.ts';

export type Backend = {
  /** A store on an empty place. */
  readonly open: () => SecretStore;
  /** Another store on the same place, as another process would have it. */
  readonly reopen: () => SecretStore;
};

/** Declares the contract's tests; `begin` is called before each of them and answers the backend to test. */
export const itKeepsTheContract = (begin: () => Backend): void => {
  let backend: Backend;
  let store: SecretStore;
  beforeEach(() => {
    backend = begin();
    store = backend.open();
  });
  afterEach(async () => {
    for (const { key } of await store.list('')) await store.delete(key);
  });

  it('answers undefined for a key that was never set, and an empty list', async () => {
    expect(await store.get('session/acme')).toBeUndefined();
    expect(await store.list('')).toEqual([]);
    await store.delete('session/acme');
  });

  it('gives back what was set, also to another process', async () => {
    await store.set('session/acme', 'token');
    await store.set('session/other', '');
    expect(await store.get('session/acme')).toBe('token');
    const other = backend.reopen();
    expect(await other.get('session/acme')).toBe('token');
    expect(await other.get('session/other')).toBe('');
    expect(await other.get('session/none')).toBeUndefined();
  });

  it('replaces a value and its end', async () => {
    await store.set('role/a', 'old', 1_000);
    await store.set('role/a', 'new', 2_000);
    expect(await store.get('role/a')).toBe('new');
    expect(await store.list('role/')).toEqual([{ key: 'role/a', expiresAt: 2_000 }]);
    await store.set('role/a', 'newest');
    expect(await store.list('role/')).toEqual([{ key: 'role/a', expiresAt: undefined }]);
  });

  it('deletes one record and leaves the others', async () => {
    await store.set('role/a', 'a');
    await store.set('role/b', 'b');
    await store.delete('role/a');
    expect(await store.get('role/a')).toBeUndefined();
    expect(await backend.reopen().get('role/b')).toBe('b');
  });

  it('lists by prefix, with the end of each', async () => {
    await store.set('role/b', 'x', 1_800_000_000_000);
    await store.set('role/a', 'x');
    await store.set('session/acme', 'x', 5);
    expect(await backend.reopen().list('role/')).toEqual([
      { key: 'role/a', expiresAt: undefined },
      { key: 'role/b', expiresAt: 1_800_000_000_000 },
    ]);
    expect(await store.list('nothing')).toEqual([]);
  });

  it('holds a record of 20 KB and more', async () => {
    const value = 'ab\u00e9\u{1f600}'.repeat(20_000);
    await store.set('large', value);
    expect(await backend.reopen().get('large')).toBe(value);
  });

  it('gives back any string, under any key', async () => {
    const anyString = fc.oneof(fc.string({ unit: 'binary' }), stringOfUnits());
    await fc.assert(
      fc.asyncProperty(anyString, anyString, async (key, value) => {
        await store.set(key, value);
        expect(await store.get(key)).toBe(value);
        expect((await store.list(key)).map((entry) => entry.key)).toContain(key);
        await store.delete(key);
      }),
      { numRuns: 60 },
    );
  });
};

/** Strings of any UTF-16 units: lone surrogates too. */
const stringOfUnits = (): fc.Arbitrary<string> =>
  fc
    .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 20 })
    .map((units) => String.fromCharCode(...units));
