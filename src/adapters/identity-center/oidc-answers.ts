// Answers of OIDC, taken apart with nothing taken on trust: the SDK passes on whatever JSON it is given.
import type {
  CreateTokenResponse,
  RegisterClientResponse,
  StartDeviceAuthorizationResponse,
} from '@aws-sdk/client-sso-oidc';
import { isSignInPage } from '../../domain/aws-endpoint.ts';
import { UpstreamFailed } from '../../domain/errors.ts';
import { guarded } from '../../domain/guarded.ts';
import type { ClientRegistration, SignInFlow, TokenSet } from '../../domain/session.ts';
import type { DeviceAuthorization } from '../../ports/identity-center.ts';

export const wrongShape = (operation: string): UpstreamFailed =>
  new UpstreamFailed(`Identity Center gave an answer to ${operation} that is not in its form.`);

const longestText = 20_000;

const text = (value: unknown, operation: string): string => {
  if (typeof value !== 'string' || value === '' || value.length > longestText) throw wrongShape(operation);
  return value;
};

const milliseconds = (value: unknown, operation: string): number => {
  if (typeof value !== 'number' || !(value > 0)) throw wrongShape(operation);
  return value * 1000;
};

export const registrationOf = (given: RegisterClientResponse, flow: SignInFlow): ClientRegistration => {
  const operation = 'RegisterClient';
  return guarded({
    clientId: text(given.clientId, operation),
    clientSecret: text(given.clientSecret, operation),
    expiresAt: milliseconds(given.clientSecretExpiresAt, operation),
    flow,
  });
};

/** `now` in ms since the epoch. */
export const tokensOf = (given: CreateTokenResponse, now: number): TokenSet => {
  const operation = 'CreateToken';
  const { refreshToken } = given;
  return guarded({
    accessToken: text(given.accessToken, operation),
    expiresAt: now + milliseconds(given.expiresIn, operation),
    refreshToken:
      refreshToken === undefined || refreshToken === null ? undefined : text(refreshToken, operation),
  });
};

type Asked = { readonly endpoint: URL; readonly region: string; readonly now: () => number };

/** Errors: UpstreamFailed also when the page to open is not AWS's (security.md R22). */
export const deviceOf = (given: StartDeviceAuthorizationResponse, asked: Asked): DeviceAuthorization => {
  const operation = 'StartDeviceAuthorization';
  const verificationUri = text(given.verificationUri, operation);
  const verificationUriComplete = text(given.verificationUriComplete ?? verificationUri, operation);
  for (const page of [verificationUri, verificationUriComplete])
    if (!isSignInPage(page, asked.endpoint, asked.region))
      throw new UpstreamFailed('Identity Center named a sign-in page that does not belong to AWS.', {
        hint: 'Check the start URL and the region of this instance.',
      });
  const userCode = text(given.userCode, operation);
  if (!/^[A-Za-z0-9-]{4,32}$/.test(userCode)) throw wrongShape(operation);
  return guarded({
    deviceCode: text(given.deviceCode, operation),
    userCode,
    verificationUri: new URL(verificationUri).href,
    verificationUriComplete: new URL(verificationUriComplete).href,
    expiresAt: asked.now() + milliseconds(given.expiresIn, operation),
    interval: milliseconds(given.interval || 5, operation),
  });
};
