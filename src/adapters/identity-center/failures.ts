// What Identity Center or the way to it answered, as the errors that the port promises. Texts hold what the server
// said, never what we sent: a server that echoes a token would else put it into an error.
import {
  Cancelled,
  NotAssigned,
  OidcFailed,
  TokenRejected,
  UpstreamFailed,
  UserError,
} from '../../domain/errors.ts';
import { lengthLimits, sanitize } from '../../domain/sanitize.ts';
import { ExchangeFailed, networkHint } from '../aws-http/exchange.ts';
import { Refusal } from '../aws-http/refusal.ts';

export type Translate = (error: unknown, secrets: readonly string[]) => Error;

/** Longer than any word or ARN that helps a person, shorter than any token. */
const opaque = /[\w+/=.~-]{64,}/g;

// Before it is cut to length: a token that was cut would no longer be found.
const told = (text: string, secrets: readonly string[]): string => {
  const longestFirst = secrets.filter((secret) => secret !== '').sort((a, b) => b.length - a.length);
  const clean = longestFirst.reduce((rest, secret) => rest.replaceAll(secret, '[hidden]'), text);
  const said = sanitize(clean.replace(opaque, '[hidden]'), lengthLimits.error);
  // What to do stands behind it, on the same line for some readers.
  return /[.!?]$/.test(said) ? said : `${said}.`;
};

/** `AuthorizationPendingException` -> `authorization_pending`; a name that is already in that form stays. */
const oidcCode = (name: string): string =>
  name === 'InternalServerException'
    ? 'server_error'
    : name
        .replace(/Exception$/, '')
        .replace(/([a-z])([A-Z])/g, '$1_$2')
        .toLowerCase();

const unusable = (refusal: Refusal): UpstreamFailed => {
  const isSuccess = refusal.status >= 200 && refusal.status < 300;
  const what = isSuccess
    ? 'Identity Center gave an answer that is not its own (a sign-in page of the network?).'
    : `Identity Center answered with HTTP ${refusal.status}.`;
  return new UpstreamFailed(what, refusal.isFromAws ? {} : { hint: networkHint });
};

type Failure = {
  readonly error: unknown;
  readonly secrets: readonly string[];
  /** What a refusal by AWS (4xx) means for this call. */
  readonly meaning: (refusal: Refusal) => Error;
};

const translate = ({ error, secrets, meaning }: Failure): Error => {
  if (error instanceof Cancelled || error instanceof UserError) return error;
  if (error instanceof ExchangeFailed) return new UpstreamFailed(error.message, { hint: networkHint });
  if (!(error instanceof Refusal)) {
    const kind = error instanceof Error ? error.name : 'unknown';
    return new UpstreamFailed(`Identity Center gave an answer that could not be read (${kind}).`);
  }
  if (error.status === 429)
    return new UpstreamFailed('AWS asks to slow down (HTTP 429).', {
      isThrottled: true,
      retryAfter: error.retryAfter,
    });
  if (error.isFromAws && error.status >= 500 && error.message !== '')
    return new UpstreamFailed(
      `Identity Center failed (HTTP ${error.status}): ${told(error.message, secrets)}`,
    );
  return error.status >= 500 || !error.isFromAws ? unusable(error) : meaning(error);
};

/** Throttled; OIDC says it with a 400 (polls for a device code, to which it means more, are never tried again). */
const isThrottle = ({ status, code }: Refusal): boolean => status === 429 || oidcCode(code) === 'slow_down';

/** Worth another try by itself: throttled, failed on its side, or lost on the way. */
export const isTransient = (error: unknown): boolean =>
  error instanceof ExchangeFailed || (error instanceof Refusal && (isThrottle(error) || error.status >= 500));

export const translateOidc: Translate = (error, secrets) =>
  translate({
    error,
    secrets,
    meaning: (refusal) => {
      const code = oidcCode(refusal.code);
      return code === '' ? unusable(refusal) : new OidcFailed(code, told(refusal.message || code, secrets));
    },
  });

/** As translateOidc, for calls outside the device loop, where `slow_down` is plain throttling. */
export const translateThrottledOidc: Translate = (error, secrets) => {
  const translated = translateOidc(error, secrets);
  return translated instanceof OidcFailed && translated.code === 'slow_down'
    ? new UpstreamFailed('AWS asks to slow down.', { isThrottled: true })
    : translated;
};

/** `subject` completes "You are not assigned ...". */
export const translatePortal =
  (subject: string): Translate =>
  (error, secrets) =>
    translate({
      error,
      secrets,
      meaning: ({ status, code, message }) => {
        if (status === 401) return new TokenRejected();
        if (status === 403 || status === 404) return new NotAssigned(`You are not assigned ${subject}.`);
        const said = told(message || code, secrets);
        return new UpstreamFailed(`Identity Center refused the call (HTTP ${status}): ${said}`);
      },
    });
