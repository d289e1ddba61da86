// What a question is made of.
import type { KeyEvent } from '../event.ts';
import type { PickerState } from '../state.ts';

export type Question =
  /** Everything that can be done, and every key. */
  | { readonly about: 'palette' }
  | { readonly about: 'console-service' }
  | { readonly about: 'console-region'; readonly service: string | undefined }
  | { readonly about: 'default-region' }
  | { readonly about: 'tags' }
  | { readonly about: 'command' }
  | { readonly about: 'sign-out' }
  | { readonly about: 'filters' }
  | { readonly about: 'delete-filter'; readonly name: string };

export type Option = {
  readonly label: string;
  /** Beside it, where there is room. */
  readonly detail: string;
  /** At the right: its key, where it has one. */
  readonly mark: string;
  readonly event: KeyEvent;
  /** It only tells something, and is not counted. */
  readonly isNote?: true;
};

/** What was typed means something, or what is wrong with it (nothing, while it is empty). */
export type Answer = { readonly event: KeyEvent } | { readonly problem: string | undefined };

export type AskedQuestion = {
  readonly title: (state: PickerState, question: Question) => string;
  readonly prompt: string;
  readonly placeholder: string;
  /** For a choice from a list: those that match what is typed, best first. */
  readonly options?: (state: PickerState, typed: string, question: Question) => readonly Option[];
  /** For a text: what it means. */
  readonly answer?: (state: PickerState, typed: string) => Answer;
  /** Sentences below a text. */
  readonly notes?: (state: PickerState) => readonly string[];
};
