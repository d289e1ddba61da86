// What is said when a shell gets another role than its folder asks for, or the folder asks in vain.
import type { FolderRole } from '../domain/folder-role.ts';
import { isSameRole, type RoleId } from '../domain/role.ts';
import { sanitize } from '../domain/sanitize.ts';

/** Undefined where there is nothing to say of it. */
export const folderWarning = (folder: FolderRole, held: RoleId): string | undefined =>
  folder.kind === 'role' && !isSameRole(folder.role, held)
    ? `The role of this folder is another: ${sanitize(folder.role.profile, 128)}. Take it with: --here`
    : undefined;
