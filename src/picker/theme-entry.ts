/** A theme as the theme panel lists it. */
export type ThemeEntry = {
  readonly name: string;
  /** A few words. */
  readonly about: string;
  readonly isOwn: boolean;
  /** Why it cannot be used, on one line. */
  readonly problem?: string | undefined;
};
