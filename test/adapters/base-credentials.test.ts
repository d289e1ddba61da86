// With the SDK's own providers, which read this process's environment: it is set for a test and put back after it.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { type BaseOptions, baseCredentials } from '../../src/adapters/base-credentials.ts';
import type { BaseSource } from '../../src/domain/config.ts';
import { LoginNeeded, UpstreamFailed, UsageError, UserError } from '../../src/domain/errors.ts';
import type { MfaQuestion } from '../../src/ports/services.ts';
import { roleKeys } from '../emulator/role-keys.ts';
import { smallOrganisation } from '../emulator/sdk-clients.ts';
import { useEmulator } from '../support/emulator.ts';
import { testInstance } from '../support/services.ts';
import { addUser } from '../support/users.ts';

type Variables = Readonly<Record<string, string>>;

const useEnvironment = (variables: Variables): Variables => {
  const before = { ...process.env };
  for (const name of Object.keys(process.env)) if (name.startsWith('AWS_')) delete process.env[name];
  Object.assign(process.env, variables);
  onTestFinished(() => {
    for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
    Object.assign(process.env, before);
  });
  return variables;
};

const setUp = async (config = '', variables: Variables = {}) => {
  const emulator = await useEmulator({ organisation: smallOrganisation });
  const keys = await roleKeys(emulator);
  const folder = mkdtempSync(join(tmpdir(), 'rolecall-base-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, 'config'), config.replaceAll('FOLDER', folder));
  writeFileSync(
    join(folder, 'credentials'),
    `[lasting]\naws_access_key_id = ${keys.accessKeyId}\naws_secret_access_key = ${keys.secretAccessKey}\naws_session_token = ${keys.sessionToken}\n`,
  );
  const env = useEnvironment({
    ...emulator.env,
    AWS_CONFIG_FILE: join(folder, 'config'),
    AWS_SHARED_CREDENTIALS_FILE: join(folder, 'credentials'),
    AWS_EC2_METADATA_DISABLED: 'true',
    ...variables,
  });
  const get = (base: BaseSource, more: Partial<BaseOptions> = {}) =>
    baseCredentials({
      instance: testInstance(emulator, { name: 'ci', startUrl: '', base }),
      env,
      mfaCode: async () => undefined,
      ...more,
    });
  return { emulator, keys, folder, get };
};

const profile = (name: string): BaseSource => ({ kind: 'profile', profile: name });

test('are those in the environment', async () => {
  const { get } = await setUp('', {
    AWS_ACCESS_KEY_ID: 'AKIAFAKEFAKEFAKEFAKE',
    AWS_SECRET_ACCESS_KEY: 'fake-secret',
  });
  expect(await get({ kind: 'environment' })).toEqual({
    accessKeyId: 'AKIAFAKEFAKEFAKEFAKE',
    secretAccessKey: 'fake-secret',
    sessionToken: undefined,
  });
});

test('are those of a profile: its keys, or a role that it assumes', async () => {
  const { get, keys, emulator } = await setUp(
    '[profile deploy]\nrole_arn = arn:aws:iam::222222222222:role/Deploy\nsource_profile = lasting\nregion = us-east-1\n',
  );
  expect(await get(profile('lasting'))).toEqual(keys);
  emulator.clearRequests();
  expect((await get(profile('deploy'))).accessKeyId).not.toBe(keys.accessKeyId);
  expect(emulator.requests().map(({ operation }) => operation)).toEqual(['AssumeRole']);
});

test('of a profile with a device are asked for with a code, or say that one is due', async () => {
  const { get, folder, emulator } = await setUp(
    '[profile careful]\nrole_arn = arn:aws:iam::222222222222:role/Deploy\nsource_profile = jo\nmfa_serial = arn:aws:iam::012345678901:mfa/ci-bot\nregion = us-east-1\n',
  );
  const user = addUser(emulator, { mfa: true });
  writeFileSync(
    join(folder, 'credentials'),
    `[jo]\naws_access_key_id = ${user.accessKeyId}\naws_secret_access_key = ${user.secretAccessKey}\n`,
  );
  emulator.trust({ accountId: '222222222222', roleName: 'Deploy', mfa: true });
  const none = await get(profile('careful')).catch((failure: unknown) => failure);
  expect(none).toBeInstanceOf(LoginNeeded);
  expect(none).toMatchObject({
    message: 'ci needs a code of arn:aws:iam::012345678901:mfa/ci-bot.',
    hint: 'A terminal asks for it: rolecall exec --instance ci',
  });
  const answer = async ({ serial }: MfaQuestion) => emulator.mfaCode(serial);
  expect((await get(profile('careful'), { mfaCode: answer })).accessKeyId).toMatch(/^ASIA/);
});

test('of a profile that is not there, or that says no, no detail is repeated', async () => {
  const { get } = await setUp('[profile broken]\ncredential_process = sh -c "echo hunter2 >&2; exit 3"\n');
  for (const name of ['nowhere', 'broken']) {
    const error = await get(profile(name)).catch((failure: unknown) => failure);
    expect(error).toBeInstanceOf(UserError);
    expect(error).toMatchObject({
      message: `Profile ${name} gave no credentials (CredentialsProviderError).`,
      hint: `See what the AWS CLI says: aws sts get-caller-identity --profile ${name}`,
    });
  }
});

test('of an empty environment there are none', async () => {
  const { get } = await setUp();
  await expect(get({ kind: 'environment' })).rejects.toThrow('The environment gave no credentials');
});

test('that come from the same instance go round in a circle, and it is said', async () => {
  const { get } = await setUp('', { ROLECALL_BASE_OF: 'other ci' });
  const error = await get(profile('lasting')).catch((failure: unknown) => failure);
  expect(error).toBeInstanceOf(UsageError);
  expect(error).toMatchObject({
    message: 'ci takes its base credentials from itself: profile lasting runs rolecall for ci again.',
  });
});

test.skipIf(process.platform === 'win32')(
  'are asked for with the name of the instance set, and only then',
  async () => {
    const { get, folder } = await setUp(
      "[profile asks]\ncredential_process = sh -c 'echo $ROLECALL_BASE_OF > FOLDER/seen; exit 1'\n",
    );
    await expect(get(profile('asks'))).rejects.toBeInstanceOf(UserError);
    expect(readFileSync(join(folder, 'seen'), 'utf8').trim()).toBe('ci');
    expect(process.env['ROLECALL_BASE_OF']).toBeUndefined();
  },
);

test.skipIf(process.platform === 'win32')('are not waited for without end', async () => {
  const { get, folder } = await setUp(
    "[profile slow]\ncredential_process = sh -c 'while [ -e FOLDER/config ]; do sleep 0.05; done'\n",
  );
  const late = get(profile('slow'), { limit: 100 });
  await expect(late).rejects.toBeInstanceOf(UpstreamFailed);
  rmSync(folder, { recursive: true, force: true });
});
