// The client that a sign-in is made with. It outlives sessions, so it is kept apart from them, one for each flow.
import type { InstanceConfig } from '../domain/config.ts';
import { OidcFailed, UpstreamFailed } from '../domain/errors.ts';
import type { ClientRegistration, SignInFlow } from '../domain/session.ts';
import type { Services } from '../ports/services.ts';
import { registrationKey } from './session-record.ts';
import { parseRegistration, registrationText } from './stored-record.ts';

type Purpose = {
  readonly services: Services;
  readonly instance: InstanceConfig;
  readonly flow: SignInFlow;
};

const keyOf = async ({ services, instance, flow }: Purpose): Promise<string> =>
  registrationKey(instance, (await services.identityCenter(instance)).origin, flow);

/** A session is renewed with the client that began it: one that ends before the session would is not used again. */
const stored = async (purpose: Purpose): Promise<ClientRegistration | undefined> => {
  const { services, instance, flow } = purpose;
  const text = await (await services.secretStore()).get(await keyOf(purpose));
  const registration = text === undefined ? undefined : parseRegistration(text);
  if (registration?.flow !== flow) return undefined;
  const left = registration.expiresAt - services.clock.now();
  return left > instance.sessionDuration ? registration : undefined;
};

const register = async (purpose: Purpose): Promise<ClientRegistration> => {
  const center = await purpose.services.identityCenter(purpose.instance);
  const registration = await center.registerClient(purpose.flow);
  const store = await purpose.services.secretStore();
  await store.set(await keyOf(purpose), registrationText(registration), registration.expiresAt);
  return registration;
};

const isClientRefused = (error: unknown): boolean =>
  error instanceof OidcFailed && (error.code === 'invalid_client' || error.code === 'unauthorized_client');

const explain = (error: unknown): unknown =>
  error instanceof OidcFailed
    ? new UpstreamFailed(`Identity Center refused the sign-in (${error.code}): ${error.message}`, {
        hint: 'Check the start URL and the region of this instance, and try again.',
      })
    : error;

/**
 * Runs `work` with a registered client; when Identity Center no longer knows a client that was kept from earlier,
 * registers again and runs `work` once more. OIDC errors that `work` leaves open become UpstreamFailed.
 */
export const withRegistration = async <T>(
  purpose: Purpose,
  work: (registration: ClientRegistration) => Promise<T>,
): Promise<T> => {
  try {
    const kept = await stored(purpose);
    if (kept === undefined) return await work(await register(purpose));
    try {
      return await work(kept);
    } catch (error) {
      if (!isClientRefused(error)) throw error;
      return await work(await register(purpose));
    }
  } catch (error) {
    throw explain(error);
  }
};
