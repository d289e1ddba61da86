import { expect, it } from 'vitest';
import { type FolderFile, folderRole } from '../../src/domain/folder-role.ts';
import { readProject } from '../../src/domain/project-file.ts';
import { role } from '../support/picker-fixture.ts';

const mine = role({ instance: 'acme', accountId: '111122223333', roleName: 'ReadOnly', region: 'us-east-1' });
const twin = { ...mine, instance: 'other' };
const text = 'role: 111122223333:ReadOnly\n';

const meant = (content: string, trust: FolderFile['trust'] = 'trusted', roles = [mine]) => {
  const meaning = folderRole(
    { path: '/p/.rolecall.yaml', trust, hash: '', content: readProject(content) },
    roles,
  );
  if (meaning.kind === 'passed-over') return meaning.reason;
  return meaning.kind === 'role' ? meaning.role : meaning.kind;
};

it('is the role that a trusted file names, with the region that it has there', () => {
  expect(folderRole(undefined, [mine])).toEqual({ kind: 'none' });
  expect(meant(text)).toBe(mine);
  expect(meant(`${text}region: eu-west-1`)).toEqual({ ...mine, region: 'eu-west-1' });
  expect(meant(`${text}instance: other`, 'trusted', [mine, twin])).toBe(twin);
});

it.each([
  [meant(text, 'untrusted'), 'not trusted yet'],
  [meant(text, 'changed'), 'has changed'],
  [meant('role: x'), 'is passed over: line 1'],
  [meant('role: x', 'untrusted'), 'is passed over: line 1'],
  [meant(text, 'trusted', []), '111122223333:ReadOnly, is none of yours'],
  [meant(text, 'trusted', [{ ...mine, gone: { seenAt: 1, missedAt: 2 } }]), 'is none of yours'],
  [meant(`${text}instance: acme`, 'trusted', [twin]), 'is none of yours'],
  [meant(text, 'trusted', [mine, twin]), 'Several instances have 111122223333:ReadOnly'],
])('is none: %s', (said, reason) => {
  expect(said).toContain(reason);
  expect(String(said).length).toBeLessThanOrEqual(120);
});
