// TLS to the real host through a proxy's CONNECT: the proxy sees the host's name and nothing of the call.
import { request } from 'node:http';
import type { Agent } from 'node:https';
import type { Socket } from 'node:net';
import { type ConnectionOptions, connect as connectTls } from 'node:tls';

type Done = (error: Error | null, socket?: Socket) => void;

const proxyFailed = (proxy: URL, reason: string): Error =>
  Object.assign(new Error('The proxy failed.'), { code: `proxy ${proxy.host}: ${reason}` });

const authorization = ({ username, password }: URL): Record<string, string> => {
  if (username === '') return {};
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { 'proxy-authorization': `Basic ${Buffer.from(pair).toString('base64')}` };
};

/** Makes `agent` connect through `proxy`. */
export const tunnelThrough = (agent: Agent, proxy: URL): void => {
  const createConnection = (options: ConnectionOptions, done: Done): undefined => {
    const target = `${options.host}:${options.port ?? 443}`;
    const opening = request({
      host: proxy.hostname,
      port: proxy.port === '' ? 80 : proxy.port,
      method: 'CONNECT',
      path: target,
      headers: { host: target, ...authorization(proxy) },
      timeout: 5_000,
    });
    opening.once('timeout', () => opening.destroy(proxyFailed(proxy, 'no answer')));
    opening.once('error', (error: NodeJS.ErrnoException) =>
      done(proxyFailed(proxy, error.code ?? 'connection failed')),
    );
    opening.once('connect', (answer, socket) => {
      if (answer.statusCode !== 200) {
        socket.destroy();
        done(proxyFailed(proxy, `status ${answer.statusCode}`));
        return;
      }
      done(null, connectTls({ ...options, socket, servername: options.servername ?? options.host }));
    });
    opening.end();
    return undefined;
  };
  Object.assign(agent, { createConnection });
};
