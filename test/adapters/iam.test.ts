// IAM, where its answers are keys: whom it is asked at, and what of an answer is believed.
import { describe, expect, it } from 'vitest';
import { simulateActions } from '../../src/actions/simulate-actions.ts';
import { connectIam } from '../../src/adapters/iam.ts';
import { connectSts } from '../../src/adapters/sts.ts';
import { parseCaller } from '../../src/domain/caller.ts';
import { StsRefused, UpstreamFailed, UsageError } from '../../src/domain/errors.ts';
import { guarded } from '../../src/domain/guarded.ts';
import { roleKeys } from '../emulator/role-keys.ts';
import { smallOrganisation } from '../emulator/sdk-clients.ts';
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

describe('what a principal may do', () => {
  const reader = async (region = 'us-east-1') => {
    const emulator = await useEmulator({ organisation: smallOrganisation, region });
    const keys = guarded(await roleKeys(emulator));
    return { emulator, keys, iam: connectIam({ region, credentials: keys, env: emulator.env }) };
  };
  const principalArn = 'arn:aws:iam::012345678901:role/Deploy';

  it('is told for each action on each resource, over all pages', async () => {
    const { iam } = await reader();
    const actions = Array.from({ length: 40 }, (_, n) => `s3:GetThing${n}`);
    const resources = ['arn:aws:s3:::a', 'arn:aws:s3:::b'];
    const decisions = await iam.simulate({
      principalArn,
      actions: [...actions, 'iam:CreateUser'],
      resources,
    });
    expect(decisions).toHaveLength(82);
    expect(decisions[0]).toMatchObject({
      action: 's3:GetThing0',
      resource: 'arn:aws:s3:::a',
      decision: 'allowed',
      policies: ['emulator (IAM Policy)'],
      isAllowedByOrganization: undefined,
    });
    expect(decisions.at(-1)).toMatchObject({ decision: 'implicitDeny', policies: [] });
  });

  it('is not believed in another form, nor when its pages never end', async () => {
    const { iam, emulator } = await reader();
    const answer = (inside: string) =>
      `<SimulatePrincipalPolicyResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><SimulatePrincipalPolicyResult>${inside}</SimulatePrincipalPolicyResult></SimulatePrincipalPolicyResponse>`;
    const wrong = answer(
      '<EvaluationResults><member><EvalActionName>a:b</EvalActionName><EvalDecision>maybe</EvalDecision></member></EvaluationResults>',
    );
    const endless = answer('<IsTruncated>true</IsTruncated><Marker>again</Marker>');
    const fault = { operation: 'SimulatePrincipalPolicy', status: 200, contentType: 'text/xml' };
    emulator.fault({ ...fault, body: wrong });
    const request = { principalArn, actions: ['s3:GetObject'], resources: [] };
    await expect(iam.simulate(request)).rejects.toThrow(UpstreamFailed);
    emulator.fault({ ...fault, body: endless, count: 60 });
    await expect(iam.simulate(request)).rejects.toThrow(UpstreamFailed);
  });

  it.each(['us-east-1', 'eu-west-1'])(
    'of a role of Identity Center in %s is found by its path',
    async (region) => {
      const { iam, emulator, keys } = await reader(region);
      const { arn } = await connectSts({ region, credentials: keys, env: emulator.env }).getCallerIdentity();
      const wish = { caller: parseCaller(arn), actions: ['s3:GetObject', 's3:PutObject'], resources: [] };
      const asked = (centerRegions: readonly string[]) =>
        simulateActions(iam, { ...wish, hints: { centerRegions, path: undefined }, source: 'x', region });
      const { decisions, principal } = await asked(['ap-south-1', region]);
      expect(decisions.map(({ decision }) => decision)).toEqual(['allowed', 'implicitDeny']);
      expect(principal).toContain(
        region === 'us-east-1' ? 'sso.amazonaws.com/AWSReserved' : 'sso.amazonaws.com/eu-west-1/AWSReserved',
      );
      if (region !== 'us-east-1') await expect(asked(['ap-south-1'])).rejects.toThrow('IAM knows no role');
    },
  );

  it('of actions that AWS does not take is told for the others', async () => {
    const { iam } = await reader();
    const caller = parseCaller('arn:aws:sts::012345678901:assumed-role/Deploy/s');
    const wish = {
      caller,
      hints: { centerRegions: [], path: undefined },
      resources: [],
      source: 'x',
      region: 'us-east-1',
    };
    const { decisions, notTaken } = await simulateActions(iam, {
      ...wish,
      actions: ['s3:GetObject', 'ec2:*'],
    });
    expect(decisions.map(({ action }) => action)).toEqual(['s3:GetObject']);
    expect(notTaken).toEqual(['ec2:*']);
  });

  it('is not told to who may not ask, nor of the root user', async () => {
    const emulator = await useEmulator({ organisation: smallOrganisation });
    const keys = guarded(await roleKeys(emulator, { accountId: '012345678901', roleName: 'DeployRole' }));
    const iam = connectIam({ region: 'us-east-1', credentials: keys, env: emulator.env });
    const wish = {
      hints: { centerRegions: [], path: undefined },
      resources: [],
      source: 'x',
      region: 'us-east-1',
      actions: ['s3:GetObject'],
    };
    const ask = (arn: string) => simulateActions(iam, { ...wish, caller: parseCaller(arn) });
    await expect(ask('arn:aws:sts::012345678901:assumed-role/Deploy/s')).rejects.toMatchObject({
      message: expect.stringContaining('This role may not ask'),
      exitCode: 5,
    });
    await expect(ask('arn:aws:iam::012345678901:root')).rejects.toThrow('root user');
  });
});
