// IAM Identity Center through the official clients, each loaded when its first call is made.
import { awsEndpoint, type Environment } from '../../domain/aws-endpoint.ts';
import type { InstanceConfig } from '../../domain/config.ts';
import { credentialOrigin } from '../../domain/credential-origin.ts';
import type { IdentityCenter } from '../../ports/identity-center.ts';
import type { ExchangeLimits } from '../aws-http/exchange.ts';
import { openOidc } from './oidc.ts';
import { openPortal } from './portal.ts';
import type { RetryLimits } from './retry.ts';
import { createSender } from './sender.ts';

export type IdentityCenterOptions = {
  readonly instance: InstanceConfig;
  /** `AWS_ENDPOINT_URL*`, proxies and certificates; the user's AWS files are not read. */
  readonly env: Environment;
  /** Milliseconds since the epoch; this machine's clock unless given. */
  readonly now?: () => number;
  readonly limits?: ExchangeLimits;
  readonly retry?: RetryLimits;
};

/** Errors: UsageError for a region that is not one, or an endpoint override that may not be used. */
export const connectIdentityCenter = (options: IdentityCenterOptions): IdentityCenter => {
  const { instance, env, limits, retry, now = Date.now } = options;
  const { region, startUrl } = instance;
  const oidc = awsEndpoint('sso-oidc', region, env);
  const portal = awsEndpoint('sso', region, env);
  const sender = createSender({ region, env, now, limits, retry });
  return {
    origin: credentialOrigin(instance, env),
    ...openOidc({ sender, endpoint: oidc, startUrl, now }),
    ...openPortal(sender, portal),
  };
};
