// Connections are kept for the next call of the same process. Certificates are always checked, whatever
// NODE_TLS_REJECT_UNAUTHORIZED says.
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { createSecureContext } from 'node:tls';
import type { Environment } from '../../domain/aws-endpoint.ts';
import { isLoopbackLiteral } from '../../domain/host-name.ts';
import { trustedCertificates } from './certificates.ts';
import { proxyFor } from './proxy.ts';
import { type Trust, tunnelThrough } from './tunnel.ts';

const kept = new Map<string, HttpAgent | HttpsAgent>();

const remembered = (name: string, make: () => HttpAgent | HttpsAgent): HttpAgent | HttpsAgent => {
  const known = kept.get(name);
  if (known !== undefined) return known;
  const made = make();
  kept.set(name, made);
  return made;
};

/** Made once for all connections of an agent: reading the roots again would cost each of them 20 ms. */
const trustOf = (env: Environment): Trust => {
  const certificates = trustedCertificates(env);
  return certificates === undefined
    ? { rejectUnauthorized: true }
    : { rejectUnauthorized: true, secureContext: createSecureContext({ ca: [...certificates] }) };
};

/** Loopback addresses are never behind a proxy. Errors: UsageError for a proxy or a bundle that is none. */
export const agentFor = (url: URL, env: Environment): HttpAgent | HttpsAgent => {
  if (url.protocol === 'http:') return remembered('http', () => new HttpAgent({ keepAlive: true }));
  const proxy = isLoopbackLiteral(url.hostname) ? undefined : proxyFor(url, env);
  const name = JSON.stringify([env['AWS_CA_BUNDLE'], env['NODE_EXTRA_CA_CERTS'], proxy?.href]);
  return remembered(name, () => {
    const trust = trustOf(env);
    const agent = new HttpsAgent({ keepAlive: true, ...trust });
    if (proxy !== undefined) tunnelThrough(agent, proxy, trust);
    return agent;
  });
};
