/** Files of variables (`.env`, `.envrc`) that are to hold keys. */
export type EnvFiles = {
  /** Its text; undefined where there is none. Errors: UserError for what is no plain file of text. */
  readonly read: (path: string) => Promise<string | undefined>;
  /** Whether it lies in a git work tree, and is not ignored there: a commit could take it up. */
  readonly isExposed: (path: string) => Promise<boolean>;
  /** Replaces it, readable by its owner alone. Errors: UserError. */
  readonly write: (path: string, text: string) => Promise<void>;
  /** The path from the root. */
  readonly fullPath: (path: string) => string;
};
