import { describe, expect, it } from 'vitest';
import { completionSteps } from '../../src/domain/completion-words.ts';
import { formatTokens, literalCells, syntaxCells } from '../../src/domain/query-tokens.ts';
import type { Role } from '../../src/domain/role.ts';
import { finished } from '../../src/domain/steps.ts';
import fc from '../support/properties.ts';

const completionLists = (roles: readonly Role[]) => finished(completionSteps(roles));

const role = (given: Partial<Role>): Role => ({
  instance: 'acme',
  accountId: '000000000001',
  accountName: 'Acme Prod',
  roleName: 'Admin',
  email: '',
  profile: 'p',
  region: undefined,
  ssoRegion: 'us-east-1',
  tags: {},
  ...given,
});

describe('the lists of completion', () => {
  it('are sorted, a line a word, without those that are gone', () => {
    const lists = completionLists([
      role({ profile: 'b', tags: { env: 'prod' }, region: 'eu-west-1' }),
      role({ profile: 'a', roleName: 'ReadOnly', tags: { env: 'prod' } }),
      role({ profile: 'c', gone: { seenAt: 1, missedAt: 2 } }),
    ]);
    expect(lists).toEqual({
      profiles: ['a\tAcme Prod\tReadOnly\t000000000001', 'b\tAcme Prod\tAdmin\t000000000001'],
      accounts: ['000000000001\tAcme Prod', 'Acme Prod\t000000000001'],
      roles: ['Admin\t1 role', 'ReadOnly\t1 role'],
      instances: ['acme\t2 roles'],
      customers: [],
      keys: ['account:', 'env:', 'instance:', 'region:', 'role:'],
      queries: [
        'account:"Acme Prod"\t2 roles',
        'env:prod\t2 roles',
        'instance:acme\t2 roles',
        'region:eu-west-1\t1 role',
        'role:Admin\t1 role',
        'role:ReadOnly\t1 role',
      ],
    });
  });

  it('keep a line a line and a column a column, whatever a name holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (profile, accountName) => {
        const [line = '', more] = completionLists([role({ profile, accountName })]).profiles;
        expect(more).toBeUndefined();
        expect(line.split('\t').length).toBe(4);
        expect(line.replaceAll('\t', '')).not.toMatch(/[\u0000-\u001f\u007f]/);
      }),
    );
  });

  it('write a part of a query as the query language does', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'aB1ü東._- :@!|\\"^$=\'/'), maxLength: 12 }),
        (value) => {
          const cells = [...literalCells('env'), ...syntaxCells(':'), ...literalCells(value)];
          const { queries } = completionLists([role({ tags: { env: value } })]);
          expect(queries).toContain(`${formatTokens([[{ cells, isGlued: false }]])}\t1 role`);
        },
      ),
    );
  });
});
