// Where a service is called: AWS's own host for the region, or what `AWS_ENDPOINT_URL*` says, as in every AWS SDK
// (reference identity-center.md 1.9). An override may be https, or http to an address literal of this machine.
import { UsageError } from './errors.ts';
import { isAwsPortalHost, isLoopbackLiteral } from './host-name.ts';
import { partitionOf } from './partition.ts';
import { isRegion } from './region.ts';

export type AwsService = 'sso' | 'sso-oidc' | 'sts';

export type Environment = Readonly<Record<string, string | undefined>>;

const variables = {
  sso: 'AWS_ENDPOINT_URL_SSO',
  'sso-oidc': 'AWS_ENDPOINT_URL_SSO_OIDC',
  sts: 'AWS_ENDPOINT_URL_STS',
} as const;

const hostPrefixes = { sso: 'portal.sso', 'sso-oidc': 'oidc', sts: 'sts' } as const;

/** An endpoint that a variable sets. Errors: UsageError, which names the variable and not its value. */
export const checkEndpoint = (variable: string, text: string): URL => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined) throw new UsageError(`${variable} is not a URL.`);
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '')
    throw new UsageError(`${variable} must be a plain URL, without user, query or fragment.`);
  if (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopbackLiteral(url.hostname))) return url;
  throw new UsageError(
    `${variable} must be https, or http to this machine (http://127.0.0.1:PORT).`,
    'Tokens are never sent over plain http to another machine.',
  );
};

/** The endpoint that the environment sets for a service; an empty variable counts as unset. */
export const endpointOverride = (service: AwsService, env: Environment): URL | undefined => {
  if (env['AWS_IGNORE_CONFIGURED_ENDPOINT_URLS']?.toLowerCase() === 'true') return undefined;
  for (const variable of [variables[service], 'AWS_ENDPOINT_URL']) {
    const text = env[variable];
    if (text !== undefined && text !== '') return checkEndpoint(variable, text);
  }
  return undefined;
};

/** Errors: UsageError for a region that is not one, or an override that may not be used. */
export const awsEndpoint = (service: AwsService, region: string, env: Environment): URL => {
  if (!isRegion(region)) throw new UsageError(`"${region.slice(0, 40)}" is not an AWS region.`);
  return (
    endpointOverride(service, env) ??
    new URL(`https://${hostPrefixes[service]}.${region}.${partitionOf(region).suffix}`)
  );
};

/**
 * Where an instance's tokens may be sent: the origins of OIDC and portal. Part of every secret's name. Errors: as
 * `awsEndpoint`.
 */
export const instanceOrigin = (region: string, env: Environment): string => {
  const origins = [awsEndpoint('sso-oidc', region, env).origin, awsEndpoint('sso', region, env).origin];
  return [...new Set(origins)].join(' ');
};

/** A path under an endpoint, whose own base path is kept. */
export const underEndpoint = (endpoint: URL, path: string): URL =>
  new URL(`${endpoint.origin}${endpoint.pathname.replace(/\/+$/, '')}${path}`);

/**
 * May a sign-in page that the server names be opened (security.md R22)? Only https at AWS's portals, under the same
 * AWS domain as the OIDC endpoint, or at an overriding host itself; plain http only on this machine.
 */
export const isSignInPage = (text: string, oidc: URL, region: string): boolean => {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password } = new URL(text);
  if (username !== '' || password !== '') return false;
  if (isLoopbackLiteral(oidc.hostname) && isLoopbackLiteral(hostname)) return /^https?:$/.test(protocol);
  if (protocol !== 'https:') return false;
  const { suffix } = partitionOf(region);
  const isAtAws = oidc.hostname.endsWith(`.${suffix}`) && hostname.endsWith(`.${suffix}`);
  return isAwsPortalHost(hostname) || isAtAws || hostname === oidc.hostname;
};
