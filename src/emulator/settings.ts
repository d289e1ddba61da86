import { generateOrganisation } from './organisation/generate-organisation.ts';
import type { Organisation } from './organisation/organisation.ts';

/**
 * What happens to a refresh token that was used: it stays good (`reuse`), a new one takes its place (`rotate`), or
 * using the old one once more also ends the whole session (`rotate-revoke-family`).
 */
export type RefreshMode = 'reuse' | 'rotate' | 'rotate-revoke-family';

export type EmulatorOptions = {
  /** 0 or absent: any free port. */
  readonly port?: number;
  /** How many accounts the generated organisation has: 40. */
  readonly accounts?: number;
  /** At most so many roles an account: 5. */
  readonly roles?: number;
  readonly seed?: number | string;
  /** Used as it is, instead of a generated one. */
  readonly organisation?: Organisation;
  readonly region?: string;
  /** Approves every sign-in at once, without a page. */
  readonly autoApprove?: boolean;
  /** Requests a second that the portal takes, all operations together. */
  readonly throttle?: number;
  /** ms before every answer. */
  readonly latency?: number;
  /** Life of an access token, in seconds: 3600. */
  readonly tokenTtl?: number;
  /** Life of a sign-in, in seconds: 28800. */
  readonly sessionTtl?: number;
  /** Life of role credentials, in seconds: 3600. */
  readonly roleTtl?: number;
  readonly refreshMode?: RefreshMode;
  /** The clock before any shift, ms since the epoch. */
  readonly now?: () => number;
};

/** Options with every default filled in. Spans are milliseconds. */
export type Settings = {
  readonly organisation: Organisation;
  readonly region: string;
  readonly autoApprove: boolean;
  readonly throttle: number | undefined;
  readonly latency: number;
  readonly tokenTtl: number;
  readonly sessionTtl: number;
  readonly roleTtl: number;
  readonly refreshMode: RefreshMode;
  readonly now: () => number;
};

export const settingsOf = (options: EmulatorOptions): Settings => ({
  organisation:
    options.organisation ??
    generateOrganisation({
      accounts: options.accounts ?? 40,
      roles: options.roles ?? 5,
      seed: options.seed ?? 1,
    }),
  region: options.region ?? 'us-east-1',
  autoApprove: options.autoApprove ?? false,
  throttle: options.throttle,
  latency: options.latency ?? 0,
  tokenTtl: (options.tokenTtl ?? 3600) * 1000,
  sessionTtl: (options.sessionTtl ?? 8 * 3600) * 1000,
  roleTtl: (options.roleTtl ?? 3600) * 1000,
  refreshMode: options.refreshMode ?? 'reuse',
  now: options.now ?? Date.now,
});
