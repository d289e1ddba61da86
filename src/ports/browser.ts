/** Opens a URL in the person's browser as an argv, never through a shell. */
export type Browser = {
  /** Is there a screen to open one on? False over SSH, in WSL and without a display, unless `$BROWSER` says how. */
  readonly isAvailable: () => boolean;
  /** Answers whether a browser was started. Never throws. */
  readonly open: (url: string) => Promise<boolean>;
};
