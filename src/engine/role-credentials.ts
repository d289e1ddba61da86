// Credentials of one role: from the cache while they live long enough, else from AWS, one process at a time.
import type { InstanceConfig } from '../domain/config.ts';
import type { RoleCredentials } from '../domain/credentials.ts';
import { NotAssigned, SecretStoreFailed, UpstreamFailed, UserError } from '../domain/errors.ts';
import { minute, renewBelow } from '../domain/expiry.ts';
import { guarded } from '../domain/guarded.ts';
import { type RoleId, roleKey } from '../domain/role.ts';
import { pluginOf } from '../domain/role-chain.ts';
import type { Services } from '../ports/services.ts';
import { fetchCredentials, type NamedRole } from './fetch-credentials.ts';
import { fetchAndKeep } from './keep-credentials.ts';
import { mendLastFailure } from './last-failure.ts';
import { forgetFailure, knownFailure, rememberFailure } from './remembered-failure.ts';
import { credentialsKey, roleOfKey, scopePrefix } from './session-record.ts';
import { parseRoleCredentials } from './stored-record.ts';

export type HeldCredentials = RoleCredentials & {
  readonly source: 'cache' | 'fetched';
  /** Why credentials that end soon were handed out although new ones were due; undefined normally. */
  readonly staleReason: string | undefined;
};

type CacheRequest = {
  readonly services: Pick<Services, 'clock' | 'secretStore'>;
  readonly key: string;
};

type Request = CacheRequest & {
  readonly services: Services;
  readonly instance: InstanceConfig;
  readonly role: NamedRole;
  readonly prefix: string;
  /** When it was asked for (ms), and what the cache had then. */
  readonly since: number;
  readonly known: RoleCredentials | undefined;
  /** Renewed below this (ms). */
  readonly leastLife: number;
};

const lockLimit = 30_000;
const leastOffered = minute;

const held = (credentials: RoleCredentials, source: HeldCredentials['source']): HeldCredentials =>
  guarded({ ...credentials, source, staleReason: undefined });

const cached = async ({ services, key }: CacheRequest): Promise<RoleCredentials | undefined> => {
  const text = await (await services.secretStore()).get(key);
  const credentials = text === undefined ? undefined : parseRoleCredentials(text);
  return credentials !== undefined && credentials.expiration > services.clock.now() ? credentials : undefined;
};

type Judged = Pick<CacheRequest, 'services'> & { readonly leastLife?: number };

const isLongLived = ({ services, leastLife = renewBelow }: Judged, credentials: RoleCredentials): boolean =>
  credentials.expiration - services.clock.now() >= leastLife;

/** Keys that have ended are of no use to anyone: they leave the disk when new ones arrive. */
const wipeEnded = async ({ services, prefix }: Request): Promise<void> => {
  const store = await services.secretStore();
  const now = services.clock.now();
  for (const entry of await store.list(prefix)) {
    if (entry.expiresAt !== undefined && entry.expiresAt <= now) await store.delete(entry.key);
  }
};

const fetchFresh = async (request: Request): Promise<RoleCredentials> => {
  const { services, role, instance } = request;
  const known = await knownFailure(request);
  if (known !== undefined) throw known;
  try {
    return await fetchCredentials(services, role, {
      instance,
      // A chained role is assumed with the credentials of another, which are kept like any.
      credentialsOf: (other) => roleCredentials(services, other, { instance }),
    });
  } catch (error) {
    await rememberFailure(request, error);
    throw error;
  }
};

/** Fetched by another process while this one waited: as long as AWS gives, even when that is not long. */
const isNewSince = (
  { known, services }: Pick<Request, 'known'> & Pick<CacheRequest, 'services'>,
  credentials: RoleCredentials,
): boolean =>
  credentials.accessKeyId !== known?.accessKeyId &&
  credentials.expiration - services.clock.now() > leastOffered;

const renewNow = async (request: Request): Promise<HeldCredentials> => {
  const before = await cached(request);
  if (before !== undefined && (isLongLived(request, before) || isNewSince(request, before)))
    return held(before, 'cache');
  const fetched = await fetchAndKeep(request, () => fetchFresh(request));
  await forgetFailure(request);
  await mendLastFailure(request.services, request.role);
  await wipeEnded(request);
  return held(fetched, 'fetched');
};

type InCache = {
  readonly services: Pick<Services, 'clock' | 'secretStore'>;
  readonly role: RoleId;
  readonly instance: InstanceConfig;
  readonly origin: string;
};

/** What is cached and alive, however soon it ends. Errors: SecretStoreFailed. */
export const livingCredentials = ({ services, role, instance, origin }: InCache) =>
  cached({ services, key: credentialsKey(instance, origin, role) });

export type CachedRequest = InCache & {
  /** Waits while another process is at the work of that name; false when none is, or it takes too long. */
  readonly waitForHolder: (name: string, limit: number) => Promise<boolean>;
};

/**
 * Credentials that are cached here with at least 15 minutes left, or that another process renews meanwhile; asks AWS
 * for nothing. Undefined: the caller must renew them itself. Errors: SecretStoreFailed.
 */
