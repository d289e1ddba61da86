import { describe, expect, it } from 'vitest';
import { buildIndex } from '../../src/domain/build-index.ts';
import { fitParts, scoreParts } from '../../src/domain/part-match.ts';
import { finished } from '../../src/domain/steps.ts';
import { wordOf } from '../../src/domain/text-match.ts';
import fc from '../support/properties.ts';
import { anyRoles, sampleRole } from '../support/role-samples.ts';

const parts = (profile: string, roleName: string): readonly (string | undefined)[] => {
  const { heads, tails } = buildIndex([sampleRole({ profile, roleName })]).profile;
  return [heads.texts.at(heads.ids[0] ?? 0), tails.texts.at(tails.ids[0] ?? 0)];
};

describe('a profile in two parts', () => {
  it.each([
    ['acme-prod-Admin', 'Admin', ['acme-prod-', 'Admin']],
    ['acme-prod-aws-admin', 'AWS-Admin', ['acme-prod-', 'aws-admin']],
    ['Admin/acme-prod', 'Admin', ['Admin/', 'acme-prod']],
    ['acme-boss', 'AdministratorAccess', ['acme-', 'boss']],
    ['boss', 'Admin', ['boss', '']],
    ['acme-', 'Admin', ['acme-', '']],
    ['', 'Admin', ['', '']],
  ])('%j of the role %s', (profile, roleName, expected) => {
    expect(parts(profile, roleName)).toEqual(expected);
  });

  it('is found as it is marked', () => {
    const word = fc
      .record({
        text: fc.string({ unit: fc.constantFrom(...'abcA-1'), minLength: 1, maxLength: 5 }),
        match: fc.constantFrom('fuzzy', 'exact', 'prefix', 'suffix', 'whole'),
        isCaseSensitive: fc.boolean(),
      })
      .map(({ text, match, isCaseSensitive }) => wordOf(text, match, isCaseSensitive));
    fc.assert(
      fc.property(anyRoles, word, (roles, wanted) => {
        const { profile } = buildIndex(roles);
        const all = Uint32Array.from(roles.keys());
        const fits = roles.map((_, role) => fitParts(profile, wanted, role));
        expect([...finished(scoreParts({ parts: profile, word: wanted, roles: all }))]).toEqual(
          fits.map((fit) => fit?.score ?? 0),
        );
      }),
      { numRuns: 500 },
    );
  });
});
