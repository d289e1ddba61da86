// STS, to ask whose credentials these are.
import { awsEndpoint, type Environment } from '../domain/aws-endpoint.ts';
import type { RoleCredentials } from '../domain/credentials.ts';
import { UpstreamFailed, UserError } from '../domain/errors.ts';
import { lengthLimits, sanitize } from '../domain/sanitize.ts';
import type { Sts } from '../ports/sts.ts';
import { ExchangeFailed } from './aws-http/exchange.ts';
import { hushSdk, plainSdkConfig, sdkHandler } from './aws-http/sdk-handler.ts';

export type StsOptions = {
  readonly region: string;
  readonly credentials: RoleCredentials;
  readonly env: Environment;
};

/** STS names its errors (`ExpiredToken`); its texts may quote what was sent, so they are not repeated. */
const translate = (error: unknown): Error => {
  if (error instanceof UserError) return error;
  if (error instanceof ExchangeFailed) return new UpstreamFailed(error.message);
  const name = error instanceof Error && /^[A-Za-z]{1,60}$/.test(error.name) ? error.name : 'unknown error';
  return new UpstreamFailed(`STS did not say whose credentials these are (${name}).`, {
    isThrottled: name.startsWith('Throttling'),
  });
};

const inert = (value: string | undefined): string => {
  if (typeof value !== 'string' || value === '')
    throw new UpstreamFailed('STS gave an answer that is not in its form.');
  return sanitize(value, lengthLimits.error);
};

/** Errors of the call: UpstreamFailed. Errors here: UsageError for a region or endpoint that may not be used. */
export const connectSts = ({ region, credentials, env }: StsOptions): Sts => {
  const endpoint = awsEndpoint('sts', region, env);
  const { accessKeyId, secretAccessKey, sessionToken } = credentials;
  return {
    getCallerIdentity: async () => {
      hushSdk();
      const { GetCallerIdentityCommand, STSClient } = await import('./aws-http/sts-sdk.ts');
      const client = new STSClient({
        ...plainSdkConfig,
        disableClockSkewCorrection: false,
        sigv4aSigningRegionSet: [region],
        region,
        endpoint: endpoint.href,
        credentials: { accessKeyId, secretAccessKey, sessionToken },
        requestHandler: sdkHandler({ env }, () => undefined),
      });
      try {
        const { Account, Arn, UserId } = await client.send(new GetCallerIdentityCommand({}));
        return { account: inert(Account), arn: inert(Arn), userId: inert(UserId) };
      } catch (error) {
        throw translate(error);
      }
    },
  };
};
