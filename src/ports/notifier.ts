/** Tells a person who looks elsewhere. What is told may stand on a locked screen, and in the list of processes. */
export type Notifier = {
  /** One sentence. False where this machine has no way to show it. */
  readonly show: (text: string) => Promise<boolean>;
};
