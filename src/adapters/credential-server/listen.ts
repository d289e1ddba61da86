// One HTTP(S) listener of the credential server, with what every request must pass before anybody looks at it
// (security.md R24): the Host must be a name of ours (DNS rebinding), and no browser may have sent it. A token is then
// compared in constant time; both sides are hashed first, so that not even the length tells.
import { createHash, timingSafeEqual } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { isIPv6 } from 'node:net';
import { UsageError, UserError } from '../../domain/errors.ts';
import type { ServerAddress } from '../../ports/credential-server.ts';

export type Answer = { readonly status: number; readonly body: unknown };

export type Asked = {
  readonly method: string;
  readonly path: string;
  readonly authorization: string | undefined;
  /** The whole body, at most 16 KiB. */
  readonly text: () => Promise<string>;
};

export type Listener = {
  readonly port: number;
  readonly origin: string;
  readonly close: () => Promise<void>;
};

const headers = {
  'content-type': 'application/json; charset=utf-8',
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
};

const longestBody = 16_384;

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Compares in constant time. */
export const isToken = (given: string | undefined, token: string): boolean =>
  timingSafeEqual(digest(given ?? ''), digest(token)) && given !== undefined;

/** SDKs show `code` and `message`. */
export const refusal = (status: number, code: string, message: string): Answer => ({
  status,
  body: { code, message },
});

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request) {
    length += (part as Buffer).length;
    if (length > longestBody) throw new UserError('The request is too long.');
    parts.push(part as Buffer);
  }
  return Buffer.concat(parts).toString('utf8');
};

// Programs send none of these; a page in a browser cannot leave them out.
const isFromBrowser = (request: IncomingMessage): boolean =>
  request.headers.origin !== undefined ||
  !['none', undefined].includes(request.headers['sec-fetch-site'] as string | undefined);

/** `name`, `name:port`, or both where the port is the scheme's own. */
const hostsOf = (names: readonly string[], port: number, isTls: boolean): ReadonlySet<string> => {
  const written = names.map((name) => (isIPv6(name) ? `[${name}]` : name.toLowerCase()));
  const own = port === (isTls ? 443 : 80) ? written : [];
  return new Set([...written.map((name) => `${name}:${port}`), ...own]);
};

const isLoopback = (address: string): boolean => /^127\.\d+\.\d+\.\d+$/.test(address) || address === '::1';

/** Where SDKs take keys over plain HTTP from: this machine, and the addresses of container agents. */
const plainAddresses: ReadonlySet<string> = new Set(['169.254.170.2', '169.254.170.23', 'fd00:ec2::23']);

const requireSafe = ({ bind, tls }: ServerAddress): void => {
  if (tls !== undefined || isLoopback(bind) || plainAddresses.has(bind)) return;
  throw new UsageError(
    `On ${bind}, keys would cross a network in clear text.`,
    'Give --tls-cert and --tls-key, or bind to 127.0.0.1 or 169.254.170.2.',
  );
};

const limits = { maxHeaderSize: 8_192, headersTimeout: 5_000, requestTimeout: 10_000 };

const createFor = async ({ tls }: ServerAddress): Promise<Server> => {
  if (tls === undefined) return createServer(limits);
  const read = (path: string): Promise<Buffer> =>
    readFile(path).catch((error: NodeJS.ErrnoException) => {
      throw new UsageError(`${path} could not be read (${error.code}).`);
    });
  const [cert, key] = await Promise.all([read(tls.certificate), read(tls.key)]);
  try {
    return createTlsServer({ ...limits, cert, key, minVersion: 'TLSv1.2' });
  } catch {
    throw new UsageError('The certificate and its key are not a pair of PEM files.');
  }
};

const bound = (server: Server, { port, bind }: ServerAddress): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const reason = error.code === 'EADDRINUSE' ? 'is in use' : `cannot be had (${error.code})`;
      reject(new UserError(`Port ${port} on ${bind} ${reason}.`, { hint: 'Choose another with --port.' }));
    });
    server.listen({ host: bind, port, exclusive: true }, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });

const closed = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

const send = (response: ServerResponse, { status, body }: Answer): void => {
  response.writeHead(status, headers).end(JSON.stringify(body));
};

/** Bound when this resolves. Errors: UserError when the port cannot be had, UsageError for address and certificate. */
export const listen = async (
  address: ServerAddress,
  answer: (asked: Asked) => Promise<Answer>,
): Promise<Listener> => {
  requireSafe(address);
  const isTls = address.tls !== undefined;
  const server = await createFor(address);
  const port = await bound(server, address);
  const local = isLoopback(address.bind) ? ['localhost'] : [];
  const hosts = hostsOf([...address.hostNames, address.bind, ...local], port, isTls);
  server.on('request', async (request, response) => {
    if (!hosts.has((request.headers.host ?? '').toLowerCase()) || isFromBrowser(request)) {
      send(response, refusal(403, 'Forbidden', 'This server answers programs of this machine only.'));
      return;
    }
    const { method = '', url = '/' } = request;
    const path = url.split('?')[0] ?? '/';
    const { authorization } = request.headers;
    const reply = await answer({ method, path, authorization, text: () => bodyOf(request) }).catch(() =>
      refusal(500, 'InternalError', 'The credential server failed.'),
    );
    send(response, reply);
  });
  const [host = ''] = hosts;
  return { port, origin: `${isTls ? 'https' : 'http'}://${host}`, close: () => closed(server) };
};
