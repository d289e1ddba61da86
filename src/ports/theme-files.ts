import type { Theme } from '../domain/theme.ts';

/** A theme with a few words about it, for lists. */
export type OwnTheme = Theme & { readonly about: string };

/** The person's own themes: YAML or JSON files in the folder `themes` beside config.yaml. */
export type ThemeFiles = {
  readonly folder: string;
  /** In the order of their names. A file with the name of a theme that ships is none. */
  readonly list: () => readonly { readonly name: string; readonly path: string }[];
  /** `shipped`: what a file may extend. Errors: UsageError where there is none or it cannot be read; ConfigRefused. */
  readonly read: (name: string, shipped: readonly Theme[]) => Promise<OwnTheme>;
};
