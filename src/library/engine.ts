// What the library does with the engine: a chunk of its own, loaded at the first call.
import { askingFor, refuseCircle } from '../domain/base-circle.ts';
import { Cancelled, UserError } from '../domain/errors.ts';
import { guarded } from '../domain/guarded.ts';
import { inertLines } from '../domain/sanitize.ts';
import { handOutCredentials } from '../engine/hand-out-credentials.ts';
import type { Host } from '../host.ts';
import { chooseRole } from './choose-role.ts';
import type { RoleAwsCredentials } from './credentials.ts';
import type { RolecallOptions } from './from-rolecall.ts';
import { hostFor } from './outside.ts';

/** As for `process`: whoever waits should hear why. */
const longest = 36_000;

/** No text leaves here with a secret in it, or with what a terminal would obey. */
const withoutSecrets = (host: Host, error: unknown): unknown => {
  if (!(error instanceof UserError) || error instanceof Cancelled) return error;
  const told = (text: string): string => inertLines(host.redact(text));
  Object.defineProperty(error, 'message', { value: told(error.message) });
  if (error.hint !== undefined) Object.defineProperty(error, 'hint', { value: told(error.hint) });
  return error;
};

export const watched = async <T>(host: Host, work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    throw withoutSecrets(host, error);
  }
};

const guardedHosts = new WeakMap<Host, Map<string, Host>>();

/** The same for one role: whatever it starts is told of the role, so that it does not come back to ask for it. */
const hostOfRole = (host: Host, key: string, make: () => Host): Host => {
  const known = guardedHosts.get(host) ?? new Map<string, Host>();
  guardedHosts.set(host, known);
  const made = known.get(key) ?? make();
  known.set(key, made);
  return made;
};

export const roleCredentials = async (
  options: RolecallOptions,
  host: Host = hostFor(options.toolName ?? 'library'),
): Promise<RoleAwsCredentials> =>
  watched(host, async () => {
    const { role, instance } = await chooseRole(host.services, options);
    refuseCircle(instance, host.env);
    const env = askingFor(host.env, role);
    const { services } = hostOfRole(host, `${role.instance}/${role.accountId}/${role.roleName}`, () =>
      host.withEnv(env),
    );
    const giveUp = AbortSignal.timeout(longest);
    const held = await handOutCredentials(services, role, { instance, giveUp });
    if (held.staleReason !== undefined)
      options.onWarning?.(inertLines(host.redact(`Older credentials are used. ${held.staleReason}`)));
    const { accessKeyId, secretAccessKey, sessionToken, expiration } = held;
    return guarded({
      accessKeyId,
      secretAccessKey,
      sessionToken,
      expiration: new Date(expiration),
      accountId: role.accountId,
    });
  });
