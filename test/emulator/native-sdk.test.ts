// The credential providers that come with the SDK, on config and cache files as the AWS CLI writes them.
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { fromIni, fromProcess, fromSSO } from '@aws-sdk/credential-providers';
import { afterEach, expect, it, vi } from 'vitest';
import type { Emulator, EmulatorOptions } from '../../src/emulator/start-emulator.ts';
import { type SignedIn, signIn, useEmulator } from '../support/emulator.ts';
import { type Keys, smallOrganisation, stsClient } from './sdk-clients.ts';

afterEach(() => vi.unstubAllEnvs());

const arnOf = async (emulator: Emulator, keys: Partial<Keys>): Promise<string> => {
  const { accessKeyId = '', secretAccessKey = '', sessionToken = '' } = keys;
  const client = stsClient(emulator, { accessKeyId, secretAccessKey, sessionToken });
  return (await client.send(new GetCallerIdentityCommand({}))).Arn ?? '';
};

const cacheFile = (session: string): string =>
  join(homedir(), '.aws', 'sso', 'cache', `${createHash('sha1').update(session).digest('hex')}.json`);

/** What `aws sso login` leaves behind. */
const writeCache = async (
  emulator: Emulator,
  signedIn: SignedIn & { session: string; expiresIn: number },
) => {
  const { session, expiresIn, ...tokens } = signedIn;
  await mkdir(join(homedir(), '.aws', 'sso', 'cache'), { recursive: true });
  const iso = (at: number): string => new Date(at).toISOString();
  const content = {
    startUrl: emulator.startUrl,
    region: emulator.region,
    expiresAt: iso(Date.now() + expiresIn * 1000),
    registrationExpiresAt: iso(Date.now() + 90 * 86_400_000),
    ...tokens,
  };
  await writeFile(cacheFile(session), JSON.stringify(content), { mode: 0o600 });
};

const start = async (session: string, options: EmulatorOptions & { expiresIn?: number } = {}) => {
  const emulator = await useEmulator({ organisation: smallOrganisation, ...options });
  for (const [name, value] of Object.entries(emulator.env)) vi.stubEnv(name, value);
  const signedIn = await signIn(emulator);
  await writeCache(emulator, { ...signedIn, session, expiresIn: options.expiresIn ?? 3600 });
  const folder = await mkdtemp(join(homedir(), 'rolecall-native-'));
  const configFile = join(folder, 'config');
  const helper = join(folder, 'helper.mjs');
  const config = `[sso-session ${session}]
sso_start_url = ${emulator.startUrl}
sso_region = ${emulator.region}
sso_registration_scopes = sso:account:access

[profile native]
sso_session = ${session}
sso_account_id = 012345678901
sso_role_name = DeployRole
region = eu-west-1

[profile chained]
role_arn = arn:aws:iam::222222222222:role/Auditor
role_session_name = audit
source_profile = native
region = eu-west-1

[profile outside]
credential_process = ${process.execPath} ${helper}
`;
  await writeFile(configFile, config);
  // By environment: a provider that hands on to another keeps no path of its own.
  vi.stubEnv('AWS_CONFIG_FILE', configFile);
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', join(folder, 'credentials'));
  return { emulator, signedIn, helper };
};

const operations = (emulator: Emulator): string[] => emulator.requests().map((entry) => entry.operation);

it('runs in the private home of the tests', () => {
  expect(homedir()).toContain('rolecall-test-home-');
});

it('fromSSO takes a role through an sso-session', async () => {
  const { emulator } = await start('plain-session');
  const keys = await fromSSO({ profile: 'native' })();
  expect(await arnOf(emulator, keys)).toContain('/AWSReservedSSO_DeployRole_');
  expect(operations(emulator).filter((name) => name === 'CreateToken')).toHaveLength(1);
});

it('fromSSO renews a token near its end, and writes the new one', async () => {
  const { emulator, signedIn } = await start('ending-session', {
    expiresIn: 60,
    refreshMode: 'rotate',
  });
  const keys = await fromSSO({ profile: 'native' })();
  expect(await arnOf(emulator, keys)).toContain('/AWSReservedSSO_DeployRole_');
  expect(operations(emulator).slice(-3)).toEqual(['CreateToken', 'GetRoleCredentials', 'GetCallerIdentity']);
  const written = async () => JSON.parse(await readFile(cacheFile('ending-session'), 'utf8'));
  await expect.poll(async () => (await written()).accessToken).not.toBe(signedIn.accessToken);
  expect((await written()).refreshToken).not.toBe(signedIn.refreshToken);
});

it('fromSSO fails for good when the session has ended', async () => {
  const { emulator } = await start('gone-session');
  emulator.expireSessions();
  await expect(fromSSO({ profile: 'native' })()).rejects.toThrow('Session token not found or invalid');
});

it('fromIni chains a role behind an sso-session', async () => {
  const { emulator } = await start('chain-session');
  const keys = await fromIni({ profile: 'chained' })();
  expect(await arnOf(emulator, keys)).toBe('arn:aws:sts::222222222222:assumed-role/Auditor/audit');
  expect(operations(emulator)).toContain('AssumeRole');
});

it('fromProcess and fromIni take the answer of a credential_process', async () => {
  const { emulator, helper, signedIn } = await start('process-session');
  await writeFile(
    helper,
    `const url = new URL('/federation/credentials', process.env.AWS_ENDPOINT_URL_SSO);
url.search = new URLSearchParams({ account_id: '012345678901', role_name: 'SecurityAudit' });
const answer = await fetch(url, { headers: { 'x-amz-sso_bearer_token': '${signedIn.accessToken}' } });
const { accessKeyId, secretAccessKey, sessionToken, expiration } = (await answer.json()).roleCredentials;
console.log(JSON.stringify({ Version: 1, AccessKeyId: accessKeyId, SecretAccessKey: secretAccessKey,
  SessionToken: sessionToken, Expiration: new Date(expiration).toISOString() }));`,
  );
  for (const provider of [fromProcess, fromIni]) {
    const keys = await provider({ profile: 'outside' })();
    expect(await arnOf(emulator, keys)).toContain('/AWSReservedSSO_SecurityAudit_');
  }
});
