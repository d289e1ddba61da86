import { expect, test } from 'vitest';
import { consoleSigninUrl } from '../../src/actions/open-console.ts';
import type { ChainConfig, InstanceConfig } from '../../src/domain/config.ts';
import type { SigningKeys } from '../../src/domain/credentials.ts';
import { NotAssigned, UpstreamFailed, UsageError } from '../../src/domain/errors.ts';
import { minute } from '../../src/domain/expiry.ts';
import { guarded } from '../../src/domain/guarded.ts';
import type { Emulator } from '../../src/emulator/start-emulator.ts';
import { roleCredentials } from '../../src/engine/role-credentials.ts';
import { signIn } from '../../src/engine/sign-in.ts';
import { roleKeys } from '../emulator/role-keys.ts';
import { useEmulator } from '../support/emulator.ts';
import { testClock, testInstance, testServices } from '../support/services.ts';
import { someCredentials } from '../support/some-credentials.ts';

const organisation = {
  accounts: [
    { id: '111111111111', name: 'Hub', email: 'hub@acme.example', roles: ['Admin'] },
    { id: '222222222222', name: 'Spoke', email: 'spoke@acme.example', roles: [] },
  ],
};

const plain: ChainConfig = {
  via: { accountId: '111111111111', roleName: 'Admin' },
  path: '/',
  externalId: undefined,
  sourceIdentity: undefined,
  sessionName: undefined,
  duration: undefined,
};

const role = (name: string, chain: ChainConfig) => ({
  name,
  profile: undefined,
  region: undefined,
  tags: {},
  chain,
});

const accountsWith = (...roles: readonly ReturnType<typeof role>[]): InstanceConfig['accounts'] => [
  { id: '222222222222', name: undefined, region: undefined, tags: {}, roles },
];

const idOf = (roleName: string, accountId = '222222222222') => ({ instance: 'acme', accountId, roleName });

const setUp = async (accounts: InstanceConfig['accounts']) => {
  const emulator = await useEmulator({ organisation, autoApprove: true });
  const clock = testClock(emulator);
  const services = testServices({ env: emulator.env, overrides: { clock } });
  const instance = testInstance(emulator, { accounts });
  const signing = {
    flow: 'device',
    isBrowserAllowed: false,
    force: true,
    onProgress: () => undefined,
  } as const;
  await signIn(services, instance, signing);
  emulator.clearRequests();
  const get = (name: string, accountId?: string) =>
    roleCredentials(services, idOf(name, accountId), { instance });
  const arnOf = async (keys: SigningKeys): Promise<string> =>
    (await (await services.sts(emulator.region, keys)).getCallerIdentity()).arn;
  return { emulator, clock, services, instance, get, arnOf };
};

const count = (emulator: Emulator, operation: string): number =>
  emulator.requests().filter((request) => request.operation === operation).length;

test('is assumed through the role before it, each hop asked for once and kept', async () => {
  const { emulator, clock, get, arnOf } = await setUp(
    accountsWith(
      role('Deploy', plain),
      role('Release', {
        ...plain,
        via: { accountId: '222222222222', roleName: 'Deploy' },
        sessionName: 'ship',
      }),
    ),
  );
  const release = await get('Release');
  expect(release.source).toBe('fetched');
  expect(await arnOf(release)).toBe('arn:aws:sts::222222222222:assumed-role/Release/ship');
  expect(await arnOf(await get('Deploy'))).toBe('arn:aws:sts::222222222222:assumed-role/Deploy/rolecall');
  await get('Admin', '111111111111');
  expect([count(emulator, 'GetRoleCredentials'), count(emulator, 'AssumeRole')]).toEqual([1, 2]);
  clock.advance(50 * minute);
  expect((await get('Release')).accessKeyId).not.toBe(release.accessKeyId);
  expect([count(emulator, 'GetRoleCredentials'), count(emulator, 'AssumeRole')]).toEqual([2, 4]);
});

test('says what the trust of the role asks for, and lives as long as configured', async () => {
  const chain = { ...plain, externalId: 'acme:42', sourceIdentity: 'jo@acme.example', duration: 30 * minute };
  const { emulator, clock, get } = await setUp(accountsWith(role('Deploy', chain), role('Plain', plain)));
  for (const roleName of ['Deploy', 'Plain'])
    emulator.trust({
      accountId: '222222222222',
      roleName,
      externalId: 'acme:42',
      sourceIdentity: 'jo@acme.example',
    });
  const { expiration } = await get('Deploy');
  expect(Math.round((expiration - clock.now()) / minute)).toBe(30);
  const refused = await get('Plain').catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(NotAssigned);
  expect(refused).toMatchObject({
    message: 'AWS does not let Admin in 111111111111 assume Plain in 222222222222 (AccessDenied).',
    hint: expect.stringContaining('Does it ask for an external_id?'),
  });
  expect(await get('Plain').catch((error: unknown) => error)).toMatchObject({
    hint: expect.stringContaining('Does it ask for an external_id?'),
  });
});

