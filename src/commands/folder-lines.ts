// What a folder's file says, as `use`, `trust` and scripts are told it.
import { type FolderFile, type FolderRole, isRoleOf, shownPath, type Trust } from '../domain/folder-role.ts';
import type { RoleList } from '../domain/role-list.ts';

const trustWords: Readonly<Record<Trust, string>> = {
  trusted: 'trusted',
  untrusted: 'not trusted',
  changed: 'changed since it was trusted',
};

/** Lines with their ends. Names of the role are those of the catalog, where it has the role. */
export const folderLines = (found: FolderFile, roles: RoleList): string => {
  const lines = [`File     ${shownPath(found.path)} (${trustWords[found.trust]})`];
  if (found.content.kind === 'project') {
    const { project } = found.content;
    const role = roles.find((one) => isRoleOf(project, one));
    const account = role === undefined ? project.accountId : `${role.accountName} (${role.accountId})`;
    lines.push(`Role     ${project.roleName}`, `Account  ${account}`);
    if (role !== undefined) lines.push(`Profile  ${role.profile}`);
    lines.push(`Region   ${project.region ?? role?.region ?? 'not set'}`);
  }
  return lines.map((line) => `${line}\n`).join('');
};

/** One JSON object, with its end. */
export const folderJson = (found: FolderFile | undefined, meant: FolderRole): string => {
  const project = found?.content.kind === 'project' ? found.content.project : undefined;
  const role = meant.kind === 'role' ? meant.role : undefined;
  return `${JSON.stringify({
    file: found?.path ?? null,
    trust: found?.trust,
    counts: meant.kind === 'role',
    account_id: project?.accountId,
    role_name: project?.roleName,
    instance: role?.instance ?? project?.instance,
    region: role?.region ?? project?.region,
    account_name: role?.accountName,
    profile: role?.profile,
    problem: meant.kind === 'passed-over' ? meant.reason : undefined,
  })}\n`;
};
