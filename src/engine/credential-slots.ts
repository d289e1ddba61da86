// What a credential server hands out: roles in named slots. Clients give up after a second or two, so credentials are
// renewed ahead of need, in the background and once at a time; a request waits for a renewal only while nothing that
// lives is at hand, or for a moment.
import type { InstanceConfig } from '../domain/config.ts';
import type { RoleCredentials } from '../domain/credentials.ts';
import { UserError } from '../domain/errors.ts';
import { minute, renewBelow } from '../domain/expiry.ts';
import { guarded } from '../domain/guarded.ts';
import { isSameRole, type Role, type RoleId, roleArn } from '../domain/role.ts';
import type { CredentialSlots, ServedCredentials, SlotFacts } from '../ports/credential-server.ts';
import type { Services } from '../ports/services.ts';
import { handOutCredentials } from './hand-out-credentials.ts';
import { loadRoles } from './load-roles.ts';
import { recordUse } from './record-use.ts';

type Held = { readonly credentials: RoleCredentials; readonly renewAt: number };

type Slot = {
  readonly name: string;
  readonly role: Role;
  readonly instance: InstanceConfig;
  readonly stop: AbortController;
  held: Held;
  problem: string | undefined;
  renewing: Promise<void> | undefined;
};

export type SlotsOptions = {
  /** Called when renewals of a slot begin to fail; one line without secrets. */
  readonly onProblem: (text: string) => void;
};

/** How long a request waits for a renewal while credentials live (ms). */
const patience = 500;
/** After a failure, or when nothing better was to be had. */
const tryAgainAfter = 30_000;
/** Timers stand still while a computer sleeps: the clock is looked at this often. */
const longestWait = minute;
/** Below this, credentials are not handed out while new ones are on their way. */
const leastOffered = minute;

const fetchHeld = async (
  services: Services,
  { role, instance }: Pick<Slot, 'role' | 'instance'>,
): Promise<{ readonly held: Held; readonly problem: string | undefined }> => {
  const credentials = await handOutCredentials(services, role, { instance });
  const { source, staleReason } = credentials;
  const now = services.clock.now();
  const left = credentials.expiration - now;
  const half = left / 2;
  const wait =
    left >= renewBelow ? left - renewBelow + 1 : source === 'fetched' ? half : Math.min(half, tryAgainAfter);
  return { held: { credentials, renewAt: now + wait }, problem: staleReason };
};

const factsOf = ({ name, role, held, problem }: Slot): SlotFacts => ({
  name,
  profile: role.profile,
  roleArn: roleArn(role),
  expiration: held.credentials.expiration,
  problem,
});

const servedOf = ({ role, held }: Slot): ServedCredentials =>
  guarded({ ...held.credentials, accountId: role.accountId, roleArn: roleArn(role) });

/** Errors: UserError when the role is not, or no longer, in the catalog. */
const findRole = async (services: Services, wanted: RoleId): Promise<Pick<Slot, 'role' | 'instance'>> => {
  const { config, roles } = await loadRoles(services);
  const role = roles.find((candidate) => isSameRole(candidate, wanted));
  const instance = config.instances.find(({ name }) => name === wanted.instance);
  if (role !== undefined && instance !== undefined) return { role, instance };
  throw new UserError(`There is no role ${wanted.roleName} in ${wanted.accountId}.`, {
    hint: 'See what there is with: rolecall list',
  });
};

const renewOnce = async (services: Services, slot: Slot, options: SlotsOptions): Promise<void> => {
  const before = slot.problem;
  try {
    const { held, problem } = await fetchHeld(services, slot);
    slot.held = held;
    slot.problem = problem;
  } catch (error) {
    slot.problem = error instanceof UserError ? error.message : 'something went wrong';
    slot.held = { ...slot.held, renewAt: services.clock.now() + tryAgainAfter };
    throw error;
  } finally {
    if (slot.problem !== undefined && slot.problem !== before)
      options.onProblem(`${slot.role.profile} could not be renewed: ${slot.problem}`);
  }
};

const renew = (services: Services, slot: Slot, options: SlotsOptions): Promise<void> => {
  slot.renewing ??= renewOnce(services, slot, options).finally(() => {
    slot.renewing = undefined;
  });
  return slot.renewing;
};

/** Ends when the slot is stopped. */
const keepFresh = async (services: Services, slot: Slot, options: SlotsOptions): Promise<void> => {
  const { clock } = services;
  const { signal } = slot.stop;
  while (!signal.aborted) {
    const wait = Math.min(slot.held.renewAt - clock.now(), longestWait);
    await clock.sleep(Math.max(wait, 1_000), signal);
    if (clock.now() >= slot.held.renewAt) await renew(services, slot, options).catch(() => undefined);
  }
};

const serve = async (services: Services, slot: Slot, options: SlotsOptions): Promise<ServedCredentials> => {
  const left = (): number => slot.held.credentials.expiration - services.clock.now();
  if (services.clock.now() < slot.held.renewAt && left() > 0) return servedOf(slot);
  const renewing = renew(services, slot, options);
  if (left() > leastOffered) {
    renewing.catch(() => undefined);
    const moment = new AbortController();
    const late = services.clock.sleep(patience, moment.signal).catch(() => undefined);
    await Promise.race([renewing.catch(() => undefined), late]);
    moment.abort();
    return servedOf(slot);
  }
  try {
    await renewing;
  } catch (error) {
    if (left() <= 0) throw error;
  }
  return servedOf(slot);
};

export const credentialSlots = (services: Services, options: SlotsOptions): CredentialSlots => {
  const slots = new Map<string, Slot>();
  const unload = (name: string): boolean => {
    slots.get(name)?.stop.abort();
    return slots.delete(name);
  };
  return {
    get: async (name) => {
      const slot = slots.get(name);
      return slot === undefined ? undefined : serve(services, slot, options);
    },
    list: () => [...slots.values()].map(factsOf).sort((a, b) => (a.name < b.name ? -1 : 1)),
    load: async (name, wanted) => {
      const found = await findRole(services, wanted);
      const first = await fetchHeld(services, found);
      const slot: Slot = { ...found, ...first, name, stop: new AbortController(), renewing: undefined };
      unload(name);
      slots.set(name, slot);
      keepFresh(services, slot, options).catch(() => undefined);
      await recordUse(services, [found.role]);
      return factsOf(slot);
    },
    unload,
    close: () => {
      for (const name of [...slots.keys()]) unload(name);
    },
  };
};
