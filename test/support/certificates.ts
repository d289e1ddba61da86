// A private certificate authority for a test, by openssl. Where that is missing, the tests that need it are skipped, and
// the run says so.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

export const canMakeCertificates = spawnSync('openssl', ['version']).status === 0;

if (!canMakeCertificates)
  process.stderr.write(
    '\nSKIPPED: openssl is missing, so proxies and private certificates are not tested.\n',
  );

export type KeyPair = { readonly key: Buffer; readonly cert: Buffer };

export type Authority = {
  /** Path of the file that AWS_CA_BUNDLE and NODE_EXTRA_CA_CERTS name. */
  readonly bundle: string;
  /** A certificate for these names; an address is `IP:127.0.0.1`. */
  readonly issue: (...hosts: readonly string[]) => KeyPair;
};

export const temporaryFolder = (): string => {
  const path = mkdtempSync(join(tmpdir(), 'rolecall-test-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
};

const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];

const alternative = (host: string): string => (host.startsWith('IP:') ? host : `DNS:${host}`);

/** Gone when the running test finishes. */
export const privateAuthority = (): Authority => {
  const folder = temporaryFolder();
  const at = (name: string): string => join(folder, name);
  const openssl = (...args: readonly string[]) => execFileSync('openssl', args, { stdio: 'ignore' });
  const [bundle, authorityKey] = [at('authority.pem'), at('authority.key')];
  const own = ['-subj', '/CN=A private authority', '-keyout', authorityKey, '-out', bundle];
  openssl('req', '-x509', ...newKey, '-days', '2', ...own);
  return {
    bundle,
    issue: (...hosts) => {
      const [key, request, cert, extensions] = [at('key'), at('request'), at('cert'), at('extensions')];
      writeFileSync(extensions, `subjectAltName=${hosts.map(alternative).join(',')}`);
      openssl('req', '-new', ...newKey, '-subj', '/CN=test', '-keyout', key, '-out', request);
      const signer = ['-CA', bundle, '-CAkey', authorityKey, '-CAcreateserial', '-days', '2'];
      openssl('x509', '-req', '-in', request, ...signer, '-extfile', extensions, '-out', cert);
      return { key: readFileSync(key), cert: readFileSync(cert) };
    },
  };
};
