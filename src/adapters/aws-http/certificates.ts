// Which certificates are believed. AWS_CA_BUNDLE adds an organisation's own. A list of ours replaces all that Node would
// believe, so Node's roots and what NODE_EXTRA_CA_CERTS adds to them are repeated in it.
import { readFileSync } from 'node:fs';
import { rootCertificates } from 'node:tls';
import type { Environment } from '../../domain/aws-endpoint.ts';
import { UsageError } from '../../domain/errors.ts';

const read = (path: string): string | undefined => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
};

/** In PEM; undefined: what Node believes by itself. Errors: UsageError for a bundle without a certificate. */
export const trustedCertificates = (env: Environment): readonly string[] | undefined => {
  const path = env['AWS_CA_BUNDLE'];
  if (path === undefined || path === '') return undefined;
  const bundle = read(path);
  if (bundle === undefined)
    throw new UsageError(`The certificates that AWS_CA_BUNDLE names cannot be read: ${path}`);
  if (!/-----BEGIN (X509 |TRUSTED )?CERTIFICATE-----/.test(bundle))
    throw new UsageError(`The file that AWS_CA_BUNDLE names holds no certificate in PEM: ${path}`);
  // Node itself has warned where these cannot be read.
  const extra = env['NODE_EXTRA_CA_CERTS'] ? read(env['NODE_EXTRA_CA_CERTS']) : undefined;
  return [...rootCertificates, ...(extra === undefined ? [] : [extra]), bundle];
};
