// A console session: keys are traded for a sign-in token, and the URL that holds it reaches the browser through a
// redirect on loopback that answers once, so that it stands in no argv and no history (security.md R11).

import type { ConsoleLink } from '../domain/browser.ts';
import type { InstanceConfig } from '../domain/config.ts';
import { consoleUrl, signinUrl } from '../domain/console-url.ts';
import { UsageError } from '../domain/errors.ts';
import { isRegionOf } from '../domain/known-regions.ts';
import { partitionOf } from '../domain/partition.ts';
import { portalLink } from '../domain/portal-link.ts';
import type { Role } from '../domain/role.ts';
import { consoleLinkOf } from '../domain/role-browser.ts';
import { chainTo } from '../domain/role-chain.ts';
import { isUserOf } from '../domain/user-arn.ts';
import { handOutCredentials } from '../engine/hand-out-credentials.ts';
import { recordUse } from '../engine/record-use.ts';
import { browserForRole } from '../engine/wanted-browser.ts';
import type { Federation } from '../ports/federation.ts';
import type { Services } from '../ports/services.ts';

export type ConsoleRequest = {
  readonly role: Role;
  readonly instance: InstanceConfig;
  readonly region: string | undefined;
  readonly service: string | undefined;
  /** A page of the console, by its URL, its path or the ARN of what it shows, instead of a service. */
  readonly destination?: string | undefined;
  /** Seconds that the console session lives; undefined = AWS's own default. */
  readonly duration: number | undefined;
  /** A browser by name, for this once; undefined = the role's own. */
  readonly browser?: string | undefined;
  /** Undefined = as the config says. */
  readonly link?: ConsoleLink | undefined;
};

/** AWS opens the console for roles and federated users only. */
const refuseUser = ({ role, instance }: ConsoleRequest): void => {
  if (!isUserOf(instance, role)) return;
  throw new UsageError(
    `AWS gives no console session to a session of user ${role.roleName}.`,
    'Open it as a role that the user may assume. See them with: rolecall list',
  );
};

// AWS refuses SessionDuration for credentials of a role that another role assumed. What a user assumes has its own.
const sessionDuration = ({ role, instance, duration }: ConsoleRequest): number | undefined => {
  const chain = chainTo(instance, role);
  if (duration === undefined || chain === undefined) return duration;
  if (chain.via === undefined && instance.base?.kind === 'keys') return duration;
  throw new UsageError(
    `${role.roleName} is assumed from another role: its console session lives as long as its credentials, an hour at most.`,
    'Leave --duration out.',
  );
};

/** One of another partition is the config's mistake, and no reason to open no console. */
const ownRegion = ({ region, ssoRegion }: Role): string | undefined =>
  region !== undefined && isRegionOf(partitionOf(ssoRegion).id, region) ? region : undefined;

const destinationOf = ({ consoleBase }: Federation, request: ConsoleRequest): string =>
  consoleUrl({
    base: consoleBase,
    ssoRegion: request.role.ssoRegion,
    region: request.region ?? ownRegion(request.role),
    service: request.service,
    destination: request.destination,
    accountId: request.role.accountId,
  });

/** The signed-in URL: a secret. Errors: as `roleCredentials`, UpstreamFailed, UsageError. */
export const consoleSigninUrl = async (services: Services, request: ConsoleRequest): Promise<string> => {
  refuseUser(request);
  const duration = sessionDuration(request);
  const federation = await services.federation(request.role);
  const destination = destinationOf(federation, request);
  const credentials = await handOutCredentials(services, request.role, { instance: request.instance });
  const signinToken = await federation.signinToken(credentials, duration);
  await recordUse(services, [request.role]);
  return signinUrl({
    endpoint: federation.endpoint,
    // Where the console leads who signs out: an instance with a base has no portal.
    issuer: request.instance.startUrl || federation.consoleBase,
    destination,
    signinToken,
  });
};

/** The browser must fetch the redirect within this time (ms), else it was never really opened. */
const fetchLimit = 30_000;

export type ConsoleOutcome =
  | { readonly kind: 'opened' }
  /** No browser could be started. */
  | { readonly kind: 'no-browser' }
  /** A browser was started, but never came for the URL. */
  | { readonly kind: 'not-fetched' };

const noPortal = ({ role }: ConsoleRequest): UsageError =>
  new UsageError(
    `The access portal does not list ${role.roleName} in ${role.accountName}: it is not granted there.`,
    'Leave --portal out.',
  );

/**
 * The access portal's link to the role, where that is what is asked for, else undefined: no secret, but who opens it signs
 * in as themselves. Errors: UsageError where it is asked for this once, and the portal has none.
 */
export const consolePortalLink = async (
  services: Services,
  request: ConsoleRequest,
): Promise<string | undefined> => {
  const { role, instance, link, service, destination, region } = request;
  const config = await (await services.configStore()).load();
  if ((link ?? consoleLinkOf(config, instance.name)) !== 'portal') return undefined;
  // The portal knows nothing of the role's region.
  const isPlain = [service, destination, region, ownRegion(role)].every((one) => one === undefined);
  const page = isPlain ? undefined : destinationOf(await services.federation(role), request);
  const found = portalLink(instance, role, page);
  if (found === undefined && link === 'portal') throw noPortal(request);
  return found;
};

const openSignedIn = async (
  services: Services,
  request: ConsoleRequest,
  open: (url: string) => Promise<boolean>,
): Promise<ConsoleOutcome> => {
  const target = await consoleSigninUrl(services, request);
  const redirect = await (await services.loopback()).redirectOnce(target);
  try {
    if (!(await open(redirect.url))) return { kind: 'no-browser' };
    return { kind: (await redirect.fetched(fetchLimit)) ? 'opened' : 'not-fetched' };
  } finally {
    await redirect.close();
  }
};

/** Errors: as `consoleSigninUrl`; UsageError for a browser that there is not. */
export const openConsole = async (services: Services, request: ConsoleRequest): Promise<ConsoleOutcome> => {
  const browser = await services.browser();
  const wanted = await browserForRole(services, request.role, request.browser);
  if (!browser.isAvailable(wanted)) return { kind: 'no-browser' };
  const portal = await consolePortalLink(services, request);
  if (portal === undefined) return openSignedIn(services, request, (url) => browser.open(wanted, url));
  if (!(await browser.open(wanted, portal))) return { kind: 'no-browser' };
  await recordUse(services, [request.role]);
  return { kind: 'opened' };
};
