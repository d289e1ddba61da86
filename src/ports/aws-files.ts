/** A file with keys in clear text. */
export type KeysFile = {
  /** Absolute. */
  readonly path: string;
  /** Undefined when there is no file. Errors: UserError. */
  readonly read: () => Promise<string | undefined>;
  /** As `writeConfig`, but the file is for its owner alone (0600) afterwards, and keys are left in no backup. */
  readonly write: (before: string | undefined, after: string) => Promise<void>;
  /** The same, with the text before in a backup beside it (0600), keys and all: its path is answered. */
  readonly writeKeepingBefore: (before: string, after: string) => Promise<string>;
};

/** The user's `~/.aws/config`, text in and text out. */
export type AwsFiles = {
  /** The path in use, for messages (`AWS_CONFIG_FILE` or `~/.aws/config`). */
  readonly configPath: string;
  /** Undefined when there is no file. Errors: UserError for a file that is not UTF-8, a directory, a FIFO. */
  readonly readConfig: () => Promise<string | undefined>;
  /**
   * Replaces the file's text atomically (real path of a symlink, mode kept, fsync, one backup). `before` is what
   * `readConfig` gave: when the file has changed since, nothing is written and UserError says so. Without `after` the
   * file is removed, and no backup of it is made.
   */
  readonly writeConfig: (before: string | undefined, after: string | undefined) => Promise<void>;
  /** The shared credentials file, or any other in its form. */
  readonly keysFile: (path?: string) => KeysFile;
  /** Names of the sections of the shared credentials file; static keys there beat a credential_process. */
  readonly credentialsSections: () => Promise<readonly string[]>;
};
