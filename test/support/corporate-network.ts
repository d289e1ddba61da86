// The network of a company: a CONNECT proxy, and behind it TLS servers that stand for AWS's hosts.
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, connect, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { onTestFinished } from 'vitest';
import type { KeyPair } from './certificates.ts';

/** Listens on loopback until the running test finishes. */
export const listen = async (server: Server): Promise<number> => {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  return (server.address() as AddressInfo).port;
};

const textOf = async (stream: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
};

/**
 * Answers by TLS what the server at `origin` answers, which sees its own host in the request. What it says of itself
 * reads `alias` outside: the public name that it stands for.
 */
export const tlsFront = async (pair: KeyPair, origin: string, alias = origin): Promise<number> => {
  const forward = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const sent = (await textOf(incoming)).replaceAll(alias, origin);
    const target = new URL(incoming.url ?? '/', origin);
    const { 'content-length': _, ...kept } = incoming.headers;
    // The signature of a request covers the host that the client asked.
    const headers = { ...kept, host: target.host, 'x-forwarded-host': incoming.headers.host };
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      request(target, { method: incoming.method, headers }, resolve).on('error', reject).end(sent);
    });
    const said = (await textOf(answer)).replaceAll(origin, alias);
    const length = { 'content-length': String(Buffer.byteLength(said)) };
    response.writeHead(answer.statusCode ?? 500, { ...answer.headers, ...length }).end(said);
  };
  return listen(
    createTlsServer(pair, (incoming, response) => {
      forward(incoming, response).catch(() => response.destroy());
    }),
  );
};

export type ConnectProxy = {
  readonly port: number;
  /** Each `host:port` that was asked for, in order, also those that were refused. */
  readonly targets: readonly string[];
};

export type ConnectProxyOptions = {
  /** The loopback port that stands for a target. */
  readonly portOf: (target: string) => number;
  /** `user:password`; anybody may pass unless given. */
  readonly login?: string;
  /** The proxy itself speaks TLS. */
  readonly pair?: KeyPair;
};

export const connectProxy = async ({ portOf, login, pair }: ConnectProxyOptions): Promise<ConnectProxy> => {
  const targets: string[] = [];
  const server = pair === undefined ? createServer() : createTlsServer(pair);
  const expected = login && `Basic ${Buffer.from(login).toString('base64')}`;
  server.on('connect', (asked: IncomingMessage, socket: Duplex) => {
    const target = asked.url ?? '';
    targets.push(target);
    socket.on('error', () => undefined);
    if (expected !== undefined && asked.headers['proxy-authorization'] !== expected) {
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\n\r\n');
      return;
    }
    const onward = connect(portOf(target), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      onward.pipe(socket).pipe(onward);
    });
    onward.on('error', () => socket.destroy());
    socket.once('close', () => onward.destroy());
  });
  return { port: await listen(server), targets };
};
