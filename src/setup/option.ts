/** A row that may stand under the bar. */
export type Option = {
  readonly id: string;
  readonly label: string;
  readonly detail: string;
  /** Why it stands where it does. */
  readonly note?: string;
  /** A title above it. */
  readonly heading?: string;
};
