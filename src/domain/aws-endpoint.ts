// Where a service is called: AWS's own host for the region, or what `AWS_ENDPOINT_URL*` says, as in every AWS SDK
// (reference identity-center.md 1.7, 1.9). An override may be https, or http to an address literal of this machine.
// Only variables count: the AWS config's `services` and `endpoint_url` are not read. A FIPS host is another origin than
// the plain one, so each has sessions of its own, and a token made at one is never shown to the other.
import { UsageError } from './errors.ts';
import { isAwsPortalHost, isLoopbackLiteral } from './host-name.ts';
import { partitionOf } from './partition.ts';
import { isRegion } from './region.ts';

export type AwsService = 'sso' | 'sso-oidc' | 'sts';

/** Whose hosts the SDK knows by itself. */
export type SdkService = 'iam' | 'cloudwatch';

export type Environment = Readonly<Record<string, string | undefined>>;

const variables = {
  sso: 'AWS_ENDPOINT_URL_SSO',
  'sso-oidc': 'AWS_ENDPOINT_URL_SSO_OIDC',
  sts: 'AWS_ENDPOINT_URL_STS',
  iam: 'AWS_ENDPOINT_URL_IAM',
  cloudwatch: 'AWS_ENDPOINT_URL_CLOUDWATCH',
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

/** A variable that is `true` or `false` in any case, and false when unset or empty. Errors: UsageError. */
const isOn = (variable: string, env: Environment): boolean => {
  const text = env[variable]?.toLowerCase() ?? '';
  if (text === 'true') return true;
  if (text === '' || text === 'false') return false;
  throw new UsageError(`${variable} must be true or false.`);
};

/** The endpoint that the environment sets for a service; an empty variable counts as unset. */
export const endpointOverride = (service: AwsService | SdkService, env: Environment): URL | undefined => {
  if (isOn('AWS_IGNORE_CONFIGURED_ENDPOINT_URLS', env)) return undefined;
  for (const variable of [variables[service], 'AWS_ENDPOINT_URL']) {
    const text = env[variable];
    if (text !== undefined && text !== '') return checkEndpoint(variable, text);
  }
  return undefined;
};

const switches = { fips: 'AWS_USE_FIPS_ENDPOINT', dualStack: 'AWS_USE_DUALSTACK_ENDPOINT' } as const;

/** Errors: UsageError for a switch that is neither true nor false. */
export const hostSwitches = (
  env: Environment,
): { readonly isFips: boolean; readonly isDualStack: boolean } => ({
  isFips: isOn(switches.fips, env),
  isDualStack: isOn(switches.dualStack, env),
});

const ownHost = (service: AwsService, region: string, env: Environment): URL => {
  const { suffix, dualStackSuffix, isPlainFips } = partitionOf(region);
  const { isDualStack, ...wanted } = hostSwitches(env);
  const isFips = wanted.isFips && (isDualStack || !isPlainFips);
  const prefix = `${hostPrefixes[service]}${isFips ? '-fips' : ''}`;
  return new URL(`https://${prefix}.${region}.${isDualStack ? dualStackSuffix : suffix}`);
};

/** An override beside a switch. Errors: UsageError. */
export const refuseSwitches = (service: AwsService | SdkService, env: Environment): void => {
  for (const variable of Object.values(switches)) {
    if (!isOn(variable, env)) continue;
    throw new UsageError(
      `${variable} cannot be kept with the endpoint that AWS_ENDPOINT_URL or ${variables[service]} sets.`,
      'Unset one of them, or set AWS_IGNORE_CONFIGURED_ENDPOINT_URLS=true to use hosts of AWS.',
    );
  }
};

/**
 * Errors: UsageError for a region that is not one, for an override that may not be used, and for an override beside
 * FIPS or dual-stack, which promise a kind of host that an override need not be (the SDKs' rule sets refuse it too).
 */
export const awsEndpoint = (service: AwsService, region: string, env: Environment): URL => {
  if (!isRegion(region)) throw new UsageError(`"${region.slice(0, 40)}" is not an AWS region.`);
  const override = endpointOverride(service, env);
  if (override === undefined) return ownHost(service, region, env);
  refuseSwitches(service, env);
  return override;
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
 * May a sign-in page that the server names be opened (security.md R22)? Only https at AWS's portals, in the AWS domains
 * of the partition when the OIDC endpoint is there too, or at an overriding host itself; plain http only on this machine.
 */
export const isSignInPage = (text: string, oidc: URL, region: string): boolean => {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password } = new URL(text);
  if (username !== '' || password !== '') return false;
  if (isLoopbackLiteral(oidc.hostname) && isLoopbackLiteral(hostname)) return /^https?:$/.test(protocol);
  if (protocol !== 'https:') return false;
  const { suffix, dualStackSuffix } = partitionOf(region);
  const isAtAws = (host: string): boolean =>
    host.endsWith(`.${suffix}`) || host.endsWith(`.${dualStackSuffix}`);
  const isBesideOidc = isAtAws(oidc.hostname) && isAtAws(hostname);
  return isAwsPortalHost(hostname) || isBesideOidc || hostname === oidc.hostname;
};
