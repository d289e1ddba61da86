import { describe, expect, it } from 'vitest';
import { replaceManagedBlock } from '../../src/domain/aws-ini/managed-block.ts';
import { replaceMarkedSections } from '../../src/domain/aws-ini/marked-sections.ts';
import type { InstanceConfig } from '../../src/domain/config.ts';
import { UsageError } from '../../src/domain/errors.ts';
import { roleKey } from '../../src/domain/role.ts';
import { profilesByRole } from '../../src/domain/written-profiles.ts';
import { someRole } from '../support/some-roles.ts';

const instances: readonly InstanceConfig[] = [
  {
    name: 'acme',
    startUrl: 'https://acme.awsapps.com/start',
    region: 'us-east-1',
    defaultRegion: undefined,
    login: 'auto',
    sessionDuration: 1,
    accounts: [],
  },
];

const byHand = `[profile legacy]
sso_start_url = https://acme.awsapps.com/start#/
sso_account_id = 012345678901
sso_role_name = ReadOnly
`;

const ours = [
  {
    name: 'profile prod',
    entries: [
      ['credential_process', '/opt/rolecall process --instance acme --arn 012345678901:ReadOnly'],
    ] as const,
  },
];

const of = (text: string) => profilesByRole(text, 'config', instances).get(roleKey(someRole()));

describe('the profiles that stand for a role', () => {
  it.each([
    ['in a block', replaceManagedBlock(byHand, ours)],
    ['marked', replaceMarkedSections(byHand, ours)],
  ])('are rolecall’s own %s, and those of the user', (_name, text) => {
    expect(of(text)).toEqual([
      { name: 'legacy', isOurs: false },
      { name: 'prod', isOurs: true },
    ]);
  });

  it('are none in a file without any, and unknown in one that is not right', () => {
    expect(of('')).toBeUndefined();
    expect(() => of('junk')).toThrow(UsageError);
  });
});
