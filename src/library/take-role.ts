// The credentials of a role, for whoever named it.
import { askingFor, refuseCircle } from '../domain/base-circle.ts';
import { guarded } from '../domain/guarded.ts';
import { roleKey } from '../domain/role.ts';
import { inertLines } from '../domain/sanitize.ts';
import { handOutCredentials } from '../engine/hand-out-credentials.ts';
import type { Host } from '../host.ts';
import { type ChosenRole, chooseRole } from './choose-role.ts';
import type { RoleAwsCredentials } from './credentials.ts';
import { tell } from './events.ts';
import type { RolecallOptions } from './from-rolecall.ts';

/** As for `process`: whoever waits should hear why. */
const longest = 36_000;

const guardedHosts = new WeakMap<Host, Map<string, Host>>();

/** The same for one role: whatever it starts is told of the role, so that it does not come back to ask for it. */
const hostOfRole = (host: Host, key: string, make: () => Host): Host => {
  const known = guardedHosts.get(host) ?? new Map<string, Host>();
  guardedHosts.set(host, known);
  const made = known.get(key) ?? make();
  known.set(key, made);
  return made;
};

export type TakenRole = ChosenRole & { readonly credentials: RoleAwsCredentials };

/** Errors: those of choosing a role, and of `handOutCredentials`. */
export const takeRole = async (host: Host, options: RolecallOptions): Promise<TakenRole> => {
  const { role, instance } = await chooseRole(host.services, options);
  refuseCircle(instance, host.env);
  const env = askingFor(host.env, role);
  const { services } = hostOfRole(host, roleKey(role), () => host.withEnv(env));
  const giveUp = AbortSignal.timeout(longest);
  const held = await handOutCredentials(services, role, { instance, giveUp });
  if (held.staleReason !== undefined)
    tell(() =>
      options.onWarning?.(inertLines(host.redact(`Older credentials are used. ${held.staleReason}`))),
    );
  const { accessKeyId, secretAccessKey, sessionToken } = held;
  const expiration = new Date(held.expiration);
  const { accountId } = role;
  const credentials = guarded({ accessKeyId, secretAccessKey, sessionToken, expiration, accountId });
  return { role, instance, credentials };
};
