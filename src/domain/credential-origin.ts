// What credentials in the cache belong to, beside their role: where they came from. For an Identity Center that is its
// endpoints. For an instance with a base it is STS and the base: when another job, profile or pair of keys stands in the
// environment, what was assumed with the former is not handed out.
import { awsEndpoint, type Environment, instanceOrigin } from './aws-endpoint.ts';
import type { BaseSource, InstanceConfig } from './config.ts';

const identifying = [
  'AWS_PROFILE',
  'AWS_ROLE_ARN',
  'AWS_WEB_IDENTITY_TOKEN_FILE',
  'AWS_CONTAINER_CREDENTIALS_FULL_URI',
] as const;

const baseText = (base: BaseSource, env: Environment): string => {
  if (base.kind === 'profile') return `profile ${base.profile}`;
  if (base.kind === 'plugin') return `plugin ${base.plugin.name}`;
  if (base.kind === 'keys')
    return `keys ${base.name} of ${base.user.accountId}${base.user.path}${base.user.userName}`;
  const named = identifying.flatMap((variable) => env[variable] || []);
  // The last four tell keys apart; the whole id has no business in the name of a record.
  return ['environment', (env['AWS_ACCESS_KEY_ID'] ?? '').slice(-4), ...named].filter(Boolean).join(' ');
};

/** Part of the name of every secret of an instance. Errors: as `awsEndpoint`. */
export const credentialOrigin = (
  instance: Pick<InstanceConfig, 'region' | 'base'>,
  env: Environment,
): string =>
  instance.base === undefined
    ? instanceOrigin(instance.region, env)
    : `${awsEndpoint('sts', instance.region, env).origin} ${baseText(instance.base, env)}`;