export const cachedCredentials = async (wanted: CachedRequest): Promise<RoleCredentials | undefined> => {
  const { services, instance, origin, role, waitForHolder } = wanted;
  const request = { services, key: credentialsKey(instance, origin, role) };
  const known = await cached(request);
  if (known !== undefined && isLongLived(request, known)) return known;
  const isOffered = known !== undefined && known.expiration - services.clock.now() > leastOffered;
  // What still lives for a while is renewed by the long road: it hands it out if somebody else is at it.
  if (isOffered || !(await waitForHolder(request.key, lockLimit))) return undefined;
  const renewed = await cached(request);
  return renewed !== undefined && isNewSince({ services, known }, renewed) ? renewed : undefined;
};

/** Cached credentials are second best when AWS cannot be asked, but not when it says no. */
const isAwayFromAws = (error: unknown): error is UserError =>
  error instanceof UserError && !(error instanceof NotAssigned) && !(error instanceof SecretStoreFailed);

const orGiveUp = <T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> => {
  if (signal === undefined) return work;
  return new Promise((resolve, reject) => {
    const giveUp = (): void => reject(new UpstreamFailed('AWS did not answer in time.'));
    if (signal.aborted) giveUp();
    signal.addEventListener('abort', giveUp, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', giveUp));
  });
};

const renewAlone = async (request: Request): Promise<HeldCredentials> =>
  (await request.services.lock()).run(request.key, () => renewNow(request), lockLimit);

/** While another process renews them, keys that still live are handed out rather than waited for. */
const renewUnlessBusy = async (request: Request, living: RoleCredentials): Promise<HeldCredentials> => {
  let isOurs = false;
  const work = (): Promise<HeldCredentials> => {
    isOurs = true;
    return renewNow(request);
  };
  try {
    return await (await request.services.lock()).run(request.key, work, 0);
  } catch (error) {
    if (isOurs) throw error;
    return held(living, 'cache');
  }
};

export type CredentialsOptions = {
  readonly instance: InstanceConfig;
  /** Since when it is asked for (ms): failures of others after that are its answer too. Now, unless given. */
  readonly since?: number;
  /** Below this life (ms) they are renewed: 15 minutes, or more where it is given. AWS may give less. */
  readonly leastLife?: number;
  /** Aborted when the caller can wait no longer: credentials that still live are answered then, or UpstreamFailed. */
  readonly giveUp?: AbortSignal;
};

/**
 * Credentials of a role, with at least 15 minutes (or `leastLife`) left, or the longest that AWS gives.
 * Errors: LoginNeeded, NotAssigned, UpstreamFailed, SecretStoreFailed.
 */
export const roleCredentials = async (
  services: Services,
  role: NamedRole,
  { instance, giveUp, since = services.clock.now(), leastLife = renewBelow }: CredentialsOptions,
): Promise<HeldCredentials> => {
  const { origin } = await services.identityCenter(instance);
  const key = credentialsKey(instance, origin, role);
  const prefix = scopePrefix('credentials', instance, origin);
  const known = await cached({ services, key });
  const now = services.clock.now();
  const request: Request = {
    ...{ services, instance, role, key, prefix, since, known },
    leastLife: Math.max(leastLife, renewBelow),
  };
  if (known !== undefined && isLongLived(request, known)) return held(known, 'cache');
  const plugin = pluginOf(instance, role);
  if (plugin !== undefined) (await services.plugins()).refuseCircle(role, plugin.name);
  if (known === undefined || known.expiration - now <= leastOffered)
    return orGiveUp(renewAlone(request), giveUp);
  try {
    return await orGiveUp(renewUnlessBusy(request, known), giveUp);
  } catch (error) {
    if (!isAwayFromAws(error)) throw error;
    return guarded({ ...held(known, 'cache'), staleReason: error.message });
  }
};

type LivesRequest = {
  readonly services: Pick<Services, 'clock' | 'secretStore'>;
  readonly instance: InstanceConfig;
  readonly origin: string;
};

/** roleKey -> end (ms) of an instance's role credentials that are cached and alive. Unlocks nothing, asks for nothing. */
export const livesOf = async ({ services, instance, origin }: LivesRequest): Promise<Map<string, number>> => {
  const store = await services.secretStore();
  const now = services.clock.now();
  const lives = new Map<string, number>();
  const prefix = scopePrefix('credentials', instance, origin);
  for (const { key, expiresAt } of await store.list(prefix)) {
    const role = roleOfKey(key, prefix);
    if (role === undefined || expiresAt === undefined || expiresAt <= now) continue;
    lives.set(roleKey({ instance: instance.name, ...role }), expiresAt);
  }
  return lives;
};

/** The same of all instances. */
export const cachedLives = async (
  services: Services,
  instances: readonly InstanceConfig[],
): Promise<ReadonlyMap<string, number>> => {
  const lives = new Map<string, number>();
  for (const instance of instances) {
    const { origin } = await services.identityCenter(instance);
    for (const [key, expiresAt] of await livesOf({ services, instance, origin })) lives.set(key, expiresAt);
  }
  return lives;
};
