// The role of the working folder, for commands.
import { type FolderRole, folderRole } from '../domain/folder-role.ts';
import { isSameRole } from '../domain/role.ts';
import type { RoleList } from '../domain/role-list.ts';
import type { Services } from '../ports/services.ts';

/** The roles, that of the folder as it is there. */
export const withFolderRole = (roles: RoleList, here: FolderRole): RoleList =>
  here.kind === 'role' && here.hasRegion
    ? roles.map((role) => (isSameRole(role, here.role) ? here.role : role))
    : roles;

export const folderRoleAmong = async (
  services: Pick<Services, 'folderFiles'>,
  roles: RoleList,
): Promise<FolderRole> => folderRole(await (await services.folderFiles()).find(), roles);
