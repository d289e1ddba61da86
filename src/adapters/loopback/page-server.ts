// Pages for the browser of this machine and of one person. The address holds a token that is good once: whoever brings it
// first gets a cookie, and nobody else gets anything. A POST must come from a page of ours, every request must name the
// address that was bound, and a page may load nothing but itself and, where it is named, one logo.
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { PageReply, PageServer, PageServerOptions } from '../../ports/loopback.ts';
import { bind } from './loopback-server.ts';

const mostBytes = 16 * 1024;

const random = (): string => randomBytes(32).toString('base64url');

const isSame = (a: string, b: string): boolean => {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
};

/** Undefined when it is too long, or no form. */
const formOf = async (request: IncomingMessage): Promise<URLSearchParams | undefined> => {
  if (!request.headers['content-type']?.startsWith('application/x-www-form-urlencoded')) return undefined;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += (chunk as Buffer).length;
    if (size > mostBytes) return undefined;
    chunks.push(chunk as Buffer);
  }
  return new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
};

const policyOf = (nonce: string, imageOrigin: string | undefined): string =>
  [
    "default-src 'none'",
    `style-src 'nonce-${nonce}'`,
    `script-src 'nonce-${nonce}'`,
    ...(imageOrigin === undefined ? [] : [`img-src ${imageOrigin}`]),
    "connect-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join('; ');

const send = (
  response: ServerResponse,
  { status, type = 'text/html', body, headers, afterwards }: PageReply,
  policy: string,
): void => {
  if (afterwards !== undefined) response.once('close', afterwards);
  response.writeHead(status, {
    'content-type': `${type}; charset=utf-8`,
    'cache-control': 'no-store',
    'content-security-policy': policy,
    'cross-origin-opener-policy': 'same-origin',
    // With `no-referrer` a browser would not say where a form comes from.
    'referrer-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    connection: 'close',
    ...headers,
  });
  response.end(body);
};

const refused = (status: number, body: string): PageReply => ({
  status,
  type: 'text/plain',
  body: `${body}\n`,
});

const cookieIn = (request: IncomingMessage, name: string): string | undefined =>
  (request.headers.cookie ?? '')
    .split(';')
    .map((pair) => pair.trim().split('='))
    .find(([key]) => key === name)?.[1];

/** Bound when this resolves. Errors: UserError when no port can be had. */
export const servePages = async ({ imageOrigin, answer }: PageServerOptions): Promise<PageServer> => {
  const server = createServer({ maxHeaderSize: 8 * 1024, headersTimeout: 5_000, requestTimeout: 10_000 });
  const origin = await bind(server, 0);
  const host = origin.slice('http://'.length);
  // Browsers share cookies among the ports of a host.
  const cookieName = `rolecall_setup_${host.split(':').at(-1)}`;
  const [token, cookie] = [random(), random()];
  let isTokenUsed = false;

  const enter = (): PageReply => {
    isTokenUsed = true;
    const setCookie = `${cookieName}=${cookie}; HttpOnly; SameSite=Strict; Path=/`;
    return { status: 303, body: '', headers: { location: '/', 'set-cookie': setCookie } };
  };

  const replyTo = async (request: IncomingMessage, nonce: string): Promise<PageReply> => {
    if (request.headers.host !== host) return refused(421, 'This address is not ours.');
    const target = request.url ?? '';
    if (!target.startsWith('/') || !URL.canParse(target, origin)) return refused(400, 'No such page.');
    const url = new URL(target, origin);
    const given = url.searchParams.get('token');
    const isGet = request.method === 'GET';
    if (isGet && given !== null && !isTokenUsed && isSame(given, token)) return enter();
    if (!isSame(cookieIn(request, cookieName) ?? '', cookie))
      return refused(403, 'This link was used, or is not whole. Start the setup again.');
    if (isGet) return answer({ method: 'GET', path: url.pathname, form: new URLSearchParams(), nonce });
    if (request.method !== 'POST' || request.headers.origin !== origin)
      return refused(403, 'That did not come from a page of ours.');
    const form = await formOf(request);
    return form === undefined
      ? refused(413, 'That is no form of ours.')
      : answer({ method: 'POST', path: url.pathname, form, nonce });
  };

  server.on('request', (request, response) => {
    const nonce = random();
    const policy = policyOf(nonce, imageOrigin);
    replyTo(request, nonce).then(
      (reply) => send(response, reply, policy),
      () => send(response, refused(500, 'Something went wrong that should not have.'), policy),
    );
  });
  return {
    url: `${origin}/?token=${token}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
