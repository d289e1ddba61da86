// The built program in a company's network: no endpoint is overridden, AWS's own host names are asked for, and the only
// way to them is a proxy with a password, behind which a private authority's certificates stand.
import { expect, test } from 'vitest';
import { canMakeCertificates, privateAuthority } from '../support/certificates.ts';
import { connectProxy, tlsFront } from '../support/corporate-network.ts';
import { startJourney } from '../support/journey.ts';
import { newProgram } from '../support/program.ts';

const hosts = [
  'oidc.us-east-1.amazonaws.com',
  'portal.sso.us-east-1.amazonaws.com',
  'signin.aws.amazon.com',
  'oidc-fips.us-east-1.amazonaws.com',
  'portal.sso-fips.us-east-1.amazonaws.com',
];

const portal = 'https://acme.awsapps.com';

const role = ['--arn', '111111111111:BillingAdmin'];

const signIn = ['login', '--flow', 'device', '--no-browser', '--no-refresh'];

const startBehindProxy = async () => {
  const { emulator } = await startJourney();
  const authority = privateAuthority();
  const front = await tlsFront(authority.issue(...hosts), emulator.url, portal);
  const proxy = await connectProxy({ portOf: () => front, login: 'ann:p@ss' });
  const program = newProgram({
    HTTPS_PROXY: `http://ann:p%40ss@127.0.0.1:${proxy.port}`,
    AWS_CA_BUNDLE: authority.bundle,
  });
  return { emulator, proxy, program };
};

test.skipIf(!canMakeCertificates)('from setup to console and logout, through the proxy alone', async () => {
  const { emulator, proxy, program } = await startBehindProxy();
  const succeed = async (args: readonly string[], env: Readonly<Record<string, string>> = {}) => {
    const done = await program.run(args, { env });
    expect(done, `rolecall ${args.join(' ')}`).toMatchObject({ status: 0 });
    return done.stdout;
  };
  try {
    const place = ['--start-url', `${portal}/start`, '--region', 'us-east-1'];
    await succeed(['setup', '--instance', 'acme', ...place]);
    await succeed(signIn);
    await succeed(['refresh']);
    expect(JSON.parse(await succeed(['process', ...role]))).toMatchObject({ Version: 1 });
    const page = new URL((await succeed(['console', ...role, '--print'])).trim());
    expect(page.host).toBe('signin.aws.amazon.com');
    expect(new Set(proxy.targets)).toEqual(new Set(hosts.slice(0, 3).map((host) => `${host}:443`)));

    // At FIPS hosts the session of the plain ones does not count: it is asked for, not sent there.
    const fips = { AWS_USE_FIPS_ENDPOINT: 'true' };
    emulator.clearRequests();
    expect(await program.run(['process', ...role], { env: fips })).toMatchObject({ status: 4, stdout: '' });
    expect(emulator.requests()).toEqual([]);
    await succeed(signIn, fips);
    await succeed(['process', ...role], fips);
    expect(proxy.targets).toEqual(expect.arrayContaining(hosts.slice(3).map((host) => `${host}:443`)));

    const ended = await program.run(['logout']);
    expect(ended.status).toBe(1);
    expect(ended.stderr).toMatch(/made at oidc-fips\.us-east-1\.amazonaws\.com.* could only be wiped here/);
    for (const env of [{}, fips])
      expect(await program.run(['process', ...role], { env })).toMatchObject({ status: 4 });
  } finally {
    program.remove();
  }
});
