/** The user's `~/.aws/config`, text in and text out. */
export type AwsFiles = {
  /** The path in use, for messages (`AWS_CONFIG_FILE` or `~/.aws/config`). */
  readonly configPath: string;
  /** Undefined when there is no file. Errors: UserError for a file that is not UTF-8, a directory, a FIFO. */
  readonly readConfig: () => Promise<string | undefined>;
  /**
   * Replaces the file's text atomically (real path of a symlink, mode kept, fsync, one backup). `before` is what
   * `readConfig` gave: when the file has changed since, nothing is written and UserError says so.
   */
  readonly writeConfig: (before: string | undefined, after: string) => Promise<void>;
  /** Names of the sections of the shared credentials file; static keys there beat a credential_process. */
  readonly credentialsSections: () => Promise<readonly string[]>;
};
