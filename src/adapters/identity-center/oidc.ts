// OIDC: RegisterClient, StartDeviceAuthorization, CreateToken, and the page where a person signs in.
import type { CreateTokenRequest, SSOOIDCClient } from '@aws-sdk/client-sso-oidc';
import { underEndpoint } from '../../domain/aws-endpoint.ts';
import type { ClientRegistration, SignInFlow } from '../../domain/session.ts';
import type { IdentityCenter, TokenGrant } from '../../ports/identity-center.ts';
import { plainSdkConfig } from '../aws-http/sdk-handler.ts';
import { translateOidc, translateThrottledOidc } from './failures.ts';
import { deviceOf, registrationOf, tokensOf } from './oidc-answers.ts';
import { noRetry } from './retry.ts';
import type { Sender } from './sender.ts';

export type Oidc = Pick<
  IdentityCenter,
  'registerClient' | 'startDeviceAuthorization' | 'createToken' | 'authorizeUrl'
>;

export type OidcOptions = {
  readonly sender: Sender;
  readonly endpoint: URL;
  readonly startUrl: string;
  /** Milliseconds since the epoch: what AWS says in seconds from now is kept as a time. */
  readonly now: () => number;
};

const scope = 'sso:account:access';
const deviceGrant = 'urn:ietf:params:oauth:grant-type:device_code';

// RFC 8252 7.3: registered without a port, the real one carries any.
const registeredRedirect = 'http://127.0.0.1/oauth/callback';

const registration = (flow: SignInFlow, issuerUrl: string) => {
  const client = { clientName: 'rolecall', clientType: 'public', scopes: [scope] };
  return flow === 'device'
    ? { ...client, grantTypes: [deviceGrant, 'refresh_token'] }
    : {
        ...client,
        grantTypes: ['authorization_code', 'refresh_token'],
        redirectUris: [registeredRedirect],
        issuerUrl,
      };
};

const grantInput = (grant: TokenGrant): Omit<CreateTokenRequest, 'clientId' | 'clientSecret'> => {
  switch (grant.kind) {
    case 'device':
      return { grantType: deviceGrant, deviceCode: grant.deviceCode };
    case 'code': {
      const { code, redirectUri, codeVerifier } = grant;
      return { grantType: 'authorization_code', code, redirectUri, codeVerifier };
    }
    case 'refresh':
      return { grantType: 'refresh_token', refreshToken: grant.refreshToken };
  }
};

const secretsOf = (client: ClientRegistration, grant: TokenGrant): readonly string[] => {
  const { clientSecret } = client;
  if (grant.kind === 'device') return [clientSecret, grant.deviceCode];
  return grant.kind === 'code'
    ? [clientSecret, grant.code, grant.codeVerifier]
    : [clientSecret, grant.refreshToken];
};

type Loaded = { readonly sdk: typeof import('./sso-oidc-sdk.ts'); readonly client: SSOOIDCClient };

const load = async ({ sender, endpoint }: OidcOptions): Promise<Loaded> => {
  const sdk = await import('./sso-oidc-sdk.ts');
  const { region, handler: requestHandler } = sender;
  const client = new sdk.SSOOIDCClient({
    ...plainSdkConfig,
    region,
    requestHandler,
    endpoint: endpoint.href,
  });
  return { sdk, client };
};

const authorizePage = (endpoint: URL, request: Parameters<Oidc['authorizeUrl']>[0]): string => {
  const parameters = {
    response_type: 'code',
    client_id: request.clientId,
    redirect_uri: request.redirectUri,
    state: request.state,
    code_challenge_method: 'S256',
    scopes: scope,
    code_challenge: request.codeChallenge,
  };
  const query = Object.entries(parameters).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return `${underEndpoint(endpoint, '/authorize').href}?${query.join('&')}`;
};

export const openOidc = (options: OidcOptions): Oidc => {
  const { sender, endpoint, startUrl, now } = options;
  const loaded = sender.once(() => load(options));
  return {
    registerClient: (flow) =>
      sender.send({ translate: translateThrottledOidc, secrets: [] }, async (http) => {
        const { sdk, client } = await loaded();
        const command = new sdk.RegisterClientCommand(registration(flow, startUrl));
        return registrationOf(await client.send(command, http), flow);
      }),
    startDeviceAuthorization: ({ clientId, clientSecret }) =>
      sender.send({ translate: translateThrottledOidc, secrets: [clientSecret] }, async (http) => {
        const { sdk, client } = await loaded();
        const command = new sdk.StartDeviceAuthorizationCommand({ clientId, clientSecret, startUrl });
        return deviceOf(await client.send(command, http), { endpoint, region: sender.region, now });
      }),
    createToken: async (registered, grant, how = {}) => {
      const { clientId, clientSecret } = registered;
      const secrets = secretsOf(registered, grant);
      const isPolled = grant.kind === 'device';
      const translate = isPolled ? translateOidc : translateThrottledOidc;
      const call = { translate, secrets, ...how, ...(isPolled ? { retry: noRetry } : {}) };
      const { sdk, client } = await loaded();
      return sender.send(call, async (http) => {
        const command = new sdk.CreateTokenCommand({ clientId, clientSecret, ...grantInput(grant) });
        return tokensOf(await client.send(command, http), now());
      });
    },
    authorizeUrl: async (request) => authorizePage(endpoint, request),
  };
};
