import type { FoundStartUrl } from '../domain/found-start-urls.ts';

/** What other tools of this person already know. A file that is not there, or cannot be read, holds nothing. */
export type StartUrlSearch = { readonly find: () => Promise<readonly FoundStartUrl[]> };
