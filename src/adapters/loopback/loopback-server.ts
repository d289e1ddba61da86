// An HTTP server that only this machine reaches. The Host header must name the address that was bound, so that no
// page of another site can reach it under a name of its own (DNS rebinding).
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { UserError } from '../../domain/errors.ts';

export type LoopbackServer = {
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
  readonly close: () => Promise<void>;
};

export type Reply = {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
};

/** Answers what to send, and what to do once it is on its way. */
export type Answering = (request: {
  readonly method: string;
  readonly hasRightHost: boolean;
  /** Path and query, or undefined for a target that is not a plain path. */
  readonly url: URL | undefined;
}) => { readonly reply: Reply; readonly afterwards?: () => void };

const headers = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy':
    "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  connection: 'close',
};

const targetOf = (request: IncomingMessage, origin: string): URL | undefined => {
  const target = request.url ?? '';
  return target.startsWith('/') && URL.canParse(target, origin) ? new URL(target, origin) : undefined;
};

const send = (response: ServerResponse, reply: Reply, afterwards: () => void): void => {
  // Also when the browser hangs up before it has read all.
  response.once('close', afterwards);
  response.writeHead(reply.status, { ...headers, ...reply.headers }).end(reply.body ?? '');
};

export const bind = (server: Server, port: number): Promise<string> =>
  new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const reason = error.code === 'EADDRINUSE' ? 'is in use' : `cannot be had (${error.code})`;
      reject(new UserError(`Port ${port} on 127.0.0.1 ${reason}.`, { hint: 'Choose another port.' }));
    });
    server.listen({ host: '127.0.0.1', port, exclusive: true }, () => {
      const address = server.address();
      const bound = typeof address === 'object' && address !== null ? address.port : port;
      resolve(`http://127.0.0.1:${bound}`);
    });
  });

/** Bound when this resolves. Errors: UserError when the port cannot be had. */
export const serveLoopback = async (port: number, answering: Answering): Promise<LoopbackServer> => {
  const server = createServer({
    maxHeaderSize: 8 * 1024,
    headersTimeout: 5_000,
    requestTimeout: 10_000,
    connectionsCheckingInterval: 1_000,
  });
  const origin = await bind(server, port);
  server.on('request', (request, response) => {
    request.resume();
    const hasRightHost = request.headers.host === origin.slice('http://'.length);
    const url = targetOf(request, origin);
    const { reply, afterwards } = answering({ method: request.method ?? '', hasRightHost, url });
    send(response, reply, afterwards ?? (() => undefined));
  });
  return {
    origin,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
