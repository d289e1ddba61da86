// Pages as AWS cuts them: small unless asked, with tokens that break a client which does not encode them, and with
// every way to say that a page was the last.
import type { EmulatorRequest, Reply } from '../http/handler.ts';
import { portalError } from './portal-error.ts';

const [before, after] = ['AQ+/', '=='] as const;

const tokenFor = (scope: string, offset: number): string =>
  `${before}${Buffer.from(`${scope} ${offset}`).toString('base64')}${after}`;

const offsetIn = (token: string, scope: string): number | undefined => {
  if (!token.startsWith(before) || !token.endsWith(after)) return undefined;
  const text = Buffer.from(token.slice(before.length, -after.length), 'base64').toString();
  const offset = Number(text.slice(scope.length + 1));
  const isSound = text.startsWith(`${scope} `) && Number.isSafeInteger(offset) && offset > 0;
  return isSound && tokenFor(scope, offset) === token ? offset : undefined;
};

const sizeIn = (request: EmulatorRequest, usual: number): number | undefined => {
  const text = request.query.get('max_result');
  if (text === null) return usual;
  const size = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  return size >= 1 && size <= 100 ? size : undefined;
};

const endMarkers = [{}, { nextToken: null }, { nextToken: '' }] as const;

export type Paged<Item> = {
  readonly items: readonly Item[];
  /** What a token is good for: one token cannot go on another list. */
  readonly scope: string;
  readonly usualSize: number;
};

export type PageOf<Item> = {
  readonly items: readonly Item[];
  readonly marker: { readonly nextToken?: string | null };
};

/** The page that a request asks for, or the error. */
export const pageOf = <Item>(request: EmulatorRequest, list: Paged<Item>): PageOf<Item> | Reply => {
  const size = sizeIn(request, list.usualSize);
  if (size === undefined) return portalError('InvalidRequestException', 'max_result must be 1 to 100');
  const token = request.query.get('next_token');
  const offset = token === null || token === '' ? 0 : offsetIn(token, list.scope);
  if (offset === undefined) return portalError('InvalidRequestException', 'Invalid next_token provided');
  const end = offset + size;
  const isLast = end >= list.items.length;
  return {
    items: list.items.slice(offset, end),
    marker: isLast
      ? (endMarkers[list.items.length % endMarkers.length] ?? {})
      : { nextToken: tokenFor(list.scope, end) },
  };
};
