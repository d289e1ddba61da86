// The role of the working folder, for commands.
import { type FolderRole, folderRole } from '../domain/folder-role.ts';
import { isSameRole, type Role } from '../domain/role.ts';
import type { Services } from '../ports/services.ts';

/** The roles, that of the folder as it is there. */
export const withFolderRole = (roles: readonly Role[], here: FolderRole): readonly Role[] =>
  here.kind === 'role' && !roles.includes(here.role)
    ? roles.map((role) => (isSameRole(role, here.role) ? here.role : role))
    : roles;

export const folderRoleAmong = async (
  services: Pick<Services, 'folderFiles'>,
  roles: readonly Role[],
): Promise<FolderRole> => folderRole(await (await services.folderFiles()).find(), roles);
