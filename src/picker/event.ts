// Everything that can happen to the picker: what a key asked for, what the world answered, and time.
import type { ActionId } from '../domain/action.ts';
import type { DiscoveryProgress } from '../domain/catalog.ts';
import type { History } from '../domain/history.ts';
import type { RoleSources } from '../domain/provenance.ts';
import type { SavedFilter } from '../domain/saved-filter.ts';
import type { SessionStatus, SignInProgress } from '../domain/session.ts';
import type { KeyMode } from './binding.ts';
import type { ConfigWish } from './config-wish.ts';
import type { Failure, ProcessFailure } from './failure.ts';
import type { OtherTool } from './other-tool.ts';
import type { ProfileChangeKind, ProfilePlan, WrittenProfiles } from './profile-change.ts';
import type { CursorMove, Deletion } from './query-input.ts';
import type { Question } from './questions/question.ts';
import type { LoadedRoles } from './state.ts';
import type { Target } from './target.ts';
import type { Task, TaskReport } from './task.ts';
import type { ThemeEntry } from './theme-entry.ts';

export type CopiedThing = 'ARN' | 'account id' | 'profile name' | 'sign-in URL';

/** Of the list's order: pins are numbered from 1. */
export type OrderChange =
  | { readonly kind: 'pin-toggled' | 'grouping-cycled' | 'fold-toggled' | 'all-folded' }
  | { readonly kind: 'pin-jumped'; readonly number: number };

/** About the saved filters. */
export type FilterKey =
  /** Into the query line. */
  | { readonly kind: 'filter-taken'; readonly name: string }
  | { readonly kind: 'filter-save-asked'; readonly name: string; readonly query: string }
  /** The one under the bar: to be asked about first. */
  | { readonly kind: 'filter-delete-asked' }
  | { readonly kind: 'filter-deleted'; readonly name: string };

export type KeyEvent =
  | { readonly kind: 'query-typed'; readonly text: string }
  | { readonly kind: 'query-pasted'; readonly text: string }
  | { readonly kind: 'query-deleted'; readonly deletion: Deletion }
  | { readonly kind: 'query-cursor-moved'; readonly move: CursorMove }
  /** In whatever is open: the list, or a panel over it. */
  | { readonly kind: 'moved'; readonly by: number; readonly unit: 'row' | 'page' | 'all' }
  /** The selected role, and then a row down (1) or up (-1). */
  | { readonly kind: 'mark-toggled'; readonly by: 1 | -1 }
  | { readonly kind: 'range-marked' }
  | { readonly kind: 'all-marked' }
  /** `key`: as the command line named it, where one of those took the role. */
  /** On what a line stands for; undefined = on nothing. */
  | { readonly kind: 'clicked'; readonly target: Target | undefined }
  | { readonly kind: 'double-clicked' }
  | { readonly kind: 'accepted'; readonly key?: string }
  | { readonly kind: 'order-asked'; readonly order: OrderChange }
  | { readonly kind: 'action-asked'; readonly action: ActionId }
  | { readonly kind: 'copy-asked'; readonly what: CopiedThing }
  | { readonly kind: 'task-asked'; readonly task: Task }
  | { readonly kind: 'question-asked'; readonly question: Question }
  | { readonly kind: 'config-asked'; readonly wish: ConfigWish }
  | FilterKey
  | { readonly kind: 'sign-in-asked' }
  | { readonly kind: 'refresh-asked' }
  /** On the first run; `by`: another way to begin than the wizard. */
  | { readonly kind: 'setup-asked'; readonly by?: 'import' | 'demo' }
  | { readonly kind: 'profiles-asked'; readonly change: ProfileChangeKind }
  /** On the guard's screen: the role that can do less. */
  | { readonly kind: 'sibling-taken' }
  /** Yes, to what is on the screen. */
  | { readonly kind: 'agreed' }
  /** Write the profiles of the new roles, or remove those of the gone ones. */
  | { readonly kind: 'news-profiles-asked'; readonly change: ProfileChangeKind }
  | {
      readonly kind: 'panel-toggled';
      readonly panel: 'help' | 'tags' | 'actions' | 'news' | 'detail' | 'themes';
    }
  /** Of the sets of keys that have the two modes of vi. */
  | { readonly kind: 'mode-changed'; readonly mode: KeyMode }
  | { readonly kind: 'backed-out' }
  | { readonly kind: 'quit-asked' }
  | { readonly kind: 'suspend-asked' };

