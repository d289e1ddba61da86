// STS: whose credentials these are, and the credentials of a role that they may assume.
import { awsEndpoint, type Environment, endpointOverride } from '../domain/aws-endpoint.ts';
import type { RoleCredentials, SigningKeys } from '../domain/credentials.ts';
import { StsRefused, UpstreamFailed, UsageError, UserError } from '../domain/errors.ts';
import { partitionOf } from '../domain/partition.ts';
import { lengthLimits, sanitize } from '../domain/sanitize.ts';
import type { AssumeRoleRequest, Sts } from '../ports/sts.ts';
import { ExchangeFailed, networkHint } from './aws-http/exchange.ts';
import { hushSdk, plainSdkConfig, sdkHandler } from './aws-http/sdk-handler.ts';

export type StsOptions = {
  readonly region: string;
  readonly credentials: SigningKeys;
  readonly env: Environment;
};

const statusOf = (error: unknown): number => {
  const { $metadata: metadata } = (error ?? {}) as {
    readonly $metadata?: { readonly httpStatusCode?: number };
  };
  return metadata?.httpStatusCode ?? 0;
};

/** STS names its errors (`ExpiredToken`); its texts may quote what was sent, so they are not repeated. */
const translate = (error: unknown): Error => {
  if (error instanceof UserError) return error;
  if (error instanceof ExchangeFailed) return new UpstreamFailed(error.message, { hint: networkHint });
  const name = error instanceof Error && /^[A-Za-z]{1,60}$/.test(error.name) ? error.name : 'unknown error';
  const isThrottled = /Throttl|TooManyRequests/.test(name) || statusOf(error) === 429;
  const isRefusal = statusOf(error) >= 400 && statusOf(error) < 500 && !isThrottled;
  return isRefusal
    ? new StsRefused(name)
    : new UpstreamFailed(`STS did not answer (${name}).`, { isThrottled });
};

const notInForm = (): UpstreamFailed => new UpstreamFailed('STS gave an answer that is not in its form.');

const required = (value: string | undefined): string => {
  if (typeof value !== 'string' || value === '') throw notInForm();
  return value;
};

const inert = (value: string | undefined): string => sanitize(required(value), lengthLimits.error);

type Issued = {
  readonly AccessKeyId?: string;
  readonly SecretAccessKey?: string;
  readonly SessionToken?: string;
  readonly Expiration?: Date;
};

const issuedKeys = (issued: Issued | undefined): RoleCredentials => {
  const expiration = issued?.Expiration?.getTime() ?? Number.NaN;
  if (Number.isNaN(expiration)) throw notInForm();
  return {
    accessKeyId: required(issued?.AccessKeyId),
    secretAccessKey: required(issued?.SecretAccessKey),
    sessionToken: required(issued?.SessionToken),
    expiration,
  };
};

/** STS itself, or a VPC endpoint of it: much else under AWS's suffix is other people's. */
const isStsOfAws = (hostname: string, region: string): boolean => {
  const suffix = `.${partitionOf(region).suffix}`;
  if (!hostname.endsWith(suffix)) return false;
  const labels = hostname.slice(0, -suffix.length).split('.');
  const isPlain = /^sts(-fips)?$/.test(labels[0] ?? '') && labels.length <= 2;
  return isPlain || (labels.at(-1) === 'vpce' && labels.includes('sts'));
};

/**
 * Who answers for STS decides which keys are kept for a role: that is AWS, or the host of the other endpoints. Else one
 * variable from somebody's `.envrc` would be enough to plant keys of a stranger's account.
 */
const requireTrusted = (region: string, env: Environment): void => {
  const override = endpointOverride('sts', env);
  if (override === undefined || isStsOfAws(override.hostname, region)) return;
  if (override.hostname === awsEndpoint('sso', region, env).hostname) return;
  throw new UsageError(
    'AWS_ENDPOINT_URL_STS names neither a host of AWS nor the one that AWS_ENDPOINT_URL_SSO names.',
    'Unset it, or set both to the same host.',
  );
};

const connect = async ({ region, credentials, env }: StsOptions, endpoint: URL) => {
  hushSdk();
  const { accessKeyId, secretAccessKey, sessionToken } = credentials;
  const sdk = await import('./aws-http/sts-sdk.ts');
  const client = new sdk.STSClient({
    ...plainSdkConfig,
    maxAttempts: 3,
    disableClockSkewCorrection: false,
    sigv4aSigningRegionSet: [region],
    region,
    endpoint: endpoint.href,
    credentials: { accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) },
    requestHandler: sdkHandler({ env }, () => undefined),
  });
  return { sdk, client };
};

const assumeRoleInput = (request: AssumeRoleRequest) => ({
  RoleArn: request.roleArn,
  RoleSessionName: request.sessionName,
  ...(request.externalId === undefined ? {} : { ExternalId: request.externalId }),
  ...(request.sourceIdentity === undefined ? {} : { SourceIdentity: request.sourceIdentity }),
  ...(request.duration === undefined ? {} : { DurationSeconds: Math.round(request.duration / 1000) }),
});

/** Errors here: UsageError for a region or endpoint that may not be used. */
export const connectSts = (options: StsOptions): Sts => {
  const endpoint = awsEndpoint('sts', options.region, options.env);
  return {
    getCallerIdentity: async () => {
      try {
        const { client, sdk } = await connect(options, endpoint);
        const { Account, Arn, UserId } = await client.send(new sdk.GetCallerIdentityCommand({}));
        return { account: inert(Account), arn: inert(Arn), userId: inert(UserId) };
      } catch (error) {
        const failure = translate(error);
        throw failure instanceof StsRefused
          ? new UpstreamFailed(`STS did not say whose credentials these are (${failure.code}).`)
          : failure;
      }
    },
    assumeRole: async (request) => {
      requireTrusted(options.region, options.env);
      try {
        const { client, sdk } = await connect(options, endpoint);
        const answer = await client.send(new sdk.AssumeRoleCommand(assumeRoleInput(request)));
        return issuedKeys(answer.Credentials);
      } catch (error) {
        throw translate(error);
      }
    },
  };
};
