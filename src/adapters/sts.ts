// STS: whose credentials these are, and the credentials of a role that they may assume.
import { awsEndpoint, type Environment } from '../domain/aws-endpoint.ts';
import type { RoleCredentials, SigningKeys } from '../domain/credentials.ts';
import { UpstreamFailed } from '../domain/errors.ts';
import { guarded } from '../domain/guarded.ts';
import { lengthLimits, sanitize } from '../domain/sanitize.ts';
import { requireTrusted } from '../domain/trusted-endpoint.ts';
import type { AssumeRoleRequest, MfaCode, SessionTokenRequest, Sts } from '../ports/sts.ts';
import { translateQueryError } from './aws-http/query-error.ts';
import { hushSdk, plainSdkConfig, sdkHandler } from './aws-http/sdk-handler.ts';

export type StsOptions = {
  readonly region: string;
  readonly credentials: SigningKeys;
  readonly env: Environment;
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
  return guarded({
    accessKeyId: required(issued?.AccessKeyId),
    secretAccessKey: required(issued?.SecretAccessKey),
    sessionToken: required(issued?.SessionToken),
    expiration,
  });
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

const mfaInput = (mfa: MfaCode | undefined) =>
  mfa === undefined ? {} : { SerialNumber: mfa.serial, TokenCode: mfa.code };

const assumeRoleInput = (request: AssumeRoleRequest) => ({
  RoleArn: request.roleArn,
  RoleSessionName: request.sessionName,
  ...mfaInput(request.mfa),
  ...(request.externalId === undefined ? {} : { ExternalId: request.externalId }),
  ...(request.sourceIdentity === undefined ? {} : { SourceIdentity: request.sourceIdentity }),
  ...(request.duration === undefined ? {} : { DurationSeconds: Math.round(request.duration / 1000) }),
});

const sessionTokenInput = ({ mfa, duration }: SessionTokenRequest) => ({
  ...mfaInput(mfa),
  DurationSeconds: Math.round(duration / 1000),
});

/** Errors here: UsageError for a region or endpoint that may not be used. */
export const connectSts = (options: StsOptions): Sts => {
  const endpoint = awsEndpoint('sts', options.region, options.env);
  const ask = async <T>(work: (connected: Awaited<ReturnType<typeof connect>>) => Promise<T>): Promise<T> => {
    try {
      return await work(await connect(options, endpoint));
    } catch (error) {
      throw translateQueryError('STS', error);
    }
  };
  return {
    getCallerIdentity: () =>
      ask(async ({ client, sdk }) => {
        const { Account, Arn, UserId } = await client.send(new sdk.GetCallerIdentityCommand({}));
        return { account: inert(Account), arn: inert(Arn), userId: inert(UserId) };
      }),
    assumeRole: async (request) => {
      requireTrusted('sts', options);
      return ask(async ({ client, sdk }) => {
        const answer = await client.send(new sdk.AssumeRoleCommand(assumeRoleInput(request)));
        return issuedKeys(answer.Credentials);
      });
    },
    getSessionToken: async (request) => {
      requireTrusted('sts', options);
      return ask(async ({ client, sdk }) => {
        const answer = await client.send(new sdk.GetSessionTokenCommand(sessionTokenInput(request)));
        return issuedKeys(answer.Credentials);
      });
    },
  };
};
