import { describe, expect, test } from 'vitest';
import { planRegion, planTags } from '../../src/domain/role-config-changes.ts';
import type { TagEdit } from '../../src/domain/tag-edits.ts';
import { role } from '../support/picker-fixture.ts';

const admin = role({
  instance: 'acme',
  accountId: '111111111111',
  roleName: 'Admin',
  profile: 'prod-admin',
  tags: { env: 'prod', team: 'core', risk: 'high' },
});

/** `risk` stands at the role, `team` at the account, `env` comes from a rule. */
const config = {
  instances: [
    {
      name: 'acme',
      accounts: [
        {
          id: '111111111111',
          tags: { team: 'core' },
          roles: [{ name: 'Admin', region: 'eu-west-1', tags: { risk: 'high' } }],
        },
      ],
    },
  ],
} as never;

const at = ['instances', 'acme', 'accounts', '111111111111', 'roles', 'Admin'];
const add = (key: string, value: string): TagEdit => ({ key, value });
const remove = (key: string): TagEdit => ({ key, value: undefined });

describe('tags at the role', () => {
  test.each<[string, TagEdit[], unknown[]]>([
    ['a new one', [add('owner', 'jo')], [{ path: [...at, 'tags', 'owner'], value: 'jo' }]],
    ['another value', [add('risk', 'low')], [{ path: [...at, 'tags', 'risk'], value: 'low' }]],
    ['over what a rule makes', [add('env', 'dev')], [{ path: [...at, 'tags', 'env'], value: 'dev' }]],
    ['what is so already', [add('env', 'prod')], []],
    ['its last one goes with the mapping', [remove('risk')], [{ path: [...at, 'tags'], value: undefined }]],
    [
      'one goes and one comes',
      [remove('risk'), add('owner', 'jo')],
      [
        { path: [...at, 'tags', 'risk'], value: undefined },
        { path: [...at, 'tags', 'owner'], value: 'jo' },
      ],
    ],
    ['one that is not there', [remove('nothing')], []],
  ])('%s', (_name, edits, changes) => {
    expect(planTags(config, [admin], edits)).toEqual({ changes, refusals: [] });
  });

  test.each([
    ['env', /env of prod-admin is made by a rule \(tag_rules\)/],
    [
      'team',
      /team of prod-admin is a tag of the account \(instances\.acme\.accounts\."?111111111111"?\.tags\.team\)/,
    ],
  ])('%s cannot be taken from the role, and it is said why', (key, refusal) => {
    const { changes, refusals } = planTags(config, [admin], [remove(key)]);
    expect(changes).toEqual([]);
    expect(refusals[0]).toMatch(refusal);
  });
});

describe('the region of the role', () => {
  test.each([
    ['eu-north-1', [{ path: [...at, 'region'], value: 'eu-north-1' }]],
    ['eu-west-1', []],
    [undefined, [{ path: [...at, 'region'], value: undefined }]],
  ])('%s', (region, changes) => {
    expect(planRegion(config, [admin], region).changes).toEqual(changes);
  });
});
