// Start URLs as people paste them: `https://acme.awsapps.com/start#/`. Kept without fragment, query and last slash,
// since SDKs name their caches after the text (security.md R21).
import { isAwsPortalHost, isLoopbackLiteral, isPublicName } from './host-name.ts';

export type StartUrl =
  | { readonly kind: 'aws'; readonly url: string }
  /** A name of the organisation's own: where it leads must be asked. */
  | { readonly kind: 'vanity'; readonly url: string }
  | { readonly kind: 'refused'; readonly reason: string };

const refused = (reason: string): StartUrl => ({ kind: 'refused', reason });

const parse = (text: string): URL | undefined => {
  const trimmed = text.trim();
  const withScheme = /^[a-z][a-z0-9+.-]*:/i.test(trimmed) ? trimmed : `https://${trimmed}`;
  return URL.canParse(withScheme) ? new URL(withScheme) : undefined;
};

const plain = (url: URL): string => `${url.origin}${url.pathname.replace(/\/+$/, '')}`;

/** `isLoopbackAllowed`: an endpoint override is set, so `http://127.0.0.1:PORT/...` is the emulator. */
export const parseStartUrl = (text: string, isLoopbackAllowed: boolean): StartUrl => {
  const url = parse(text);
  if (url === undefined) return refused('It is not a URL.');
  if (url.username !== '' || url.password !== '') return refused('It must not hold a user name or password.');
  if (isLoopbackAllowed && isLoopbackLiteral(url.hostname) && /^https?:$/.test(url.protocol))
    return { kind: 'aws', url: plain(url) };
  if (url.protocol !== 'https:') return refused('It must begin with https://.');
  if (url.port !== '') return refused('It must not name a port.');
  if (isAwsPortalHost(url.hostname)) return { kind: 'aws', url: plain(url) };
  if (!isPublicName(url.hostname)) return refused(`${url.hostname} is not a public name.`);
  return { kind: 'vanity', url: plain(url) };
};
