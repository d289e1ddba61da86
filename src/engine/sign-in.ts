// Signing in to an instance: by PKCE on this machine, or by a device code where no browser can reach it.
import type { InstanceConfig, LoginFlow } from '../domain/config.ts';
import { LoginNeeded } from '../domain/errors.ts';
import type { ClientRegistration, SessionStatus, SignInFlow, SignInProgress } from '../domain/session.ts';
import type { Services } from '../ports/services.ts';
import { accessToken } from './access-token.ts';
import { audited } from './audit.ts';
import { withRegistration } from './registration.ts';
import { forgetEnding } from './remembered-failure.ts';
import { saveSession, sessionStatus } from './session.ts';
import { signInByCode } from './sign-in-by-code.ts';
import { signInByDevice } from './sign-in-by-device.ts';

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

const chooseFlow = async (services: Services, flow: LoginFlow): Promise<SignInFlow> => {
  if (flow !== 'auto') return flow;
  return (await services.browser()).isAvailable() ? 'pkce' : 'device';
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
  const flow = await chooseFlow(services, options.flow);
  const byFlow = flow === 'pkce' ? signInByCode : signInByDevice;
  await withRegistration({ services, instance, flow }, async (registration) => {
    const tokens = await byFlow({ services, instance, options, registration });
    await saveSession(services, instance, { registration, tokens, signedInAt: services.clock.now() });
    await forgetEnding(services, instance);
  });
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
  if (options.force || !(await isAlive(services, instance)))
    await audited(services, {
      subject: { event: 'login', instance: instance.name },
      run: () => signInAnew(services, instance, options),
    });
  return sessionStatus(services, instance);
};
