import type { RoleId } from '../domain/role.ts';

/** Something that went wrong, in words for a person: what happened and what to do next. */
export type Failure = { readonly message: string; readonly hint: string | undefined };

/** The last time that `process` had no credentials for an SDK. `instance` and `role` where these were known by then. */
export type ProcessFailure = {
  /** ms since the epoch */
  readonly at: number;
  /** One line, sanitised. */
  readonly text: string;
  readonly instance: string | undefined;
  readonly role: RoleId | undefined;
};
