// Everything that can happen to the wizard: what a key asked for, what the world answered, and time.
import type { DiscoveryProgress } from '../domain/catalog.ts';
import type { FoundStartUrl } from '../domain/found-start-urls.ts';
import type { SessionStatus, SignInProgress } from '../domain/session.ts';
import type { Failure } from '../picker/failure.ts';
import type { CursorMove, Deletion } from '../picker/query-input.ts';
import type { CurrentSetup, Discovered, FilePlan, PreviewRole, ShellPlan } from './state.ts';

export type SetupKeyEvent =
  | { readonly kind: 'typed'; readonly text: string }
  | { readonly kind: 'pasted'; readonly text: string }
  | { readonly kind: 'deleted'; readonly deletion: Deletion }
  | { readonly kind: 'cursor-moved'; readonly move: CursorMove }
  | { readonly kind: 'moved'; readonly by: number; readonly unit: 'row' | 'page' | 'all' }
  /** `row`: of the options, from 0; undefined = on nothing that can be chosen. */
  | { readonly kind: 'clicked'; readonly row: number | undefined; readonly isDouble: boolean }
  | { readonly kind: 'accepted' }
  | { readonly kind: 'backed-out' }
  | { readonly kind: 'partition-switched'; readonly by: number }
  | { readonly kind: 'copy-asked' }
  | { readonly kind: 'quit-asked' }
  | { readonly kind: 'suspend-asked' };

/** Those with a request are dropped when it is not the one that is waited for. */
export type SetupWorldEvent =
  | { readonly kind: 'start-urls-found'; readonly found: readonly FoundStartUrl[] }
  | { readonly kind: 'roles-known'; readonly roles: readonly PreviewRole[] }
  | { readonly kind: 'session-known'; readonly key: string; readonly status: SessionStatus }
  | { readonly kind: 'url-checked'; readonly request: number; readonly url: string }
  | { readonly kind: 'sign-in-progressed'; readonly request: number; readonly progress: SignInProgress }
  | {
      readonly kind: 'signed-in';
      readonly request: number;
      readonly key: string;
      readonly status: SessionStatus;
    }
  | { readonly kind: 'discovery-progressed'; readonly request: number; readonly progress: DiscoveryProgress }
  | { readonly kind: 'discovered'; readonly request: number; readonly discovered: Discovered }
  | {
      readonly kind: 'files-planned';
      readonly request: number;
      readonly config: FilePlan;
      readonly shell: ShellPlan | undefined;
    }
  | { readonly kind: 'shell-planned'; readonly plan: ShellPlan }
  | { readonly kind: 'written'; readonly request: number; readonly files: readonly string[] }
  | { readonly kind: 'removal-planned'; readonly request: number; readonly plan: FilePlan }
  | {
      readonly kind: 'removed';
      readonly request: number;
      readonly current: CurrentSetup;
      /** What could not be done besides. */
      readonly problems: readonly string[];
    }
  | {
      readonly kind: 'task-failed';
      readonly request: number;
      readonly failure: Failure;
      /** AWS no longer takes the session that was thought to be alive. */
      readonly isSignedOut: boolean;
    }
  | { readonly kind: 'copied' }
  | { readonly kind: 'copy-failed'; readonly failure: Failure }
  | { readonly kind: 'suspend-refused' }
  | { readonly kind: 'clock-ticked'; readonly now: number }
  | { readonly kind: 'resized'; readonly columns: number; readonly rows: number };

export type SetupEvent = SetupKeyEvent | SetupWorldEvent;
