/** Startup files of shells, text in and text out. */
export type StartupFiles = {
  /** Undefined when there is none. Errors: UserError for what is no text file. */
  readonly read: (path: string) => Promise<string | undefined>;
  /**
   * Replaces the text atomically; a symlink stays one and its file keeps its mode. Errors: UserError, when the file has
   * changed since `before` or cannot be written: then nothing is.
   */
  readonly write: (
    path: string,
    edit: { readonly before: string | undefined; readonly after: string },
  ) => Promise<void>;
};
