// What of config.yaml is to be changed for the selected or the marked roles. It is worked out, shown and agreed to as a
// change of profiles is.
import type { TagEdit } from '../domain/tag-edits.ts';

export type ConfigWish =
  | { readonly kind: 'tags'; readonly edits: readonly TagEdit[] }
  /** Undefined = no region of its own. */
  | { readonly kind: 'region'; readonly region: string | undefined };
