// The end of a PKCE sign-in (security.md R20). Any page in any browser can send requests here, so one that is not
// what we wait for is answered 400 and forgotten: it must not be able to end the sign-in of the person.
import { createHash, timingSafeEqual } from 'node:crypto';
import { Cancelled, OidcFailed, UserError } from '../../domain/errors.ts';
import { minute } from '../../domain/expiry.ts';
import { lengthLimits, sanitize } from '../../domain/sanitize.ts';
import type { CallbackListener } from '../../ports/loopback.ts';
import { type Answering, serveLoopback } from './loopback-server.ts';
import { notForUsPage, notSignedInPage, signedInPage } from './pages.ts';

const path = '/oauth/callback';
const mostBadHits = 20;
const longestCode = 4096;

type Outcome =
  | { readonly kind: 'code'; readonly code: string }
  | { readonly kind: 'failed'; readonly error: Error };

const isSameText = (a: string, b: string): boolean => {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
};

/** The value of a parameter that is there exactly once. */
const only = (url: URL, name: string): string | undefined => {
  const values = url.searchParams.getAll(name);
  return values.length === 1 && values[0] !== '' ? values[0] : undefined;
};

/** What the request says about the sign-in with this state; undefined when it is none of its. */
const outcomeOf = (url: URL, state: string): Outcome | undefined => {
  const given = only(url, 'state');
  if (given === undefined || !isSameText(given, state)) return undefined;
  const code = only(url, 'code');
  const error = only(url, 'error');
  if (error !== undefined && code === undefined) {
    const name = /^[a-z_]{1,60}$/.test(error) ? error : 'server_error';
    const said = sanitize(only(url, 'error_description') ?? name, lengthLimits.error);
    return { kind: 'failed', error: new OidcFailed(name, said) };
  }
  if (code === undefined || error !== undefined || code.length > longestCode) return undefined;
  return { kind: 'code', code };
};

type Waiting = { readonly state: string; readonly settle: (outcome: Outcome) => void };

const tooManyBadHits = (): UserError =>
  new UserError('Something on this machine keeps calling the sign-in callback; the sign-in was given up.', {
    hint: 'Close other browser tabs and try again, or use: rolecall login --flow device',
  });

export type CallbackOptions = {
  /** 0 or undefined: any free one. */
  readonly port?: number;
  /** How long to wait for the person (ms); 5 minutes unless given. */
  readonly limit?: number;
};

/** Listens when this resolves. Errors: UserError when the port cannot be had. */
export const listenForCallback = async (options: CallbackOptions = {}): Promise<CallbackListener> => {
  const { port = 0, limit = 5 * minute } = options;
  let waiting: Waiting | undefined;
  let badHits = 0;
  const notForUs = (): ReturnType<Answering> => {
    badHits += 1;
    const givenUp = badHits > mostBadHits ? waiting : undefined;
    return {
      reply: notForUsPage,
      afterwards: () => givenUp?.settle({ kind: 'failed', error: tooManyBadHits() }),
    };
  };
  const server = await serveLoopback(port, ({ method, hasRightHost, url }) => {
    if (!hasRightHost || method !== 'GET' || url?.pathname !== path || waiting === undefined)
      return notForUs();
    const { state, settle } = waiting;
    const outcome = outcomeOf(url, state);
    if (outcome === undefined) return notForUs();
    waiting = undefined;
    const reply = outcome.kind === 'code' ? signedInPage : notSignedInPage;
    return { reply, afterwards: () => settle(outcome) };
  });
  return {
    redirectUri: `${server.origin}${path}`,
    code: (state, signal) =>
      new Promise((resolve, reject) => {
        const settle = (outcome: Outcome): void => {
          clearTimeout(timer);
          signal?.removeEventListener('abort', cancel);
          waiting = undefined;
          if (outcome.kind === 'code') resolve(outcome.code);
          else reject(outcome.error);
        };
        const cancel = (): void => settle({ kind: 'failed', error: new Cancelled() });
        const late = (): void =>
          settle({ kind: 'failed', error: new UserError('Nobody signed in within 5 minutes.') });
        const timer = setTimeout(late, limit);
        waiting = { state, settle };
        signal?.addEventListener('abort', cancel, { once: true });
        if (signal?.aborted) cancel();
      }),
    close: server.close,
  };
};
