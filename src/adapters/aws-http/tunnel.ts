// TLS to the real host through a proxy's CONNECT: the proxy sees the host's name and nothing of the call.
import { request as httpRequest } from 'node:http';
import { type Agent, request as httpsRequest } from 'node:https';
import { isIP, isIPv6, type Socket } from 'node:net';
import { type ConnectionOptions, connect as connectTls } from 'node:tls';

type Done = (error: Error | null, socket?: Socket) => void;

/** Whose certificates are believed, also of a proxy that is spoken to by TLS. */
export type Trust = Pick<ConnectionOptions, 'rejectUnauthorized' | 'secureContext'>;

const openingLimit = 5_000;

const proxyFailed = (proxy: URL, reason: string): Error =>
  Object.assign(new Error('The proxy failed.'), { code: `proxy ${proxy.host}: ${reason}` });

/** A `%` that encodes nothing stands for itself, as for curl. */
const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

const authorization = ({ username, password }: URL): Record<string, string> => {
  if (username === '' && password === '') return {};
  const pair = `${decoded(username)}:${decoded(password)}`;
  return { 'proxy-authorization': `Basic ${Buffer.from(pair).toString('base64')}` };
};

const askFor = (target: string, proxy: URL, trust: Trust) => {
  const isSecure = proxy.protocol === 'https:';
  const host = proxy.hostname.replace(/^\[|\]$/g, '');
  // Node would take the name that the certificate must have from the Host header, which names the target.
  const servername = isIP(host) === 0 ? host : '';
  return (isSecure ? httpsRequest : httpRequest)({
    host,
    port: proxy.port || (isSecure ? 443 : 80),
    method: 'CONNECT',
    path: target,
    headers: { host: target, ...authorization(proxy) },
    agent: false,
    ...(isSecure ? { ...trust, servername } : {}),
  });
};

const refusal = (status: number | undefined): string =>
  status === 407 ? 'status 407, its user and password are wrong or missing' : `status ${status}`;

/** Makes `agent` connect through `proxy`. */
export const tunnelThrough = (agent: Agent, proxy: URL, trust: Trust): void => {
  const createConnection = (options: ConnectionOptions, done: Done): undefined => {
    const host = options.host ?? '';
    const opening = askFor(`${isIPv6(host) ? `[${host}]` : host}:${options.port ?? 443}`, proxy, trust);
    const timer = setTimeout(() => opening.destroy(proxyFailed(proxy, 'no answer')), openingLimit);
    opening.once('close', () => clearTimeout(timer));
    opening.on('error', (error: NodeJS.ErrnoException) =>
      done(error.code?.startsWith('proxy ') ? error : proxyFailed(proxy, error.code ?? 'connection failed')),
    );
    opening.once('connect', (answer, socket) => {
      if (answer.statusCode === 200) return done(null, connectTls({ ...options, socket }));
      socket.destroy();
      done(proxyFailed(proxy, refusal(answer.statusCode)));
    });
    opening.end();
    return undefined;
  };
  Object.assign(agent, { createConnection });
};
