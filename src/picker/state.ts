// Everything the picker knows. Filtered rows are not here (found-roles.ts derives them), nor is anything secret.
import type { ActionId } from '../domain/action.ts';
import type { CatalogChanges, DiscoveryFailure, DiscoveryProgress } from '../domain/catalog.ts';
import { emptyShell, type ShellBefore } from '../domain/export-variables.ts';
import type { GuardRule } from '../domain/guard.ts';
import { type History, noHistory } from '../domain/history.ts';
import type { InstanceNews } from '../domain/news.ts';
import type { RoleSources } from '../domain/provenance.ts';
import type { Role, RoleId } from '../domain/role.ts';
import type { RoleList } from '../domain/role-list.ts';
import type { SavedFilter } from '../domain/saved-filter.ts';
import type { SessionStatus, SignInProgress } from '../domain/session.ts';
import { type Arrangement, usualArrangement } from './arrangement.ts';
import type { Ask } from './ask.ts';
import { type Keys, usualKeys } from './effective-keys.ts';
import type { Failure, ProcessFailure } from './failure.ts';
import type { GuardScreen } from './guard-screen.ts';
import { type Marks, noMarks } from './marks.ts';
import type { OtherTool } from './other-tool.ts';
import type { ProfileChange, WrittenProfiles } from './profile-change.ts';
import { type QueryInput, queryOf } from './query-input.ts';
import type { Target } from './target.ts';
import type { PendingTask, RunningTask, ShownReport } from './task.ts';
import type { ThemeEntry } from './theme-entry.ts';

/** The roles of all instances, as the world gives them (RoleSet of effect-ports.ts). */
export type LoadedRoles = {
  readonly roles: RoleList;
  /** When the oldest instance was last fully refreshed (ms); undefined when none ever was. */
  readonly fetchedAt: number | undefined;
  /** Older than the configured age: to be refreshed behind the list. */
  readonly isStale: boolean;
  readonly changes: CatalogChanges;
  /** What could not be read at the last refresh; empty after a plain load. */
  readonly failures: readonly DiscoveryFailure[];
  /** What came and went and was not looked at yet. */
  readonly news?: readonly InstanceNews[] | undefined;
  /** Saved queries, in the order of the config. */
  readonly filters?: readonly SavedFilter[] | undefined;
  /** What a refresh did to the profiles of the AWS config, where it did something. */
  readonly profilesNews?: Notice | undefined;
  /** What the working folder asks for: it stands first. */
  readonly folderRole?: (RoleId & { readonly hasRegion?: boolean }) | undefined;
  /** Why what it asks for counts for nothing. */
  readonly folderNotice?: Notice | undefined;
};

export type Size = { readonly columns: number; readonly rows: number };

export type Panel =
  | { readonly kind: 'help'; readonly scroll: number; readonly filter: QueryInput }
  /** The value under the bar; undefined = the first. A value, so that changing counts do not move it. */
  | { readonly kind: 'tags'; readonly at: { readonly key: string; readonly value: string } | undefined }
  | { readonly kind: 'actions'; readonly row: number }
  | { readonly kind: 'news' | 'detail'; readonly scroll: number }
  | ({ readonly kind: 'ask' } & Ask)
  /** The theme under the bar, by name; undefined = the one in use. */
  | { readonly kind: 'themes'; readonly at: string | undefined };

export type Refresh = {
  readonly request: number;
  /** Instances still to be read after this one; the running one may be all of them (undefined). */
  readonly waiting: readonly string[];
  readonly progress: DiscoveryProgress | undefined;
};

/** What was chosen before a sign-in was found to be needed. */
export type PendingChoice = { readonly action: ActionId; readonly role: Role };

export type SignIn = {
  readonly request: number;
  readonly instance: string;
  readonly progress: SignInProgress | undefined;
  /** It has the screen, though there is a list. */
  readonly isWhole?: boolean;
  readonly pending: PendingChoice | undefined;
  readonly pendingTask?: PendingTask | undefined;
};

/** A failure that takes the screen until it is left. */
export type Failed = {
  readonly during: 'loading' | 'sign-in' | 'refresh';
  readonly failure: Failure;
  readonly instance: string | undefined;
  readonly pending: PendingChoice | undefined;
  readonly pendingTask?: PendingTask | undefined;
};

/** One line above the hints, until the next key. */
export type Notice = { readonly text: string; readonly level: 'done' | 'warning' };

/** What the search by spelling found for a query that had no match; `order` holds indexes into `roles`. */
export type Rescue = {
  readonly query: string;
  readonly roles: RoleList;
  readonly request: number;
  readonly order: ArrayLike<number> | undefined;
};

/** A search that goes on between keys. Until it is over, the list shows what it showed before. */
export type PendingSearch = {
  readonly request: number;
  readonly shown: { readonly roles: RoleList; readonly text: string };
  /** For so long that it is to be said. */
  readonly isSlow: boolean;
};

