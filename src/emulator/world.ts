// Everything that the emulator remembers. It lives as long as the server and is never written to disk.
import type { KeptDatum } from './cloudwatch/put-metric-data.ts';
import type { FaultQueue } from './control/fault-queue.ts';
import type { RequestLog } from './control/request-log.ts';
import type { IamUser, LastingKey } from './iam/user.ts';
import type { Organisation } from './organisation/organisation.ts';
import type { Throttle } from './portal/throttle.ts';
import type { Settings } from './settings.ts';

export type Client = {
  readonly id: string;
  readonly secret: string;
  readonly name: string;
  /** undefined where the registration did not say. */
  readonly grantTypes: readonly string[] | undefined;
  readonly scopes: readonly string[];
  readonly redirectUris: readonly string[];
  readonly expiresAt: number;
};

export type DeviceGrant = {
  readonly deviceCode: string;
  readonly userCode: string;
  readonly client: Client;
  readonly expiresAt: number;
  decision: 'pending' | 'allowed' | 'denied';
  /** ms that must lie between two polls; grows by 5 s with every slow_down, as RFC 8628 asks of clients. */
  interval: number;
  lastPollAt: number | undefined;
};

/** A person who was asked, at `/authorize`, and has not answered yet. */
export type AuthorizationRequest = {
  readonly client: Client;
  readonly redirectUri: string;
  readonly codeChallenge: string;
  readonly state: string | undefined;
};

/** An authorization code. It stays after its use, so that a second use can be told. */
export type CodeGrant = AuthorizationRequest & {
  readonly expiresAt: number;
  session: PortalSession | undefined;
};

/** One sign-in of the person. */
export type PortalSession = { readonly id: string; readonly endsAt: number; isEnded: boolean };

export type AccessToken = { readonly session: PortalSession; expiresAt: number };

export type RefreshToken = { readonly session: PortalSession; readonly client: Client; isSpent: boolean };

type TemporaryKeys = {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  /** ms since the epoch, whole seconds */
  readonly expiresAt: number;
  readonly accountId: string;
  readonly arn: string;
  readonly userId: string;
};

/** How a role came to be: from the portal, by AssumeRole of a user, or by AssumeRole of another role. */
export type RoleKind = 'role' | 'assumed' | 'chained';

export type RoleKeys = TemporaryKeys & {
  readonly kind: RoleKind;
  readonly roleName: string;
  readonly sessionName: string;
};

/** What GetSessionToken gives a user. */
export type SessionKeys = TemporaryKeys & {
  readonly kind: 'session';
  readonly user: IamUser;
  readonly hasMfa: boolean;
};

export type IssuedKeys = RoleKeys | SessionKeys;

export type SigninToken = { readonly keys: RoleKeys; readonly expiresAt: number };

export type HeldAccount = {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  /** By role name. A `stale` role is still listed, but asking for its credentials is refused. */
  readonly roles: Map<string, 'held' | 'stale'>;
};

/** What the trust policy of a role asks of who assumes it. */
export type Trust = {
  readonly externalId?: string | undefined;
  readonly sourceIdentity?: string | undefined;
  /** `aws:MultiFactorAuthPresent` must be true. */
  readonly mfa?: boolean | undefined;
};

export type World = {
  readonly settings: Settings;
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  /** The emulator's time, shifts included (ms). */
  readonly now: () => number;
  readonly shiftClock: (span: number) => void;
  /** The earliest and the latest of the unshifted time and of what every shift so far would make of it (ms). */
  readonly clocksShown: () => readonly [number, number];
  readonly accounts: Map<string, HeldAccount>;
  /** By `ACCOUNT/ROLE`; a role that is not here asks for nothing. */
  readonly trusts: Map<string, Trust>;
  readonly clients: Map<string, Client>;
  readonly deviceGrants: Map<string, DeviceGrant>;
  readonly authorizationRequests: Map<string, AuthorizationRequest>;
  readonly codes: Map<string, CodeGrant>;
  readonly sessions: Map<string, PortalSession>;
  readonly accessTokens: Map<string, AccessToken>;
  readonly refreshTokens: Map<string, RefreshToken>;
  /** Temporary keys, by access key id. */
  readonly keys: Map<string, IssuedKeys>;
  /** By `ACCOUNT/NAME`. */
  readonly users: Map<string, IamUser>;
  /** Access keys of users, by their id, oldest first. */
  readonly lastingKeys: Map<string, LastingKey>;
  readonly signinTokens: Map<string, SigninToken>;
  /** Console sessions, by the value of their cookie. */
  readonly consoleSessions: Map<string, RoleKeys>;
  /** What CloudWatch was told, the last 10,000. */
  readonly metrics: KeptDatum[];
  readonly log: RequestLog;
  readonly faults: FaultQueue;
  readonly throttle: Throttle;
};

/** The one person of the organisation. */
export const person = { name: 'Jordan Lee', email: 'jordan.lee@larkfield.example' } as const;

const rememberedAtMost = 50_000;

/** Adds to a map that forgets its oldest entry when full, so that a long run does not grow without end. */
export const remember = <Value>(map: Map<string, Value>, key: string, value: Value): void => {
  map.set(key, value);
  if (map.size <= rememberedAtMost) return;
  for (const oldest of map.keys()) {
    map.delete(oldest);
    return;
  }
};

/** The organisation as a map that assignments can change; the given one stays as it is. */
export const heldAccounts = (organisation: Organisation): Map<string, HeldAccount> =>
  new Map(
    organisation.accounts.map((account) => [
      account.id,
      { ...account, roles: new Map(account.roles.map((role) => [role, 'held' as const])) },
    ]),
  );
