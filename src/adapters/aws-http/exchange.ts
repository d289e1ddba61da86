// One HTTP request and its whole answer. Made on node:http because AWS calls need what `fetch` does not give here: a
// limit for connecting, for the whole answer and for its size, certificates that are always checked, and no
// redirect ever followed (security.md R12, R21). No error text holds a path, a query or a header.
import { type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Environment } from '../../domain/aws-endpoint.ts';
import { Cancelled } from '../../domain/errors.ts';
import { agentFor } from './agents.ts';
import { reported } from './exchange-channel.ts';

export type ExchangeRequest = {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
};

export type Answer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
};

/** Milliseconds and bytes. */
export type ExchangeLimits = { readonly connect: number; readonly total: number; readonly bytes: number };

export const usualLimits: ExchangeLimits = { connect: 5_000, total: 15_000, bytes: 2 * 1024 * 1024 };

export type ExchangeOptions = {
  readonly env: Environment;
  readonly limits?: ExchangeLimits;
  readonly signal?: AbortSignal;
};

/** No usable answer came. The message names the host at most; `code` is Node's, by which SDKs know what to try again. */
export class ExchangeFailed extends Error {
  readonly code: string | undefined;
  constructor(message: string, code?: string) {
    super(message);
    this.name = 'ExchangeFailed';
    this.code = code;
  }
}

/** What a person can do about ExchangeFailed. */
export const networkHint = 'Check the network, the VPN, and HTTPS_PROXY if you need a proxy.';

const unreachable = (url: URL, { code }: NodeJS.ErrnoException): ExchangeFailed =>
  new ExchangeFailed(`${url.host} could not be reached (${code ?? 'connection failed'}).`, code);

const seconds = (ms: number): string => `${Math.round(ms / 100) / 10} s`;

const flatHeaders = (answer: IncomingMessage): Record<string, string> => {
  const flat: Record<string, string> = Object.create(null);
  for (const [name, value] of Object.entries(answer.headers))
    if (value !== undefined) flat[name] = Array.isArray(value) ? value.join(', ') : value;
  return flat;
};

const readBody = (answer: IncomingMessage, url: URL, limit: number): Promise<Uint8Array> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    answer.on('data', (chunk: Buffer) => {
      size += chunk.length;
      chunks.push(chunk);
      if (size > limit) reject(new ExchangeFailed(`${url.host} answered with more than ${limit} bytes.`));
    });
    answer.once('end', () => resolve(Buffer.concat(chunks)));
    answer.once('error', (error) => reject(unreachable(url, error)));
    answer.once('close', () => reject(new ExchangeFailed(`${url.host} broke off its answer.`)));
  });

const begin = ({ url, method, headers }: ExchangeRequest, env: Environment): ClientRequest => {
  const isSecure = url.protocol === 'https:';
  const agent = agentFor(url, env);
  return (isSecure ? httpsRequest : httpRequest)(url, { method, headers, agent });
};

const limitConnecting = (sent: ClientRequest, onLate: () => void, limit: number): void => {
  sent.once('socket', (socket) => {
    if (!socket.connecting) return;
    const timer = setTimeout(onLate, limit);
    socket.once('connect', () => clearTimeout(timer));
    socket.once('close', () => clearTimeout(timer));
  });
};

const exchangeOnce = (request: ExchangeRequest, options: ExchangeOptions): Promise<Answer> => {
  const { env, limits = usualLimits, signal } = options;
  const { url } = request;
  if (signal?.aborted) return Promise.reject(new Cancelled());
  const sent = begin(request, env);
  return new Promise<Answer>((resolve, reject) => {
    const give = (error: Error): void => {
      reject(error);
      sent.destroy();
    };
    const cancel = (): void => give(new Cancelled());
    const late = (limit: number): void =>
      give(new ExchangeFailed(`${url.host} did not answer within ${seconds(limit)}.`));
    const timer = setTimeout(() => late(limits.total), limits.total);
    sent.once('close', () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', cancel);
    });
    signal?.addEventListener('abort', cancel, { once: true });
    limitConnecting(sent, () => late(limits.connect), limits.connect);
    sent.on('error', (error) => give(unreachable(url, error)));
    sent.once('response', (answer) => {
      readBody(answer, url, limits.bytes).then(
        (body) => resolve({ status: answer.statusCode ?? 0, headers: flatHeaders(answer), body }),
        give,
      );
    });
    sent.end(request.body);
  });
};

/** Errors: ExchangeFailed, Cancelled when the signal aborts. Any status is an answer. */
export const exchange = (request: ExchangeRequest, options: ExchangeOptions): Promise<Answer> =>
  reported(request, () => exchangeOnce(request, options));
