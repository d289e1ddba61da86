// The device flow (RFC 8628): one attempt at once, for a code that is approved beforehand, then one each interval.
import { LoginNeeded, OidcFailed, UpstreamFailed } from '../domain/errors.ts';
import { guarded } from '../domain/guarded.ts';
import type { TokenSet } from '../domain/session.ts';
import type { DeviceAuthorization } from '../ports/identity-center.ts';
import type { SignInRequest } from './sign-in.ts';
import { openForSignIn } from './wanted-browser.ts';

const slowDownBy = 5_000;

/** A poll may be lost on the way; this many in a row mean that nobody is there. */
const mostLostPolls = 5;

type Poll =
  | { readonly kind: 'tokens'; readonly tokens: TokenSet }
  | { readonly kind: 'pending' }
  | { readonly kind: 'slow-down' }
  | { readonly kind: 'lost'; readonly error: UpstreamFailed };

const poll = async (request: SignInRequest, device: DeviceAuthorization): Promise<Poll> => {
  const { services, instance, registration, options } = request;
  const center = await services.identityCenter(instance);
  try {
    const grant = guarded({ kind: 'device' as const, deviceCode: device.deviceCode });
    // Ctrl-C must not wait for an answer that may take as long as a call is given.
    const tokens = await center.createToken(registration, grant, { signal: options.signal });
    return { kind: 'tokens', tokens };
  } catch (error) {
    if (error instanceof UpstreamFailed) return { kind: 'lost', error };
    if (!(error instanceof OidcFailed)) throw error;
    if (error.code === 'authorization_pending') return { kind: 'pending' };
    if (error.code === 'slow_down') return { kind: 'slow-down' };
    if (error.code === 'access_denied') throw new LoginNeeded(instance.name, 'The sign-in was denied.');
    if (error.code === 'expired_token' || error.code === 'invalid_grant') throw expired(request);
    throw error;
  }
};

const expired = ({ instance }: SignInRequest): LoginNeeded =>
  new LoginNeeded(instance.name, 'The code was not confirmed in time.');

const pollUntilDone = async (request: SignInRequest, device: DeviceAuthorization): Promise<TokenSet> => {
  const { clock } = request.services;
  let interval = device.interval;
  let lost = 0;
  for (;;) {
    if (clock.now() + interval > device.expiresAt) throw expired(request);
    await clock.sleep(interval, request.options.signal);
    const answer = await poll(request, device);
    if (answer.kind === 'tokens') return answer.tokens;
    lost = answer.kind === 'lost' ? lost + 1 : 0;
    if (answer.kind === 'lost' && lost >= mostLostPolls) throw answer.error;
    if (answer.kind !== 'pending') interval += slowDownBy;
  }
};

/** The tokens of a sign-in by device code. Errors: LoginNeeded, OidcFailed, UpstreamFailed, Cancelled. */
export const signInByDevice = async (request: SignInRequest): Promise<TokenSet> => {
  const { services, instance, options, registration } = request;
  const center = await services.identityCenter(instance);
  const device = await center.startDeviceAuthorization(registration);
  const first = await poll(request, device);
  if (first.kind === 'tokens') return first.tokens;
  const url = device.verificationUriComplete;
  const isOpened = options.isBrowserAllowed && (await openForSignIn(services, instance.name, url));
  const { userCode, expiresAt } = device;
  options.onProgress({ kind: 'device-code', userCode, url, expiresAt, isOpened });
  const tokens = await pollUntilDone(request, device);
  options.onProgress({ kind: 'finishing' });
  return tokens;
};
