// IAM, where its answers are keys: whom it is asked at, and what of an answer is believed.
import { describe, expect, it } from 'vitest';
import { connectIam } from '../../src/adapters/iam.ts';
import { StsRefused, UpstreamFailed, UsageError } from '../../src/domain/errors.ts';
import { guarded } from '../../src/domain/guarded.ts';
import { useEmulator } from '../support/emulator.ts';
import { addUser } from '../support/users.ts';

const credentials = guarded({ accessKeyId: 'AKIAFAKEFAKEFAKEFAKE', secretAccessKey: 'fake-secret' });

const setUp = async () => {
  const emulator = await useEmulator({ accounts: 1 });
  const user = addUser(emulator);
  return {
    emulator,
    user,
    iam: connectIam({ region: 'us-east-1', credentials: guarded(user), env: emulator.env }),
  };
};

describe('access keys', () => {
  it('are made, listed, switched off and deleted', async () => {
    const { iam, user } = await setUp();
    const made = await iam.createAccessKey();
    expect((await iam.listAccessKeys()).map(({ accessKeyId, isActive }) => [accessKeyId, isActive])).toEqual([
      [user.accessKeyId, true],
      [made.accessKeyId, true],
    ]);
    await iam.deactivateAccessKey(made.accessKeyId);
    expect((await iam.listAccessKeys())[1]).toMatchObject({ isActive: false });
    await iam.deleteAccessKey(made.accessKeyId);
    expect(await iam.listAccessKeys()).toHaveLength(1);
  });

  it('are asked for once only: what was made twice would be lost', async () => {
    const { emulator, iam } = await setUp();
    emulator.fault({ operation: 'CreateAccessKey', status: 500 });
    await expect(iam.createAccessKey()).rejects.toBeInstanceOf(UpstreamFailed);
    expect(emulator.requests()).toHaveLength(1);
  });

  it('that are no keys are refused', async () => {
    const { emulator, iam } = await setUp();
    const body =
      '<CreateAccessKeyResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><CreateAccessKeyResult><AccessKey><AccessKeyId>\u001b[31mAKIA</AccessKeyId><SecretAccessKey>s</SecretAccessKey></AccessKey></CreateAccessKeyResult></CreateAccessKeyResponse>';
    emulator.fault({ operation: 'CreateAccessKey', status: 200, body, contentType: 'text/xml' });
    await expect(iam.createAccessKey()).rejects.toThrow(UpstreamFailed);
  });

  it('that AWS refuses are told by its word', async () => {
    const { emulator } = await setUp();
    const stranger = connectIam({ region: 'us-east-1', credentials, env: emulator.env });
    const refusal = await stranger.listAccessKeys().catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(StsRefused);
    expect(refusal).toMatchObject({ code: 'InvalidClientTokenId' });
  });
});

describe('an endpoint that the environment names', () => {
  const open = (env: Readonly<Record<string, string>>) => () =>
    connectIam({ region: 'eu-west-1', credentials, env });

  it.each(['https://iam.evil.example', 'https://iam.evil.s3.amazonaws.com', 'http://iam.amazonaws.com'])(
    'is refused when it is nobody to take keys from: %s',
    (url) => {
      expect(open({ AWS_ENDPOINT_URL_IAM: url })).toThrow(UsageError);
    },
  );

  it('may be of AWS, or the host of the other endpoints', () => {
    expect(open({ AWS_ENDPOINT_URL_IAM: 'https://iam.amazonaws.com' })).not.toThrow();
    const here = { AWS_ENDPOINT_URL_SSO: 'http://127.0.0.1:1', AWS_ENDPOINT_URL_IAM: 'http://127.0.0.1:2' };
    expect(open(here)).not.toThrow();
  });

  it('cannot be beside FIPS', () => {
    const env = { AWS_ENDPOINT_URL_IAM: 'https://iam.amazonaws.com', AWS_USE_FIPS_ENDPOINT: 'true' };
    expect(open(env)).toThrow(/AWS_ENDPOINT_URL_IAM/);
  });
});
