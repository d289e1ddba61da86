import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { connectFederation } from '../../src/adapters/federation.ts';
import { connectSts } from '../../src/adapters/sts.ts';
import { StsRefused, UpstreamFailed, UsageError } from '../../src/domain/errors.ts';
import type { Emulator } from '../../src/emulator/start-emulator.ts';
import { signIn, useEmulator } from '../support/emulator.ts';
import { testInstance, testServices } from '../support/services.ts';
import { someCredentials } from '../support/some-credentials.ts';

const organisation = {
  accounts: [{ id: '012345678901', name: 'Acme', email: 'acme@acme.example', roles: ['Admin'] }],
};

const credentialsOf = async (emulator: Emulator) => {
  const { accessToken } = await signIn(emulator);
  const center = await testServices({ env: emulator.env }).identityCenter(testInstance(emulator));
  return center.getRoleCredentials({ accessToken, accountId: '012345678901', roleName: 'Admin' });
};

const role = { ssoRegion: 'us-east-1' };

test('a sign-in token for the console, by POST', async () => {
  const emulator = await useEmulator({ organisation });
  const credentials = await credentialsOf(emulator);
  const federation = connectFederation({ role, env: emulator.env });
  expect(federation.endpoint).toBe(`${emulator.url}/federation`);
  expect(await federation.signinToken(credentials, 3600)).toMatch(/./);
});

test('a length of session that is refused is tried once without', async () => {
  const emulator = await useEmulator({ organisation });
  const credentials = await credentialsOf(emulator);
  const federation = connectFederation({ role, env: emulator.env });
  emulator.clearRequests();
  expect(await federation.signinToken(credentials, 7)).toMatch(/./);
  expect(emulator.requests().map((request) => request.status)).toEqual([400, 200]);
});

test('its errors hold no keys', async () => {
  const emulator = await useEmulator({ organisation });
  const credentials = someCredentials({
    accessKeyId: 'AKFAKE',
    secretAccessKey: 'fake-secret',
    sessionToken: 'fake-session',
    expiration: 1,
  });
  const federation = connectFederation({ role, env: emulator.env });
  const nobody = connectFederation({
    role,
    env: { ...emulator.env, ROLECALL_ENDPOINT_URL_FEDERATION: 'http://127.0.0.1:1/x' },
  });
  for (const asked of [federation, nobody]) {
    const failure = await asked.signinToken(credentials, 3600).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(UpstreamFailed);
    expect(inspect(failure, { depth: 10, showHidden: true })).not.toMatch(/AKFAKE|fake-se/);
  }
});

test('the hosts of each partition, and overrides only to this machine or by https', () => {
  const at = (ssoRegion: string) => connectFederation({ role: { ssoRegion }, env: {} });
  expect(at('us-east-1').endpoint).toBe('https://signin.aws.amazon.com/federation');
  expect(at('eu-west-1').endpoint).toBe('https://eu-west-1.signin.aws.amazon.com/federation');
  expect(at('cn-north-1')).toMatchObject({
    endpoint: 'https://signin.amazonaws.cn/federation',
    consoleBase: 'https://console.amazonaws.cn',
  });
  expect(at('us-gov-east-1').endpoint).toBe('https://us-gov-east-1.signin.amazonaws-us-gov.com/federation');
  expect(() => at('evil.example/')).toThrow(UsageError);
  for (const name of ['ROLECALL_ENDPOINT_URL_FEDERATION', 'ROLECALL_ENDPOINT_URL_CONSOLE'])
    expect(() => connectFederation({ role, env: { [name]: 'http://evil.example/' } })).toThrow(UsageError);
});

test('keys go to AWS or to the host that they came from, whatever one variable says', () => {
  const at = (url: string, sso = '') =>
    connectFederation({
      role,
      env: { ROLECALL_ENDPOINT_URL_FEDERATION: url, AWS_ENDPOINT_URL_SSO: sso },
    }).endpoint;
  for (const url of ['https://evil.example/f', 'http://127.0.0.1:9/f', 'https://evil-aws.amazon.com/f'])
    expect(() => at(url)).toThrow('names neither a host of AWS');
  expect(() => at('https://evil.example/f', 'https://portal.sso.us-east-1.amazonaws.com')).toThrow(
    UsageError,
  );
  const other = 'https://eu-west-1.signin.aws.amazon.com/federation';
  expect(at(other)).toBe(other);
  expect(at('http://127.0.0.1:9/f', 'http://127.0.0.1:9')).toBe('http://127.0.0.1:9/f');
});

test('STS tells whose credentials these are', async () => {
  const emulator = await useEmulator({ organisation });
  const credentials = await credentialsOf(emulator);
  const identity = await connectSts({
    region: 'us-east-1',
    credentials,
    env: emulator.env,
  }).getCallerIdentity();
  expect(identity.account).toBe('012345678901');
  expect(identity.arn).toContain('assumed-role/AWSReservedSSO_Admin_');
});

test('STS refusing them is told by its error name, without the keys', async () => {
  const emulator = await useEmulator({ organisation });
  const credentials = someCredentials({
    accessKeyId: 'ASIAFAKE',
    secretAccessKey: 'fake-secret',
    sessionToken: 'fake-session',
    expiration: 1,
  });
  const sts = connectSts({ region: 'us-east-1', credentials, env: emulator.env });
  const failure = await sts.getCallerIdentity().catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(StsRefused);
  expect(String(failure)).toMatch(/InvalidClientTokenId|ExpiredToken|AccessDenied/);
  expect(inspect(failure, { depth: 10, showHidden: true })).not.toMatch(/fake-se/);
});
