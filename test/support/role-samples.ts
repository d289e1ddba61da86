// Small catalogs for tests of the search: a role from the few things that a test cares about, and random ones whose
// short alphabet makes words hit often.

import type { KnownRoles } from '../../src/domain/known-roles.ts';
import { type Role, roleKey } from '../../src/domain/role.ts';
import { mergeTags } from '../../src/domain/tag.ts';
import fc from './properties.ts';

export const sampleRole = (given: Partial<Role> = {}): Role => ({
  instance: 'acme',
  accountId: '111111111111',
  roleName: 'Role',
  accountName: 'Account',
  email: 'aws@acme.example',
  profile: 'profile',
  region: undefined,
  ssoRegion: 'us-east-1',
  ...given,
  tags: mergeTags(given.tags),
});

const name = fc.string({ unit: fc.constantFrom(...'aabbcAB-_ 1é'), maxLength: 8 });
const tagKey = fc.constantFrom('env', 'b', 'role');

export const anyRole: fc.Arbitrary<Role> = fc
  .record({
    profile: name,
    accountName: name,
    roleName: name,
    accountId: fc.constantFrom('000000000001', '111111111111', '012345678901'),
    email: name,
    instance: fc.constantFrom('acme', 'b'),
    region: fc.option(fc.constantFrom('eu-west-1', 'us-east-1'), { nil: undefined }),
    tags: fc.dictionary(tagKey, name, { maxKeys: 2 }),
  })
  .map(sampleRole);

export const anyRoles: fc.Arbitrary<readonly Role[]> = fc.array(anyRole, { maxLength: 12 });

const word = fc.string({ unit: fc.constantFrom(...'aabbcA-1é'), minLength: 1, maxLength: 4 });
const text = fc
  .record({
    sign: fc.constantFrom('', '', "'", '^', '!', '!^'),
    word,
    end: fc.constantFrom('', '', '$'),
  })
  .map((one) => `${one.sign}${one.word}${one.end}`);
const filter = fc
  .record({
    sign: fc.constantFrom('', '', '!'),
    key: fc.constantFrom('env', 'b', 'role', 'profile', 'region', 'instance', 'Env', 'none'),
    colon: fc.constantFrom(':', ':=', '!:', '!:='),
    value: fc.oneof(
      word,
      fc.constantFrom('', 'eu-west-1', 'acme', '^a', 'a$', '^acme$', 'a|b', 'b|^A', '"a "'),
    ),
  })
  .map((one) => `${one.sign}${one.key}${one.colon}${one.value}`);
const knownWord = fc.constantFrom('@fav', '!@fav', '@live', '!@Live', '@new', '@nobody');
const term = fc
  .tuple(
    fc.array(fc.oneof({ arbitrary: text, weight: 4 }, { arbitrary: filter, weight: 4 }, knownWord), {
      minLength: 1,
      maxLength: 2,
    }),
    fc.constantFrom('|', ' | '),
  )
  .map(([all, or]) => all.join(or));

/** Query texts of up to three terms. */
export const anyQueryText: fc.Arbitrary<string> = fc
  .array(term, { maxLength: 3 })
  .map((terms) => terms.join(' '));

/** Some of the roles as pinned, some as alive; nothing is known to be new. */
export const anyKnown = (roles: readonly Role[]): fc.Arbitrary<KnownRoles> => {
  const some = fc
    .subarray(roles.map(roleKey))
    .map((keys) => new Set([...keys, 'elsewhere/000000000000/Role']));
  return fc.record({ fav: some, live: some });
};
