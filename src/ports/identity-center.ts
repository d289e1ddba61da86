import type { RoleCredentials } from '../domain/credentials.ts';
import type { Guarded } from '../domain/guarded.ts';
import type { ClientRegistration, SignInFlow, TokenSet } from '../domain/session.ts';

export type DeviceAuthorization = Guarded<{
  readonly deviceCode: string;
  readonly userCode: string;
  readonly verificationUri: string;
  readonly verificationUriComplete: string;
  /** ms since the epoch */
  readonly expiresAt: number;
  /** ms between polls */
  readonly interval: number;
}>;

/** What CreateToken takes, by grant. */
export type TokenGrant = Guarded<
  | { readonly kind: 'device'; readonly deviceCode: string }
  | {
      readonly kind: 'code';
      readonly code: string;
      readonly redirectUri: string;
      readonly codeVerifier: string;
    }
  | { readonly kind: 'refresh'; readonly refreshToken: string }
>;

/** Runs one try of a call, when the pace that all processes keep together allows it. */
export type Gate = <T>(call: () => Promise<T>) => Promise<T>;

export type AccountPage = {
  readonly accounts: readonly { readonly id: string; readonly name: string; readonly email: string }[];
  readonly nextToken: string | undefined;
};

export type RolePage = { readonly roleNames: readonly string[]; readonly nextToken: string | undefined };

export type PageRequest = {
  readonly accessToken: string;
  readonly nextToken?: string;
  readonly signal?: AbortSignal;
};

/**
 * One IAM Identity Center instance: OIDC and the access portal. Strings come back sanitised and validated.
 * Errors: OidcFailed (OIDC error names), TokenRejected (portal 401), NotAssigned (403, 404), UpstreamFailed
 * (429 with `isThrottled`, 5xx, network, an answer of the wrong shape), Cancelled (the signal aborted).
 */
export type IdentityCenter = {
  /** Where tokens of this instance may be sent: the origins of OIDC and portal. Part of every secret's name. */
  readonly origin: string;
  readonly registerClient: (flow: SignInFlow) => Promise<ClientRegistration>;
  readonly startDeviceAuthorization: (registration: ClientRegistration) => Promise<DeviceAuthorization>;
  readonly createToken: (
    registration: ClientRegistration,
    grant: TokenGrant,
    how?: { readonly gate?: Gate; readonly signal?: AbortSignal },
  ) => Promise<TokenSet>;
  /** The page where a person signs in (PKCE, S256). */
  readonly authorizeUrl: (request: {
    readonly clientId: string;
    readonly redirectUri: string;
    readonly state: string;
    readonly codeChallenge: string;
  }) => Promise<string>;
  readonly listAccounts: (request: PageRequest) => Promise<AccountPage>;
  readonly listAccountRoles: (request: PageRequest & { readonly accountId: string }) => Promise<RolePage>;
  readonly getRoleCredentials: (request: {
    readonly accessToken: string;
    readonly accountId: string;
    readonly roleName: string;
    readonly gate?: Gate;
  }) => Promise<RoleCredentials>;
  readonly logout: (accessToken: string) => Promise<void>;
};
