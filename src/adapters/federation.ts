// Console federation. The keys go in the body of a POST, never in a URL, where errors and logs would repeat them
// (reference identity-center.md 1.8).
import { awsEndpoint, checkEndpoint, type Environment } from '../domain/aws-endpoint.ts';
import type { RoleCredentials } from '../domain/credentials.ts';
import { UpstreamFailed, UsageError, UserError } from '../domain/errors.ts';
import { partitionOf } from '../domain/partition.ts';
import { isRegion } from '../domain/region.ts';
import type { Role } from '../domain/role.ts';
import type { Federation } from '../ports/federation.ts';
import { type Answer, ExchangeFailed, exchange, networkHint } from './aws-http/exchange.ts';

export type FederationOptions = {
  /** `ssoRegion` decides the partition, and the region whose sign-in host is asked. */
  readonly role: Pick<Role, 'ssoRegion'>;
  readonly env: Environment;
};

const override = (env: Environment, variable: string): string | undefined => {
  const text = env[variable];
  return text === undefined || text === ''
    ? undefined
    : checkEndpoint(variable, text).href.replace(/\/+$/, '');
};

/** Console domains hold nobody's hosts but AWS's; service domains do (buckets, load balancers), so there only two names. */
const isSigninOfAws = (hostname: string, ssoRegion: string): boolean => {
  const { consoleHost, suffix } = partitionOf(ssoRegion);
  const names = ['signin', 'signin-fips'].map((prefix) => `${prefix}.${ssoRegion}.${suffix}`);
  return hostname.endsWith(consoleHost.replace(/^console/, '')) || names.includes(hostname);
};

/**
 * Keys go to AWS, or to the host that they came from. Else one variable from somebody's `.envrc` would be enough to be
 * sent them.
 */
const requireTrusted = (endpoint: string, ssoRegion: string, env: Environment): void => {
  const { hostname } = new URL(endpoint);
  if (isSigninOfAws(hostname, ssoRegion) || hostname === awsEndpoint('sso', ssoRegion, env).hostname) return;
  throw new UsageError(
    'ROLECALL_ENDPOINT_URL_FEDERATION names neither a host of AWS nor the one that AWS_ENDPOINT_URL_SSO names.',
    'Unset it, or set both to the same host.',
  );
};

const sessionText = ({ accessKeyId, secretAccessKey, sessionToken }: RoleCredentials): string =>
  JSON.stringify({ sessionId: accessKeyId, sessionKey: secretAccessKey, sessionToken });

const tokenOf = (answer: Answer): string => {
  const failed = new UpstreamFailed(`Console federation answered with HTTP ${answer.status}.`, {
    isThrottled: answer.status === 429,
  });
  if (answer.status !== 200) throw failed;
  try {
    const parsed: unknown = JSON.parse(Buffer.from(answer.body).toString('utf8'));
    if (typeof parsed === 'object' && parsed !== null && 'SigninToken' in parsed) {
      const token: unknown = parsed.SigninToken;
      if (typeof token === 'string' && token !== '') return token;
    }
  } catch {
    // Told below: what could not be parsed may hold the token.
  }
  throw new UpstreamFailed('Console federation gave an answer that is not in its form.');
};

/** Errors here: UsageError for a region or an override that may not be used. */
export const connectFederation = ({ role, env }: FederationOptions): Federation => {
  const { ssoRegion } = role;
  if (!isRegion(ssoRegion)) throw new UsageError(`"${ssoRegion.slice(0, 40)}" is not an AWS region.`);
  const partition = partitionOf(ssoRegion);
  const endpoint =
    override(env, 'ROLECALL_ENDPOINT_URL_FEDERATION') ??
    `https://${partition.federationHost(ssoRegion)}/federation`;
  requireTrusted(endpoint, ssoRegion, env);
  const ask = async (credentials: RoleCredentials, duration: number | undefined): Promise<Answer> => {
    const form = new URLSearchParams({ Action: 'getSigninToken', Session: sessionText(credentials) });
    if (duration !== undefined) form.set('SessionDuration', String(duration));
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    try {
      return await exchange(
        { method: 'POST', url: new URL(endpoint), headers, body: form.toString() },
        { env },
      );
    } catch (error) {
      if (error instanceof UserError) throw error;
      throw error instanceof ExchangeFailed
        ? new UpstreamFailed(error.message, { hint: networkHint })
        : new UpstreamFailed('Console federation could not be asked.');
    }
  };
  return {
    endpoint,
    consoleBase: override(env, 'ROLECALL_ENDPOINT_URL_CONSOLE') ?? `https://${partition.consoleHost}`,
    signinToken: async (credentials, sessionDuration) => {
      const answer = await ask(credentials, sessionDuration);
      // A bare 400 is how federation says that these credentials cannot have a length of their own.
      const isLengthRefused = answer.status === 400 && sessionDuration !== undefined;
      return tokenOf(isLengthRefused ? await ask(credentials, undefined) : answer);
    },
  };
};
