// A failure that another try would only repeat is kept as a note, so that fifty callers ask AWS once and all say the
// same line. That a session has ended is known until the next sign-in; that a role is not assigned, for a minute at
// most; that AWS failed, only to those who were already waiting for that very answer.
import { createHash } from 'node:crypto';
import type { InstanceConfig } from '../domain/config.ts';
import { LoginNeeded, NotAssigned, UpstreamFailed } from '../domain/errors.ts';
import { minute } from '../domain/expiry.ts';
import type { Session } from '../domain/session.ts';
import type { Services } from '../ports/services.ts';
import { sessionStatus } from './session.ts';
import { scopePrefix } from './session-record.ts';

type Fields = Readonly<Record<string, unknown>>;

const fieldsOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null ? (value as Fields) : {};

const endingName = async (services: Services, instance: InstanceConfig): Promise<string> => {
  const { origin } = await services.identityCenter(instance);
  return `ended ${scopePrefix('session', instance, origin)}`;
};

/** Tells a session from the next one without holding any of it. */
const markOf = ({ tokens }: Session): string =>
  createHash('sha256')
    .update(tokens.refreshToken ?? tokens.accessToken)
    .digest('base64url')
    .slice(0, 22);

/** Call it before the session is wiped: whoever finds none then, finds the reason. */
export const rememberEnding = async (
  services: Services,
  ended: { readonly instance: InstanceConfig; readonly session: Session; readonly message: string },
): Promise<LoginNeeded> => {
  const { instance, session, message } = ended;
  await (await services.notes()).write(await endingName(services, instance), {
    message,
    session: markOf(session),
  });
  return new LoginNeeded(instance.name, message);
};

export const forgetEnding = async (services: Services, instance: InstanceConfig): Promise<void> =>
  (await services.notes()).remove(await endingName(services, instance));

/** What to throw when there is no session. */
export const loginNeeded = async (services: Services, instance: InstanceConfig): Promise<LoginNeeded> => {
  const note = await (await services.notes()).read(await endingName(services, instance));
  const { message } = fieldsOf(note);
  return new LoginNeeded(instance.name, typeof message === 'string' ? message : undefined);
};

/** Throws LoginNeeded when AWS has refused this very session, although it could not be wiped. */
export const refuseEnded = async (
  services: Services,
  instance: InstanceConfig,
  session: Session,
): Promise<void> => {
  const note = await (await services.notes()).read(await endingName(services, instance));
  const { message, session: ended } = fieldsOf(note);
  if (typeof message === 'string' && ended === markOf(session)) throw new LoginNeeded(instance.name, message);
};

/** What was asked for (a record's key, or a scope), by whom, and since when (ms). */
export type Asked = {
  readonly services: Services;
  readonly instance: InstanceConfig;
  readonly key: string;
  readonly since: number;
};

const notAssignedFor = minute;

const failureName = ({ key }: Asked): string => `failed ${key}`;

/** Keeps NotAssigned and UpstreamFailed; what else may have gone wrong is this process's own. */
export const rememberFailure = async (asked: Asked, error: unknown): Promise<void> => {
  const isRefusal = error instanceof NotAssigned;
  if (!isRefusal && !(error instanceof UpstreamFailed)) return;
  const { message, hint } = error;
  const isThrottled = !isRefusal && error.isThrottled;
  const note = { kind: error.name, message, hint, isThrottled, at: asked.services.clock.now() };
  await (await asked.services.notes()).write(failureName(asked), note);
};

export const forgetFailure = async (asked: Asked): Promise<void> =>
  (await asked.services.notes()).remove(failureName(asked));

const stillHolds = async ({ services, instance }: Asked, at: number): Promise<boolean> => {
  const age = services.clock.now() - at;
  if (age < 0 || age >= notAssignedFor) return false;
  const session = await sessionStatus(services, instance);
  return session.kind === 'signed-in' && session.signedInAt <= at;
};

/** The failure that the answer to this call would be, when one is known. */
export const knownFailure = async (asked: Asked): Promise<NotAssigned | UpstreamFailed | undefined> => {
  const note = fieldsOf(await (await asked.services.notes()).read(failureName(asked)));
  const { kind, message, hint, isThrottled, at } = note;
  if (typeof message !== 'string' || typeof at !== 'number') return undefined;
  if (kind === 'NotAssigned') {
    const known = new NotAssigned(message, typeof hint === 'string' ? hint : undefined);
    return (await stillHolds(asked, at)) ? known : undefined;
  }
  if (at <= asked.since || at > asked.services.clock.now()) return undefined;
  return new UpstreamFailed(message, {
    isThrottled: isThrottled === true,
    ...(typeof hint === 'string' ? { hint } : {}),
  });
};
