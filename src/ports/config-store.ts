import type { Config } from '../domain/config.ts';
import type { YamlValue } from '../domain/config-reader.ts';

/** A value as config.yaml has it. Texts only: numbers and booleans are written as a person would write them. */
export type ConfigValue = string | readonly ConfigValue[] | { readonly [key: string]: ConfigValue };

/** Sets the value at a path of keys (list items by their number), or removes what is there: `undefined`. */
export type ConfigChange = { readonly path: readonly string[]; readonly value: ConfigValue | undefined };

/** Keys of the instance as config.yaml has them; those without a value stay as they are. */
export type NewInstance = {
  readonly name: string;
  readonly settings: Readonly<Record<string, string | undefined>>;
};

/** Texts of the whole file; `before` is undefined where there is none. */
export type ConfigEdit = { readonly before: string | undefined; readonly after: string };

/** A copy of config.yaml that a person edits, beside it: what was typed outlives a crash and a mistake. */
export type ConfigDraft = {
  readonly path: string;
  /** Undefined where there is none. */
  readonly read: () => Promise<string | undefined>;
  readonly write: (text: string) => Promise<void>;
  readonly remove: () => Promise<void>;
};

/** config.yaml. `load` throws UsageError with file and line for a file that is not right. */
export type ConfigStore = {
  readonly path: string;
  readonly load: () => Promise<Config>;
  /** The file (or another) as it is; undefined where there is none. Errors: UsageError when it cannot be read. */
  readonly readText: (file?: string) => Promise<string | undefined>;
  /** What the file says at a path of keys; undefined where it says nothing. Errors: ConfigRefused for what is no key. */
  readonly valueAt: (path: readonly string[]) => Promise<YamlValue | undefined>;
  /** Errors: ConfigRefused, as `load` would throw it for a file with this text, and for a template that is not right. */
  readonly check: (text: string, file?: string) => Promise<Config>;
  /**
   * What the file would be after the changes, checked; nothing is written. Comments, order and all other keys stay.
   * Errors: UsageError when the file is not right, before or after.
   */
  readonly plan: (changes: readonly ConfigChange[]) => Promise<ConfigEdit>;
  /**
   * Writes a planned text, or any other that `check` takes, atomically, behind a symlink. Errors: UsageError when the
   * text is not right or the file has changed since `before`; UserError when it cannot be written.
   */
  readonly write: (edit: ConfigEdit) => Promise<void>;
  /** Removes the file, if it still has this text. Errors: UsageError when it has changed; UserError. */
  readonly remove: (before: string) => Promise<void>;
  readonly draft: ConfigDraft;
  /** Adds or changes one instance in place; comments, order and other keys stay. */
  readonly saveInstance: (instance: NewInstance) => Promise<void>;
};