export type PickerState = {
  readonly now: number;
  /** Minutes to add to UTC for the person's clock. */
  readonly utcOffset: number;
  readonly size: Size;
  readonly instances: readonly string[];
  readonly defaultInstance: string | undefined;
  readonly enterAction: ActionId;
  /** For the action `print`: all that are marked. */
  readonly takesSeveral: boolean;
  /** Clicks and the wheel reach the picker. */
  readonly hasMouse: boolean;
  /** What the last click was on, until the next key. */
  readonly clicked: Target | undefined;
  /** What holds, and in which mode: hints, help and menus are drawn from it. */
  readonly keys: Keys;
  readonly catalog: LoadedRoles;
  readonly isLoaded: boolean;
  /** On the first run: what could be imported; undefined while that is not known. */
  readonly otherTools: readonly OtherTool[] | undefined;
  readonly lives: ReadonlyMap<string, number>;
  /** Uses and pins, as they were when the picker opened; pins follow what is done here. */
  readonly history: History;
  /** Of `process`, which others run; undefined also when its role has had credentials since. */
  readonly lastFailure: ProcessFailure | undefined;
  /** Which roles have a profile in the AWS config; undefined while that is not known. */
  readonly awsProfiles: WrittenProfiles | undefined;
  /** What of the config makes roles what they are; undefined until it was read. */
  readonly roleSources: RoleSources | undefined;
  /** A change of profiles that takes the screen until it is agreed to or left. */
  readonly profileChange: ProfileChange | undefined;
  readonly task: RunningTask | undefined;
  readonly taskReport: ShownReport | undefined;
  readonly guardRules: readonly GuardRule[];
  /** What an export goes into. */
  readonly shell: ShellBefore;
  /** A guard that takes the screen until the roles are confirmed or left. */
  readonly guard: GuardScreen | undefined;
  /** Roles (by roleKey) that the guard was just passed for. */
  readonly confirmed: ReadonlySet<string>;
  readonly sessions: ReadonlyMap<string, SessionStatus>;
  /** News that was found until then (ms) was looked at. */
  readonly newsSeenUntil: number;
  readonly query: QueryInput;
  /** The role under the bar; undefined = the first row. An id, so that a refresh cannot move it to another role. */
  readonly selected: RoleId | undefined;
  readonly marks: Marks;
  readonly arrangement: Arrangement;
  /** The first row on the screen. */
  readonly top: number;
  readonly panel: Panel | undefined;
  /** The theme in use, by name. */
  readonly theme: string;
  /** Those to choose from; read when the panel opens. */
  readonly themes: readonly ThemeEntry[];
  /** `if-stale`: a catalog that is old or empty is refreshed by itself, once, and again after a sign-in. */
  readonly refreshDue: 'no' | 'if-stale' | 'asked';
  readonly refresh: Refresh | undefined;
  readonly signIn: SignIn | undefined;
  readonly failed: Failed | undefined;
  readonly notice: Notice | undefined;
  readonly rescue: Rescue | undefined;
  readonly search: PendingSearch | undefined;
  /** Grows by one with each slow piece of work; an answer with another number is stale. */
  readonly nextRequest: number;
};

export type PickerSetting = {
  readonly now: number;
  readonly utcOffset: number;
  readonly size: Size;
  readonly instances: readonly string[];
  readonly defaultInstance: string | undefined;
  readonly enterAction: ActionId;
  readonly initialQuery: string;
  readonly history?: History | undefined;
  readonly takesSeveral?: boolean | undefined;
  readonly hasMouse?: boolean | undefined;
  /** Undefined = the usual ones. */
  readonly keys?: Keys | undefined;
  readonly theme?: string | undefined;
  /** What is to be said at the start. */
  readonly notice?: Notice | undefined;
  readonly guardRules?: readonly GuardRule[] | undefined;
  readonly shell?: ShellBefore | undefined;
  readonly arrangement?: Arrangement | undefined;
  /** A choice whose session turned out to have ended: sign in at once, then finish with it. */
  readonly resume?: PendingChoice | undefined;
};

const nothingLoaded: LoadedRoles = {
  roles: [],
  fetchedAt: undefined,
  isStale: false,
  changes: { added: [], removed: [] },
  failures: [],
};

export const initialState = ({
  initialQuery,
  resume,
  takesSeveral = false,
  hasMouse = false,
  keys,
  theme = 'auto',
  notice,
  guardRules = [],
  shell = emptyShell,
  ...setting
}: PickerSetting): PickerState => ({
  ...setting,
  takesSeveral,
  hasMouse,
  clicked: undefined,
  keys: keys ?? usualKeys,
  catalog: nothingLoaded,
  isLoaded: false,
  otherTools: undefined,
  lives: new Map(),
  history: setting.history ?? noHistory,
  lastFailure: undefined,
  awsProfiles: undefined,
  roleSources: undefined,
  profileChange: undefined,
  task: undefined,
  taskReport: undefined,
  guardRules,
  shell,
  guard: undefined,
  confirmed: new Set(),
  sessions: new Map(),
  newsSeenUntil: 0,
  query: queryOf(initialQuery),
  selected: undefined,
  marks: noMarks,
  arrangement: setting.arrangement ?? usualArrangement,
  top: 0,
  panel: undefined,
  theme,
  themes: [],
  refreshDue: 'if-stale',
  refresh: undefined,
  signIn: resume && { request: 0, instance: resume.role.instance, progress: undefined, pending: resume },
  failed: undefined,
  notice,
  rescue: undefined,
  search: undefined,
  nextRequest: 1,
});
