import type { WantedBrowser } from '../domain/browser.ts';

/** Opens a URL in the person's browser as an argv, never through a shell. `wanted` undefined = `$BROWSER`, then the system's. */
export type Browser = {
  /** Is there a screen to open one on? False over SSH and without a display, unless a command says how. */
  readonly isAvailable: (wanted: WantedBrowser | undefined) => boolean;
  /** The same, and whether it can be sent back to this program. Not in WSL unless asked for: the browser is that of Windows. */
  readonly isAtHand: (wanted: WantedBrowser | undefined) => boolean;
  /** Answers whether a browser was started. Never throws. */
  readonly open: (wanted: WantedBrowser | undefined, url: string) => Promise<boolean>;
};
