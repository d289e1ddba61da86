// Connections are kept for the next call of the same process. Certificates are always checked, whatever
// NODE_TLS_REJECT_UNAUTHORIZED says; AWS_CA_BUNDLE adds an organisation's own, NODE_EXTRA_CA_CERTS is Node's matter.
import { readFileSync } from 'node:fs';
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { rootCertificates } from 'node:tls';
import type { Environment } from '../../domain/aws-endpoint.ts';
import { UsageError } from '../../domain/errors.ts';
import { isLoopbackLiteral } from '../../domain/host-name.ts';
import { proxyFor } from './proxy.ts';
import { tunnelThrough } from './tunnel.ts';

const kept = new Map<string, HttpAgent | HttpsAgent>();

const remembered = (name: string, make: () => HttpAgent | HttpsAgent): HttpAgent | HttpsAgent => {
  const known = kept.get(name);
  if (known !== undefined) return known;
  const made = make();
  kept.set(name, made);
  return made;
};

const certificatesOf = (bundle: string): string[] => {
  try {
    return [...rootCertificates, readFileSync(bundle, 'utf8')];
  } catch {
    throw new UsageError(`The certificates that AWS_CA_BUNDLE names cannot be read: ${bundle}`);
  }
};

export const agentFor = (url: URL, env: Environment): HttpAgent | HttpsAgent => {
  if (url.protocol === 'http:') return remembered('http', () => new HttpAgent({ keepAlive: true }));
  const bundle = env['AWS_CA_BUNDLE'] || undefined;
  const proxy = isLoopbackLiteral(url.hostname) ? undefined : proxyFor(url, env);
  return remembered(`https ${bundle ?? ''} ${proxy?.href ?? ''}`, () => {
    const agent = new HttpsAgent({
      keepAlive: true,
      rejectUnauthorized: true,
      ...(bundle === undefined ? {} : { ca: certificatesOf(bundle) }),
    });
    if (proxy !== undefined) tunnelThrough(agent, proxy);
    return agent;
  });
};
