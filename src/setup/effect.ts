// What the wizard asks of the world, as data. src/terminal/run-setup-effect.ts is the one place that acts on it.
import type { InstanceAnswers, SetupAnswers } from '../domain/setup-answers.ts';
import type { FilePlan } from './state.ts';

export type SetupResult =
  | {
      readonly kind: 'written';
      readonly name: string;
      readonly files: readonly string[];
      readonly isSignedIn: boolean;
    }
  /** Left without writing; an instance may have been removed before. */
  | { readonly kind: 'left'; readonly hasRemoved: boolean };

export type SetupEffect =
  | { readonly kind: 'find-start-urls' }
  | { readonly kind: 'load-known-roles' }
  | { readonly kind: 'load-session'; readonly key: string; readonly instance: InstanceAnswers }
  | { readonly kind: 'check-url'; readonly request: number; readonly url: string }
  | {
      readonly kind: 'sign-in';
      readonly request: number;
      readonly key: string;
      readonly instance: InstanceAnswers;
      /** Also where a session is alive. */
      readonly force: boolean;
    }
  | {
      readonly kind: 'discover';
      readonly request: number;
      readonly key: string;
      readonly instance: InstanceAnswers;
    }
  /** Of config.yaml, and of the startup file where a shell was chosen. */
  | {
      readonly kind: 'plan-files';
      readonly request: number;
      readonly answers: SetupAnswers;
      readonly shell: string | undefined;
    }
  | { readonly kind: 'plan-shell'; readonly shell: string }
  | {
      readonly kind: 'write';
      readonly request: number;
      readonly answers: SetupAnswers;
      readonly config: FilePlan;
      readonly shell: FilePlan | undefined;
    }
  | { readonly kind: 'plan-removal'; readonly request: number; readonly name: string }
  | { readonly kind: 'remove'; readonly request: number; readonly name: string; readonly plan: FilePlan }
  | { readonly kind: 'cancel'; readonly request: number }
  | { readonly kind: 'copy'; readonly text: string }
  | { readonly kind: 'suspend' }
  | { readonly kind: 'finish'; readonly result: SetupResult };
