import { expect, test } from 'vitest';
import { folderFindings } from '../../../src/actions/doctor/folder-role.ts';
import type { FolderRole } from '../../../src/domain/folder-role.ts';
import { role } from '../../support/picker-fixture.ts';

const wanted = role({ profile: 'acme-dev-Admin' });
const folder: FolderRole = { kind: 'role', role: wanted, file: '/p/.rolecall.yaml', hasRegion: false };
const holding = (roleName: string) => ({
  AWS_ACCESS_KEY_ID: 'ASIAFAKE',
  ROLECALL_ROLE_ARN: 'arn',
  ROLECALL_PROFILE: roleName,
  ROLECALL_INSTANCE: wanted.instance,
  ROLECALL_ACCOUNT_ID: wanted.accountId,
  ROLECALL_ROLE_NAME: roleName,
});

test.each([
  ['a folder without a role', { kind: 'none' } as const, {}, []],
  ['the role is held', folder, holding(wanted.roleName), ['ok folder-role']],
  ['nothing is held', folder, {}, ['ok folder-role']],
  ['another role is held', folder, holding('Other'), ['warning folder-role-other']],
  [
    'a file that does not count',
    { kind: 'passed-over', file: '/p/.rolecall.yaml', reason: 'It is not trusted.' } as const,
    holding('Other'),
    ['note folder-passed-over'],
  ],
])('%s', (_what, asked, env, found) => {
  expect(folderFindings({ folder: asked, env }).map(({ level, id }) => `${level} ${id}`)).toEqual(found);
});
