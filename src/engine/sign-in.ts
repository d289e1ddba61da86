// Signing in to an instance: by PKCE on this machine, or by a device code where no browser can reach it.
import type { InstanceConfig, LoginFlow } from '../domain/config.ts';
import { Cancelled, LoginNeeded } from '../domain/errors.ts';
import { minute } from '../domain/expiry.ts';
import { guarded } from '../domain/guarded.ts';
import type { ClientRegistration, SessionStatus, SignInFlow, SignInProgress } from '../domain/session.ts';
import type { Services } from '../ports/services.ts';
import { accessToken } from './access-token.ts';
import { audited } from './audit.ts';
import { withRegistration } from './registration.ts';
import { forgetEnding } from './remembered-failure.ts';
import { saveSession, sessionStatus } from './session.ts';
import { scopePrefix } from './session-record.ts';
import { signInByCode } from './sign-in-by-code.ts';
import { signInByDevice } from './sign-in-by-device.ts';
import { browserForSignIn } from './wanted-browser.ts';

export type SignInOptions = {
  readonly flow: LoginFlow;
  /** False: the URL is only reported, for the person to open. */
  readonly isBrowserAllowed: boolean;
  /** Sign in anew although a session is alive. */
  readonly force: boolean;
  /** A fixed port of the PKCE callback, for `ssh -L`; any free one unless given. */
  readonly redirectPort?: number;
  readonly signal?: AbortSignal;
  readonly onProgress: (progress: SignInProgress) => void;
};

export type SignInRequest = {
  readonly services: Services;
  readonly instance: InstanceConfig;
  readonly options: SignInOptions;
  readonly registration: ClientRegistration;
};

const chooseFlow = async (
  services: Services,
  { name }: InstanceConfig,
  flow: LoginFlow,
): Promise<SignInFlow> => {
  if (flow !== 'auto') return flow;
  const wanted = await browserForSignIn(services, name);
  return (await services.browser()).isAtHand(wanted) ? 'pkce' : 'device';
};

const isAlive = async (services: Services, instance: InstanceConfig): Promise<boolean> => {
  try {
    await accessToken(services, instance);
    return true;
  } catch (error) {
    if (error instanceof LoginNeeded) return false;
    throw error;
  }
};

const signInAnew = async (
  services: Services,
  instance: InstanceConfig,
  options: SignInOptions,
): Promise<void> => {
  const flow = await chooseFlow(services, instance, options.flow);
  const byFlow = flow === 'pkce' ? signInByCode : signInByDevice;
  await withRegistration({ services, instance, flow }, async (registration) => {
    const tokens = await byFlow({ services, instance, options, registration });
    const session = guarded({ registration, tokens, signedInAt: services.clock.now() });
    await saveSession(services, instance, session);
    await forgetEnding(services, instance);
  });
};

/** ms: longer than any sign-in is given. */
const longestSignIn = 15 * minute;

const unlessAborted = <T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> =>
  new Promise((resolve, reject) => {
    const cancel = (): void => reject(new Cancelled());
    signal?.addEventListener('abort', cancel, { once: true });
    work.then(resolve, reject).finally(() => signal?.removeEventListener('abort', cancel));
  });

const signedInAt = (status: SessionStatus): number | undefined =>
  status.kind === 'signed-in' ? status.signedInAt : undefined;

/** One at a time over all processes: who comes second waits for the first, and needs no tab of their own. */
const signInOnce = async (
  services: Services,
  instance: InstanceConfig,
  { before, ...options }: SignInOptions & { readonly before: SessionStatus },
): Promise<void> => {
  const { origin } = await services.identityCenter(instance);
  const lock = await services.lock();
  const name = `sign-in ${scopePrefix('session', instance, origin)}`;
  let isOurs = false;
  const work = async (): Promise<void> => {
    isOurs = true;
    if (options.signal?.aborted) throw new Cancelled();
    const at = signedInAt(await sessionStatus(services, instance));
    if (at === undefined || at === signedInAt(before)) await signInAnew(services, instance, options);
  };
  try {
    return await lock.run(name, work, 0);
  } catch (error) {
    if (isOurs) throw error;
  }
  options.onProgress({ kind: 'waiting' });
  await unlessAborted(lock.run(name, work, longestSignIn), options.signal);
};

/**
 * Signs the person in and keeps the session, or answers the one that is alive (no progress is reported then).
 * Errors: UserError (denied, timed out), UpstreamFailed, SecretStoreFailed, Cancelled.
 */
export const signIn = async (
  services: Services,
  instance: InstanceConfig,
  options: SignInOptions,
): Promise<SessionStatus> => {
  const before = await sessionStatus(services, instance);
  if (options.force || !(await isAlive(services, instance)))
    await audited(services, {
      subject: { event: 'login', instance: instance.name },
      run: () => signInOnce(services, instance, { ...options, before }),
    });
  return sessionStatus(services, instance);
};
