// `AWS_ENDPOINT_URL*` as gateways use it: with a path of its own, which every call must keep.
import { createServer } from 'node:http';
import { expect, test } from 'vitest';
import { listen } from '../support/corporate-network.ts';
import { signIn, useEmulator } from '../support/emulator.ts';
import { testInstance, testServices } from '../support/services.ts';
import { someCredentials } from '../support/some-credentials.ts';

/** Notes each request and refuses it. */
const gateway = async () => {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${(request.url ?? '').split('?')[0]}`);
    response.writeHead(400, { 'content-type': 'application/json' }).end('{"error":"invalid_request"}');
  });
  return { asked, url: `http://127.0.0.1:${await listen(server)}` };
};

test("an endpoint's own path is kept before the service's", async () => {
  const emulator = await useEmulator({ accounts: 1 });
  const { asked, url } = await gateway();
  const env = {
    AWS_ENDPOINT_URL: `${url}/all/`,
    AWS_ENDPOINT_URL_SSO: `${url}/portal`,
    AWS_ENDPOINT_URL_SSO_OIDC: `${url}/oidc/v1`,
  };
  const services = testServices({ env });
  const center = await services.identityCenter(testInstance(emulator));
  const refused = async (call: Promise<unknown>): Promise<void> => {
    await expect(call).rejects.toThrow();
  };
  await refused(center.registerClient('pkce'));
  await refused(center.listAccounts({ accessToken: 'fake' }));
  await refused((await services.sts('us-east-1', someCredentials())).getCallerIdentity());
  expect(asked).toEqual(['POST /oidc/v1/client/register', 'GET /portal/assignment/accounts', 'POST /all/']);
  const page = await center.authorizeUrl({
    clientId: 'c',
    redirectUri: 'http://127.0.0.1:1/oauth/callback',
    state: 's',
    codeChallenge: 'x',
  });
  expect(page).toMatch(new RegExp(`^${url}/oidc/v1/authorize\\?response_type=code&`));
});

test.each([
  ['us-east-1', 'aws'],
  ['cn-north-1', 'aws-cn'],
  ['us-gov-west-1', 'aws-us-gov'],
  ['eusc-de-east-1', 'aws-eusc'],
])('in %s a role becomes an identity of %s', async (region, partition) => {
  const emulator = await useEmulator({ accounts: 1, region });
  const { accessToken } = await signIn(emulator);
  const services = testServices({ env: emulator.env });
  const center = await services.identityCenter(testInstance(emulator));
  const [account] = emulator.organisation.accounts;
  const wanted = { accountId: account?.id ?? '', roleName: account?.roles[0] ?? '' };
  const keys = await center.getRoleCredentials({ accessToken, ...wanted });
  const { arn } = await (await services.sts(region, keys)).getCallerIdentity();
  expect(arn).toMatch(new RegExp(`^arn:${partition}:sts::${wanted.accountId}:assumed-role/AWSReservedSSO_`));
});
