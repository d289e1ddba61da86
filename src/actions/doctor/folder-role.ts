// Whether this shell holds the role that its folder asks for.
import type { Finding } from '../../domain/doctor/finding.ts';
import { type FolderRole, shownPath } from '../../domain/folder-role.ts';
import { isSameRole } from '../../domain/role.ts';
import { readShellStatus } from '../../domain/shell-status.ts';
import { folderRoleAmong } from '../../engine/folder-role.ts';
import type { Check, Environment } from './examined.ts';

export type FolderFacts = { readonly folder: FolderRole; readonly env: Environment };

export const folderFindings = ({ folder, env }: FolderFacts): readonly Finding[] => {
  if (folder.kind === 'none') return [];
  if (folder.kind === 'passed-over')
    return [
      {
        id: 'folder-passed-over',
        level: 'note',
        what: folder.reason,
        why: `It is ${shownPath(folder.file)}, and counts for nothing now.`,
        mend: ['See what it asks for: rolecall use --show'],
      },
    ];
  const held = readShellStatus(env);
  const { profile } = folder.role;
  if (held.kind !== 'role' || isSameRole(held, folder.role))
    return [{ id: 'folder-role', level: 'ok', what: `The role of this folder is ${profile}.` }];
  return [
    {
      id: 'folder-role-other',
      level: 'warning',
      what: `This shell holds ${held.profile}, and this folder asks for ${profile}.`,
      why: 'What is run here may reach another account than the one that is meant.',
      mend: ['Take it: role --here (or: eval "$(rolecall env --here)")'],
    },
  ];
};

export const folderCheck: Check = {
  subject: 'the role of this folder',
  group: 'shell',
  run: async ({ services, env, catalog }) =>
    folderFindings({ env, folder: await folderRoleAmong(services, catalog?.roles ?? []) }),
};
