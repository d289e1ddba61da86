import type { FolderFile } from '../domain/folder-role.ts';
import type { Project } from '../domain/project-file.ts';

/** `.rolecall.yaml` files, and which of them are trusted. Never a secret. */
export type FolderFiles = {
  /** The nearest one, from the working folder upwards. */
  readonly find: () => Promise<FolderFile | undefined>;
  /** The one at this path, or in this folder. */
  readonly at: (path: string) => Promise<FolderFile | undefined>;
  /** Trusts what was read. Errors: UserError. */
  readonly trust: (file: FolderFile) => Promise<void>;
  /** Answers whether it was trusted. Errors: UserError. */
  readonly untrust: (path: string) => Promise<boolean>;
  readonly trusted: () => Promise<readonly string[]>;
  /** Writes the one of the working folder, and trusts it. Errors: UserError for one that cannot be replaced. */
  readonly write: (project: Project) => Promise<FolderFile>;
};
