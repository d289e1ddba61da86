// What `status` adds of the working folder: the role that it asks for, and whether the shell holds it.
import { type FolderRole, folderRole, shownPath } from '../domain/folder-role.ts';
import { isSameRole } from '../domain/role.ts';
import { sanitize } from '../domain/sanitize.ts';
import { readShellStatus } from '../domain/shell-status.ts';
import { folderRoleAmong } from '../engine/folder-role.ts';
import { loadRoles } from '../engine/load-roles.ts';
import type { Host } from '../host.ts';

export type FolderStatus = {
  /** For stderr; empty where there is nothing to say. */
  readonly warning: string;
  /** For JSON; undefined where the folder asks for nothing. */
  readonly facts: Readonly<Record<string, unknown>> | undefined;
};

const nothing: FolderStatus = { warning: '', facts: undefined };

/** A config that is not right is told by other commands: `status` says what the shell holds all the same. */
const asked = async ({ services }: Host): Promise<FolderRole> => {
  const roles = await loadRoles(services).then((loaded) => loaded.roles);
  return folderRoleAmong(services, roles);
};

/** Never fails. */
export const folderStatus = async (host: Host): Promise<FolderStatus> => {
  const folder = await asked(host).catch((): FolderRole => folderRole(undefined, []));
  if (folder.kind === 'none') return nothing;
  if (folder.kind === 'passed-over')
    return {
      warning: `${folder.reason}\n`,
      facts: { file: folder.file, counts: false, problem: folder.reason },
    };
  const held = readShellStatus(host.env);
  const { role, file } = folder;
  const isHeld = held.kind === 'role' && isSameRole(held, role);
  return {
    warning: isHeld
      ? ''
      : `This folder asks for ${sanitize(role.profile, 128)} (${shownPath(file)}). Take it: role --here\n`,
    facts: {
      file,
      counts: true,
      is_held: isHeld,
      profile: role.profile,
      instance: role.instance,
      account_id: role.accountId,
      role_name: role.roleName,
      region: role.region,
    },
  };
};
