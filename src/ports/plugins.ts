import type { FoundKeys } from '../domain/credentials.ts';
import type { PluginRequest } from '../domain/plugin.ts';
import type { RoleId } from '../domain/role.ts';

export type PluginFile =
  /** To be run by its real path, which is what was looked at. */
  | { readonly kind: 'good'; readonly path: string }
  /** Half a sentence. */
  | { readonly kind: 'bad'; readonly why: string };

/** Programs of the user's own that give credentials. */
export type Plugins = {
  /** May it be run? */
  readonly look: (path: string) => PluginFile;
  /** Before anybody waits for it: does it wait for us? Errors: UsageError. */
  readonly refuseCircle: (role: RoleId, plugin: string) => void;
  /**
   * Runs it once. Errors: UsageError for one that is not to be run, or that asks for itself; UserError, NotAssigned or
   * UpstreamFailed as it fails; UpstreamFailed when it takes too long.
   */
  readonly credentials: (request: PluginRequest) => Promise<FoundKeys>;
};
