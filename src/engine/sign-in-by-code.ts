// PKCE (RFC 7636) with a callback on loopback, which listens before the browser opens (security.md R20).
import { createHash, randomBytes } from 'node:crypto';
import { LoginNeeded, OidcFailed } from '../domain/errors.ts';
import { guarded } from '../domain/guarded.ts';
import type { TokenSet } from '../domain/session.ts';
import type { CallbackListener } from '../ports/loopback.ts';
import type { SignInRequest } from './sign-in.ts';
import { openForSignIn } from './wanted-browser.ts';

const randomText = (bytes: number): string => randomBytes(bytes).toString('base64url');

const askInBrowser = async (request: SignInRequest, listener: CallbackListener): Promise<TokenSet> => {
  const { services, instance, options, registration } = request;
  const { redirectUri } = listener;
  const center = await services.identityCenter(instance);
  const state = randomText(32);
  const codeVerifier = randomText(48);
  const codeChallenge = createHash('sha256').update(codeVerifier).digest('base64url');
  const { clientId } = registration;
  const url = await center.authorizeUrl({ clientId, redirectUri, state, codeChallenge });
  const waiting = listener.code(state, options.signal);
  // Awaited below, after the browser had its turn; a failure in between must not count as unhandled.
  waiting.catch(() => undefined);
  const isOpened = options.isBrowserAllowed && (await openForSignIn(services, instance.name, url));
  options.onProgress({ kind: 'opening-browser', url, isOpened });
  const code = await waiting;
  options.onProgress({ kind: 'finishing' });
  return center.createToken(registration, guarded({ kind: 'code', code, redirectUri, codeVerifier }));
};

const translate = (request: SignInRequest, error: unknown): unknown => {
  if (!(error instanceof OidcFailed)) return error;
  const { name } = request.instance;
  if (error.code === 'access_denied') return new LoginNeeded(name, 'The sign-in was denied.');
  if (error.code === 'invalid_grant' || error.code === 'expired_token')
    return new LoginNeeded(
      name,
      'Identity Center did not accept the sign-in: it took too long or was used before.',
    );
  return error;
};

/** The tokens of a sign-in in the browser. Errors: LoginNeeded, OidcFailed, what the callback listener throws. */
export const signInByCode = async (request: SignInRequest): Promise<TokenSet> => {
  const loopback = await request.services.loopback();
  const listener = await loopback.listenForCallback(request.options.redirectPort);
  try {
    return await askInBrowser(request, listener);
  } catch (error) {
    throw translate(request, error);
  } finally {
    await listener.close();
  }
};
