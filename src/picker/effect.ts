// What `update` asks of the world, as data. src/terminal/run-effect.ts is the one place that acts on it.
import type { KnownRoles } from '../domain/known-roles.ts';
import type { InstanceNews } from '../domain/news.ts';
import type { Role, RoleId } from '../domain/role.ts';
import type { RoleList } from '../domain/role-list.ts';
import type { ConfigWish } from './config-wish.ts';
import type { CopiedThing } from './event.ts';
import type { ChangeKind } from './profile-change.ts';
import type { PickerResult } from './result.ts';
import type { Task } from './task.ts';

export type PickerEffect =
  | { readonly kind: 'load-roles' }
  | { readonly kind: 'load-lives' }
  /** On the first run: what could be imported. */
  | { readonly kind: 'find-other-tools' }
  | { readonly kind: 'load-last-failure' }
  | { readonly kind: 'load-session'; readonly instance: string }
  /** Answered by refresh events with the same number. `instance` undefined = all. */
  | { readonly kind: 'refresh-catalog'; readonly request: number; readonly instance: string | undefined }
  | { readonly kind: 'sign-in'; readonly request: number; readonly instance: string }
  | { readonly kind: 'cancel'; readonly request: number }
  /** Builds the search index before the first key needs it. */
  | { readonly kind: 'prepare-search'; readonly roles: RoleList }
  /** Looks for the rows of the query, between keys where it takes long. */
  | { readonly kind: 'search-query'; readonly request: number }
  | {
      readonly kind: 'rescue-query';
      readonly request: number;
      readonly roles: RoleList;
      readonly query: string;
      /** What words of the query like `@fav` stand for. */
      readonly known: KnownRoles;
    }
  | { readonly kind: 'copy'; readonly text: string; readonly what: CopiedThing }
  /** Which roles have a profile in the AWS config. */
  | { readonly kind: 'load-aws-profiles' }
  /** What of the config makes roles what they are. */
  | { readonly kind: 'load-role-sources' }
  | {
      readonly kind: 'plan-profiles';
      readonly request: number;
      readonly change: ChangeKind;
      readonly wish?: ConfigWish | undefined;
      readonly roles: readonly Role[];
    }
  /** Writes what was planned under this number. */
  | { readonly kind: 'save-profiles'; readonly request: number }
  /** Answered by task events with the same number. */
  | {
      readonly kind: 'run-task';
      readonly request: number;
      readonly task: Task;
      readonly roles: readonly Role[];
    }
  /** Writes a saved filter to config.yaml; without a query it is deleted. */
  | { readonly kind: 'save-filter'; readonly name: string; readonly query: string | undefined }
  /** These were looked at, and are no news any more. */
  | { readonly kind: 'see-news'; readonly news: readonly InstanceNews[] }
  | { readonly kind: 'change-pin'; readonly role: RoleId; readonly isPinned: boolean }
  | { readonly kind: 'load-themes' }
  | { readonly kind: 'save-theme'; readonly theme: string }
  | { readonly kind: 'suspend' }
  | { readonly kind: 'finish'; readonly result: PickerResult };