test('a hop that is not assigned is named, and what is reached through it', async () => {
  const lost = { ...plain, via: { accountId: '111111111111', roleName: 'Gone' } };
  const { get } = await setUp(accountsWith(role('Deploy', lost)));
  await expect(get('Deploy')).rejects.toThrow(
    'You are not assigned Gone in 111111111111. Deploy in 222222222222 is reached through it.',
  );
});

test('while STS fails, cached credentials that still live are used', async () => {
  const { emulator, clock, get } = await setUp(accountsWith(role('Deploy', plain)));
  const first = await get('Deploy');
  clock.advance(50 * minute);
  emulator.fault({ operation: 'AssumeRole', status: 503, count: 100 });
  expect(await get('Deploy')).toMatchObject({ accessKeyId: first.accessKeyId, source: 'cache' });
  clock.advance(11 * minute);
  await expect(get('Deploy')).rejects.toBeInstanceOf(UpstreamFailed);
});

test('the ARN has the partition of the instance and the path of the role', async () => {
  const { services, instance } = await setUp(
    accountsWith(role('Deploy', { ...plain, path: '/teams/deploy/' })),
  );
  const asked: string[] = [];
  const china = { ...instance, region: 'cn-north-1' };
  const keys = someCredentials();
  const { fetchCredentials } = await import('../../src/engine/fetch-credentials.ts');
  await fetchCredentials(
    {
      ...services,
      sts: async (region) => ({
        getCallerIdentity: () => Promise.reject(new Error('not asked for')),
        getSessionToken: () => Promise.reject(new Error('not asked for')),
        assumeRole: async ({ roleArn }) => {
          asked.push(region, roleArn);
          return keys;
        },
      }),
    },
    idOf('Deploy'),
    { instance: china, credentialsOf: async () => keys },
  );
  expect(asked).toEqual(['cn-north-1', 'arn:aws-cn:iam::222222222222:role/teams/deploy/Deploy']);
});

test.each([
  'https://sts.evil.example',
  'https://x1.execute-api.us-east-1.amazonaws.com',
  'https://sts.bucket.s3.amazonaws.com',
])('keys are not taken from an STS of a stranger: %s', async (stranger) => {
  const { services, instance, emulator } = await setUp(accountsWith(role('Deploy', plain)));
  const { connectSts } = await import('../../src/adapters/sts.ts');
  const env = { ...emulator.env, AWS_ENDPOINT_URL: '', AWS_ENDPOINT_URL_STS: stranger };
  const strange = {
    ...services,
    sts: async (region: string, credentials: SigningKeys) => connectSts({ region, credentials, env }),
  };
  const refused = roleCredentials(strange, idOf('Deploy'), { instance });
  await expect(refused).rejects.toThrow('AWS_ENDPOINT_URL_STS names neither');
});

test('the console opens for it, without a length of its own', async () => {
  const { services, instance } = await setUp(accountsWith(role('Deploy', plain)));
  const deploy = {
    ...idOf('Deploy'),
    accountName: 'Spoke',
    email: '',
    profile: 'spoke-deploy',
    region: undefined,
    ssoRegion: instance.region,
    tags: {},
  };
  const request = { role: deploy, instance, region: undefined, service: undefined, duration: undefined };
  expect(await consoleSigninUrl(services, request)).toContain('SigninToken=');
  await expect(consoleSigninUrl(services, { ...request, duration: 3600 })).rejects.toBeInstanceOf(UsageError);
});

test('a base needs no sign-in, and gives only the roles that the config names', async () => {
  const emulator = await useEmulator({ organisation, autoApprove: true });
  const keys = guarded(await roleKeys(emulator, { accountId: '111111111111', roleName: 'Admin' }));
  emulator.clearRequests();
  const services = testServices({ env: emulator.env, overrides: { baseCredentials: async () => keys } });
  const instance = testInstance(emulator, {
    startUrl: '',
    base: { kind: 'environment' },
    accounts: accountsWith(role('Deploy', { ...plain, via: undefined })),
  });
  await roleCredentials(services, idOf('Deploy'), { instance });
  expect(emulator.requests().map(({ operation }) => operation)).toEqual(['AssumeRole']);
  await expect(roleCredentials(services, idOf('Other'), { instance })).rejects.toThrow(
    'acme has no role Other in 222222222222.',
  );
});
