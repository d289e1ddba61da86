// Work that is done for the selected or the marked roles while the picker stays open. Keys and secrets never come here:
// the command does the work, and answers words and counts.
import type { Role } from '../domain/role.ts';
import type { Failure } from './failure.ts';

export type TaskId =
  | 'open-consoles'
  | 'warm'
  | 'forget'
  | 'copy-exports'
  | 'copy-console-url'
  | 'copy-portal-link'
  | 'sign-out'
  /** The one that closes the picker. */
  | 'run-across';

/** Where a console opens; undefined = its own start page, and the region of the role. */
export type ConsolePlace = {
  readonly service?: string | undefined;
  readonly region?: string | undefined;
  /** A page of the console, by its URL or path, instead of a service. */
  readonly destination?: string | undefined;
};

export type Task = {
  readonly id: TaskId;
  /** For consoles. */
  readonly place?: ConsolePlace | undefined;
  /** For `run-across`: a line for the shell. */
  readonly command?: string | undefined;
};

export type RoleFailure = { readonly role: Role; readonly failure: Failure };

export type TaskReport = {
  /** A sentence on what was done. */
  readonly text: string;
  /** What could not be done, by role. */
  readonly failures: readonly RoleFailure[];
  /** The instance that has to be signed in to before those can be done; undefined where that is not what is missing. */
  readonly signedOut: string | undefined;
};

export type RunningTask = {
  readonly request: number;
  readonly task: Task;
  readonly roles: readonly Role[];
  /** Roles that are done with, well or not. */
  readonly done: number;
  /** It came back from a sign-in, and asks for none again. */
  readonly isRetry: boolean;
};

/** What a sign-in that was needed first is for. */
export type PendingTask = { readonly task: Task; readonly roles: readonly Role[] };

/** A report that takes the screen, since not everything could be done. */
export type ShownReport = { readonly report: TaskReport; readonly scroll: number };

export const taskWords: Readonly<Record<TaskId, string>> = {
  'open-consoles': 'opening consoles',
  warm: 'getting credentials',
  forget: 'forgetting credentials',
  'copy-exports': 'copying exports',
  'copy-console-url': 'making sign-in URLs',
  'copy-portal-link': 'copying portal links',
  'sign-out': 'signing out',
  'run-across': 'running the command',
};

/** AWS must know the person for these. */
const needsSession: ReadonlySet<TaskId> = new Set([
  'open-consoles',
  'warm',
  'copy-exports',
  'copy-console-url',
  'run-across',
]);

export const isSessionNeeded = ({ id }: Task): boolean => needsSession.has(id);

/** Only these hand something out: what is cached or forgotten harms nobody. */
const handsOut: ReadonlySet<TaskId> = new Set([
  'open-consoles',
  'copy-exports',
  'copy-console-url',
  'run-across',
]);

/** Does it use the roles, so that a guard asks first? */
export const usesRoles = ({ id }: Task): boolean => handsOut.has(id);

/** Exports of several roles would overwrite one another in the shell that reads them. */
const ofOneRole: ReadonlySet<TaskId> = new Set(['copy-exports']);

/** More browser windows than that at once are a mistake of marking. */
const mostConsoles = 20;

/** Why a task is not for that many roles; undefined where it is. */
export const refusalOf = ({ id }: Task, count: number): string | undefined => {
  if (ofOneRole.has(id) && count > 1)
    return 'That takes one role, and several are marked. Esc drops the marks.';
  if (id === 'open-consoles' && count > mostConsoles)
    return `${count} roles are marked: that is too many consoles. At most ${mostConsoles} open at once.`;
  return undefined;
};
