import { describe, expect, it } from 'vitest';
import { type RunRequest, refuseNesting, runWithRole } from '../../src/actions/run-with-role.ts';
import { UsageError } from '../../src/domain/errors.ts';
import type { ChildRequest } from '../../src/ports/child.ts';
import { testServices } from '../support/services.ts';
import { someCredentials } from '../support/some-credentials.ts';
import { someRole } from '../support/some-roles.ts';

const credentials = someCredentials({
  accessKeyId: 'ASIAFAKE0000000000TEST',
  secretAccessKey: 'fake-secret',
  sessionToken: 'fake-token',
  expiration: Date.UTC(2026, 10, 21),
});

/** What is started for a request. */
const started = async (change: Partial<RunRequest> = {}): Promise<ChildRequest> => {
  const requests: ChildRequest[] = [];
  const run = async (request: ChildRequest): Promise<number> => {
    requests.push(request);
    return 7;
  };
  const services = testServices({ env: {}, overrides: { child: async () => ({ run }) } });
  const status = await runWithRole(services, {
    role: someRole(),
    credentials,
    region: undefined,
    argv: ['aws', 's3', 'ls'],
    env: {},
    platform: 'linux',
    keepsStoreKey: false,
    ...change,
  });
  expect(status).toBe(7);
  const [request] = requests;
  if (request === undefined) throw new Error('nothing was started');
  return request;
};

describe('a program with a role', () => {
  it('holds the keys in its environment, and nothing of them in its argv', async () => {
    const { argv, env } = await started({ env: { HOME: '/home/me' } });
    expect(argv).toEqual(['aws', 's3', 'ls']);
    expect(env).toMatchObject({
      HOME: '/home/me',
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
      AWS_SESSION_TOKEN: credentials.sessionToken,
      AWS_REGION: 'eu-west-1',
    });
  });

  it('gets neither what opens the secret store nor what would beat its keys', async () => {
    const secrets = { ROLECALL_PASSPHRASE: 'fake-passphrase', ROLECALL_MASTER_KEY: 'fake-key' };
    const { env } = await started({ env: { ...secrets, AWS_PROFILE: 'other', AWS_SECURITY_TOKEN: 'old' } });
    for (const name of [...Object.keys(secrets), 'AWS_PROFILE', 'AWS_SECURITY_TOKEN'])
      expect(env).not.toHaveProperty(name);
    expect(await started({ env: secrets, keepsStoreKey: true })).toMatchObject({ env: secrets });
  });

  it.each<[NodeJS.Platform, Record<string, string>, string]>([
    ['linux', { SHELL: '/bin/zsh' }, '/bin/zsh'],
    ['linux', {}, '/bin/sh'],
    ['win32', { ComSpec: 'C:\\Windows\\cmd.exe' }, 'C:\\Windows\\cmd.exe'],
  ])('is the person’s shell on %s with %j when none is named', async (platform, env, shell) => {
    expect((await started({ argv: [], platform, env })).argv).toEqual([shell]);
  });

  it('is noticed from inside', async () => {
    const { env } = await started();
    expect(() => refuseNesting(env)).toThrow(UsageError);
    expect(() => refuseNesting({})).not.toThrow();
  });
});
