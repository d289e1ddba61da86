// Who may answer for a service whose answers are keys. That is AWS, or the host of the other endpoints: else one variable
// from somebody's `.envrc` would be enough to plant keys of a stranger's account, or to learn an MFA code.
import { awsEndpoint, type Environment, endpointOverride } from './aws-endpoint.ts';
import { UsageError } from './errors.ts';
import { partitionOf } from './partition.ts';

type KeyService = 'sts' | 'iam';

/** The service itself, or a VPC endpoint of it: much else under AWS's suffix is other people's. */
const isOfAws = (service: KeyService, hostname: string, region: string): boolean => {
  const suffix = `.${partitionOf(region).suffix}`;
  if (!hostname.endsWith(suffix)) return false;
  const labels = hostname.slice(0, -suffix.length).split('.');
  const isPlain = [service, `${service}-fips`].includes(labels[0] ?? '') && labels.length <= 2;
  return isPlain || (labels.at(-1) === 'vpce' && labels.includes(service));
};

/** Errors: UsageError for an endpoint that the environment sets and that may not be trusted. */
export const requireTrusted = (
  service: KeyService,
  { region, env }: { readonly region: string; readonly env: Environment },
): void => {
  const override = endpointOverride(service, env);
  if (override === undefined || isOfAws(service, override.hostname, region)) return;
  if (override.hostname === awsEndpoint('sso', region, env).hostname) return;
  throw new UsageError(
    `AWS_ENDPOINT_URL_${service.toUpperCase()} names neither a host of AWS nor the one that AWS_ENDPOINT_URL_SSO names.`,
    'Unset it, or set both to the same host.',
  );
};