export type ThemeEvent =
  | { readonly kind: 'themes-loaded'; readonly themes: readonly ThemeEntry[] }
  | { readonly kind: 'theme-saved'; readonly text: string }
  | { readonly kind: 'theme-failed'; readonly failure: Failure };

export type WorldEvent =
  | ThemeEvent
  | { readonly kind: 'roles-loaded'; readonly set: LoadedRoles }
  | { readonly kind: 'roles-failed'; readonly failure: Failure }
  | { readonly kind: 'other-tools-found'; readonly tools: readonly OtherTool[] }
  | { readonly kind: 'lives-loaded'; readonly lives: ReadonlyMap<string, number> }
  | { readonly kind: 'last-failure-loaded'; readonly failure: ProcessFailure | undefined }
  | { readonly kind: 'session-loaded'; readonly instance: string; readonly status: SessionStatus }
  | { readonly kind: 'session-failed'; readonly instance: string; readonly failure: Failure }
  | { readonly kind: 'refresh-progressed'; readonly request: number; readonly progress: DiscoveryProgress }
  /** On the way: a refresh tells what it has found so far. */
  | { readonly kind: 'roles-found'; readonly request: number; readonly set: LoadedRoles }
  | { readonly kind: 'refresh-finished'; readonly request: number; readonly set: LoadedRoles }
  | {
      readonly kind: 'refresh-failed';
      readonly request: number;
      readonly failure: Failure;
      /** The instance that a sign-in is needed for, when that is what failed. */
      readonly signedOut: string | undefined;
    }
  | { readonly kind: 'sign-in-progressed'; readonly request: number; readonly progress: SignInProgress }
  | { readonly kind: 'signed-in'; readonly request: number; readonly status: SessionStatus }
  | { readonly kind: 'sign-in-failed'; readonly request: number; readonly failure: Failure }
  | { readonly kind: 'filters-saved'; readonly filters: readonly SavedFilter[]; readonly text: string }
  | { readonly kind: 'filters-failed'; readonly failure: Failure }
  /** Not over = it takes so long that it is to be said. */
  | { readonly kind: 'query-searched'; readonly request: number; readonly isOver: boolean }
  | { readonly kind: 'query-rescued'; readonly request: number; readonly order: ArrayLike<number> }
  | { readonly kind: 'copied'; readonly what: CopiedThing }
  | { readonly kind: 'copy-failed'; readonly failure: Failure }
  | { readonly kind: 'role-sources-loaded'; readonly sources: RoleSources }
  | { readonly kind: 'aws-profiles-loaded'; readonly profiles: WrittenProfiles }
  | { readonly kind: 'profiles-planned'; readonly request: number; readonly plan: ProfilePlan }
  | { readonly kind: 'profiles-saved'; readonly request: number; readonly text: string }
  | { readonly kind: 'profiles-failed'; readonly request: number; readonly failure: Failure }
  | { readonly kind: 'task-progressed'; readonly request: number; readonly done: number }
  | { readonly kind: 'task-finished'; readonly request: number; readonly report: TaskReport }
  | { readonly kind: 'task-failed'; readonly request: number; readonly failure: Failure }
  | { readonly kind: 'pins-saved'; readonly history: History }
  | { readonly kind: 'pins-failed'; readonly failure: Failure }
  /** There is no shell that could bring the job back. */
  | { readonly kind: 'suspend-refused' }
  | { readonly kind: 'clock-ticked'; readonly now: number }
  | { readonly kind: 'resized'; readonly columns: number; readonly rows: number };

export type PickerEvent = KeyEvent | WorldEvent;
