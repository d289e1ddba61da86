// Access to a customer that ends by itself. Its credentials are asked for once, for the whole time, under a session name
// that carries the case; AWS ends them, and nobody renews them. What is kept until then is one record of the secret store,
// whose name tells what it is for, so that all of them can be listed while the store is locked.
import type { InstanceConfig } from '../domain/config.ts';
import type { RoleCredentials } from '../domain/credentials.ts';
import type { Customer } from '../domain/customers.ts';
import { NotAssigned } from '../domain/errors.ts';
import { guarded } from '../domain/guarded.ts';
import { isSameRole, type RoleId } from '../domain/role.ts';
import type { SupportAccess, SupportCase } from '../domain/support-access.ts';
import type { Services } from '../ports/services.ts';
import { assumeRole } from './assume-role.ts';
import { aboutCredentials, aboutRole, audited } from './audit.ts';
import { type HeldCredentials, roleCredentials } from './role-credentials.ts';
import { instancePrefix, scopePrefix, supportKey, supportOfKey } from './session-record.ts';
import { parseRoleCredentials, roleCredentialsText } from './stored-record.ts';

type Stored = SupportAccess & { readonly key: string };

const livingUnder = async (services: Services, prefix: string): Promise<readonly Stored[]> => {
  const store = await services.secretStore();
  const now = services.clock.now();
  return (await store.list(prefix)).flatMap(({ key, expiresAt = 0 }) => {
    const found = supportOfKey(key);
    return found === undefined || expiresAt <= now ? [] : [{ ...found, endsAt: expiresAt, key }];
  });
};

/** Those that live, the first to end first. Unlocks nothing. */
export const supportAccesses = async (
  services: Services,
  instances: readonly InstanceConfig[],
): Promise<readonly SupportAccess[]> => {
  const found = await Promise.all(
    instances.map(({ name }) => livingUnder(services, instancePrefix('support', name))),
  );
  return found.flat().toSorted((a, b) => a.endsAt - b.endsAt);
};

/** Wipes what has ended, and of what lives that which is not wanted any more. Answers the latter. */
export const endSupport = async (
  services: Services,
  instances: readonly InstanceConfig[],
  isEnded: (access: SupportAccess) => boolean,
): Promise<readonly SupportAccess[]> => {
  const store = await services.secretStore();
  const now = services.clock.now();
  const ended: SupportAccess[] = [];
  for (const { name } of instances) {
    for (const { key, expiresAt = 0 } of await store.list(instancePrefix('support', name))) {
      const found = supportOfKey(key);
      const access = found === undefined ? undefined : { ...found, endsAt: expiresAt };
      const isOver = access === undefined || expiresAt <= now;
      if (!isOver && !isEnded(access)) continue;
      await store.delete(key);
      if (!isOver) ended.push(access);
    }
  }
  return ended;
};

export type SupportRequest = SupportCase & {
  readonly of: Customer;
  readonly profile: string;
  readonly sessionName: string;
  /** ms */
  readonly duration: number;
};

/**
 * New credentials of the customer's role that live for the time and no longer, recorded in the audit log. Nothing is
 * kept. Errors: as `assumeRole`.
 */
export const beginSupport = (services: Services, request: SupportRequest): Promise<RoleCredentials> => {
  const { of, profile, sessionName, duration, customer } = request;
  const { role, instance } = of;
  const latest = services.clock.now() + duration;
  return audited(services, {
    subject: { ...aboutRole('support', { ...role, profile }), customer, case: request.case },
    run: async () => {
      const { accessKeyId, secretAccessKey, sessionToken, expiration } = await assumeRole(services, {
        role,
        instance,
        chain: { ...of.chain, sessionName, duration },
        credentialsOf: (other) => roleCredentials(services, other, { instance }),
      });
      // Asking takes a moment, in which AWS has begun to count later than we have.
      const end = Math.min(expiration, latest);
      return guarded({ accessKeyId, secretAccessKey, sessionToken, expiration: end });
    },
    factsOf: (credentials) => aboutCredentials(credentials, 'fetched'),
  });
};

/** Keeps them until their end, in the place of those that the profile had. Errors: SecretStoreFailed. */
export const keepSupport = async (
  services: Services,
  { of, profile, customer, case: caseName }: SupportRequest,
  credentials: RoleCredentials,
): Promise<SupportAccess> => {
  const { role, instance } = of;
  const { origin } = await services.identityCenter(instance);
  const access = { profile, customer, case: caseName, role, endsAt: credentials.expiration };
  await endSupport(services, [instance], (other) => other.profile === profile);
  const store = await services.secretStore();
  await store.set(supportKey(instance, origin, access), roleCredentialsText(credentials), access.endsAt);
  return access;
};

const over = (profile: string): NotAssigned =>
  new NotAssigned(
    `The support access ${profile} has ended.`,
    'It is not renewed. For new access: rolecall support-access --help',
  );

type HandOut = {
  readonly instance: InstanceConfig;
  readonly role: RoleId;
  readonly profile: string;
};

/** For `process`. Errors: NotAssigned from its end on; SecretStoreFailed. */
export const handOutSupport = async (
  services: Services,
  { instance, role, profile }: HandOut,
): Promise<HeldCredentials> => {
  const { origin } = await services.identityCenter(instance);
  const living = await livingUnder(services, scopePrefix('support', instance, origin));
  const found = living.find((access) => access.profile === profile && isSameRole(access.role, role));
  return audited(services, {
    subject: {
      ...aboutRole('credentials', { ...role, profile }),
      customer: found?.customer,
      case: found?.case,
    },
    run: async () => {
      const text = found && (await (await services.secretStore()).get(found.key));
      const credentials = text === undefined ? undefined : parseRoleCredentials(text);
      if (credentials === undefined || credentials.expiration <= services.clock.now()) throw over(profile);
      const { accessKeyId, secretAccessKey, sessionToken, expiration } = credentials;
      const keys = { accessKeyId, secretAccessKey, sessionToken, expiration };
      return guarded({ ...keys, source: 'cache' as const, staleReason: undefined });
    },
    factsOf: (held) => aboutCredentials(held, 'cache'),
  });
};
