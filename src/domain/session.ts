import type { Guarded } from './guarded.ts';

/** A client registered with OIDC. The secret is good until `expiresAt` (ms). */
export type ClientRegistration = Guarded<{
  readonly clientId: string;
  readonly clientSecret: string;
  readonly expiresAt: number;
  readonly flow: SignInFlow;
}>;

export type SignInFlow = 'pkce' | 'device';

/** What CreateToken gave. `expiresAt` is ms. A missing refresh token means that the session cannot be renewed. */
export type TokenSet = Guarded<{
  readonly accessToken: string;
  readonly expiresAt: number;
  readonly refreshToken: string | undefined;
}>;

/** The signed-in Identity Center session of one instance, as the secret store keeps it. */
export type Session = Guarded<{
  readonly registration: ClientRegistration;
  readonly tokens: TokenSet;
  /** When the person signed in (ms). */
  readonly signedInAt: number;
}>;

/** What may be shown of a session: no secret in it. */
export type SessionStatus =
  | { readonly kind: 'signed-out' }
  | {
      readonly kind: 'signed-in';
      readonly signedInAt: number;
      /** End of the access token (ms); renewed in the background while `isRenewable`. */
      readonly accessExpiresAt: number;
      readonly isRenewable: boolean;
      /** When a browser will be needed again (ms): the organisation's session length is not told by AWS, so this
       *  counts the configured `session_duration` from the sign-in, or is the access token's end without renewal. */
      readonly endsAt: number;
    };

/** What a sign-in tells while it goes on. */
export type SignInProgress =
  /** Another process of this person is signing in: its session will do. */
  | { readonly kind: 'waiting' }
  | { readonly kind: 'opening-browser'; readonly url: string; readonly isOpened: boolean }
  | {
      readonly kind: 'device-code';
      readonly userCode: string;
      readonly url: string;
      readonly expiresAt: number;
      readonly isOpened: boolean;
    }
  | { readonly kind: 'finishing' };
