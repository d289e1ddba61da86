// The role of a folder: what its `.rolecall.yaml` means among the roles that a person has, and what is said of it.
import type { Project, ReadProject } from './project-file.ts';
import { projectFileName } from './project-file-name.ts';
import type { Role, RoleId } from './role.ts';
import type { RoleList } from './role-list.ts';
import { sanitize } from './sanitize.ts';

/** `changed`: another text than the one that was trusted. */
export type Trust = 'trusted' | 'untrusted' | 'changed';

/** The nearest file from the working folder upwards. */
export type FolderFile = {
  readonly path: string;
  readonly trust: Trust;
  /** Of all that it holds; empty where it could not be read. */
  readonly hash: string;
  readonly content: ReadProject;
};

export type FolderRole =
  | { readonly kind: 'none' }
  | { readonly kind: 'role'; readonly role: Role; readonly file: string; readonly hasRegion: boolean }
  /** There is a file that counts for nothing: why, in a sentence or two. */
  | { readonly kind: 'passed-over'; readonly file: string; readonly reason: string };

/** A path as it is shown. */
export const shownPath = (path: string): string => sanitize(path, 200);

const isNamed = (role: Role, { accountId, roleName, instance }: Project): boolean =>
  role.accountId === accountId &&
  role.roleName === roleName &&
  role.gone === undefined &&
  (instance === undefined || role.instance === instance);

/** The role with the folder's region, where that has one. */
const inFolder = (role: Role, { region }: Project): Role =>
  region === undefined ? role : { ...role, region };

const untrusted: Readonly<Record<Exclude<Trust, 'trusted'>, string>> = {
  untrusted: 'This folder’s role is not trusted yet. See rolecall use, then rolecall trust.',
  changed: 'This folder’s file has changed. See rolecall use, then rolecall trust.',
};

const meaningOf = ({ content, trust }: FolderFile, roles: RoleList): Role | string => {
  if (content.kind === 'broken') return `${projectFileName} is passed over: ${content.problem}.`;
  if (trust !== 'trusted') return untrusted[trust];
  const { project } = content;
  const named = roles.filter((role) => isNamed(role, project));
  const [role] = named;
  const name = `${project.accountId}:${project.roleName}`;
  if (role === undefined) return `The role of this folder, ${name}, is none of yours.`;
  if (named.length > 1) return `Several instances have ${name}: add instance: NAME to ${projectFileName}.`;
  return inFolder(role, project);
};

const regionOf = ({ content }: FolderFile): string | undefined =>
  content.kind === 'project' ? content.project.region : undefined;

/** What the file means. Before it is trusted nothing of it is used. */
export const folderRole = (found: FolderFile | undefined, roles: RoleList): FolderRole => {
  if (found === undefined) return { kind: 'none' };
  const meaning = meaningOf(found, roles);
  return typeof meaning === 'string'
    ? { kind: 'passed-over', file: found.path, reason: meaning }
    : { kind: 'role', file: found.path, role: meaning, hasRegion: regionOf(found) !== undefined };
};

export const isRoleOf = ({ accountId, roleName, instance }: Project, id: RoleId): boolean =>
  id.accountId === accountId &&
  id.roleName === roleName &&
  (instance === undefined || id.instance === instance);
