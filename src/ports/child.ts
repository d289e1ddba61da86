export type ChildRequest = {
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string>>;
};

/** Runs a program in the foreground of this terminal, passing on signals. */
export type Child = {
  /** Its exit status, 128 + n when signal n ended it. Errors: UserError when it cannot be started (127, 126). */
  readonly run: (request: ChildRequest) => Promise<number>;
};
