// Where a console session begins. The service is a path word of the console, such as `s3` or `ec2`.
import { UsageError } from './errors.ts';
import { isRegion } from './region.ts';

export type ConsoleDestination = {
  /** `https://console.aws.amazon.com`, or what stands for it. */
  readonly base: string;
  readonly region: string | undefined;
  readonly service: string | undefined;
};

const servicePath = /^[a-z0-9][a-z0-9-]*(\/[a-z0-9][a-z0-9-]*)*$/;

/** Errors: UsageError for a region or a service that is not one. */
export const consoleUrl = ({ base, region, service }: ConsoleDestination): string => {
  if (region !== undefined && !isRegion(region)) throw new UsageError(`${region} is not an AWS region.`);
  if (service !== undefined && !servicePath.test(service)) {
    throw new UsageError(
      `${service} is not a console service.`,
      'Use its word in console URLs, such as s3, ec2 or cloudwatch.',
    );
  }
  const url = new URL(`${base.replace(/\/$/, '')}/${service ?? 'console'}/home`);
  if (region !== undefined) url.searchParams.set('region', region);
  return url.href;
};

export type SigninUrl = {
  readonly endpoint: string;
  readonly issuer: string;
  readonly destination: string;
  readonly signinToken: string;
};

/** The URL that signs a browser in: a bearer for 15 minutes, to be handled as a secret. */
export const signinUrl = ({ endpoint, issuer, destination, signinToken }: SigninUrl): string => {
  const url = new URL(endpoint);
  url.searchParams.set('Action', 'login');
  url.searchParams.set('Issuer', issuer);
  url.searchParams.set('Destination', destination);
  url.searchParams.set('SigninToken', signinToken);
  return url.href;
};
