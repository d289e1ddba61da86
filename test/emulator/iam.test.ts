import {
  CreateAccessKeyCommand,
  DeleteAccessKeyCommand,
  GetUserCommand,
  ListAccessKeysCommand,
  ListAccountAliasesCommand,
  SimulatePrincipalPolicyCommand,
  UpdateAccessKeyCommand,
} from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand, GetSessionTokenCommand } from '@aws-sdk/client-sts';
import { describe, expect, it } from 'vitest';
import type { Emulator, EmulatorOptions, NewUser } from '../../src/emulator/start-emulator.ts';
import { useEmulator } from '../support/emulator.ts';
import { addUser, mfaOf } from '../support/users.ts';
import { roleKeys } from './role-keys.ts';
import { iamClient, issuedKeys, type Keys, smallOrganisation, stsClient } from './sdk-clients.ts';

const accountId = '012345678901';

const start = async (user: Partial<NewUser> = {}, options: EmulatorOptions = {}) => {
  const emulator = await useEmulator({ organisation: smallOrganisation, ...options });
  const added = addUser(emulator, user);
  return { emulator, user: added, client: iamClient(emulator, added) };
};

const sessionOf = async (emulator: Emulator, keys: Keys, input = {}): Promise<Keys> => {
  const answer = await stsClient(emulator, keys).send(new GetSessionTokenCommand(input));
  return issuedKeys(answer.Credentials);
};

const refusal = (name: string, httpStatusCode: number) => ({ name, $metadata: { httpStatusCode } });
const denied = refusal('AccessDenied', 403);

const listed = async (emulator: Emulator, keys: Keys): Promise<string[]> => {
  const { AccessKeyMetadata } = await iamClient(emulator, keys).send(new ListAccessKeysCommand({}));
  return (AccessKeyMetadata ?? []).map((key) => `${key.AccessKeyId} ${key.Status}`);
};

describe('access keys', () => {
  it('rotate: a second one is made, used, and the first put to rest and deleted', async () => {
    const { emulator, user, client } = await start();
    const { AccessKey } = await client.send(new CreateAccessKeyCommand({}));
    expect(AccessKey).toMatchObject({ UserName: 'ci-bot', Status: 'Active', CreateDate: expect.any(Date) });
    const next = issuedKeys(AccessKey);
    const second = { accessKeyId: next.accessKeyId, secretAccessKey: next.secretAccessKey };
    expect(await listed(emulator, second)).toEqual([
      `${user.accessKeyId} Active`,
      `${second.accessKeyId} Active`,
    ]);
    const other = iamClient(emulator, second);
    const first = { AccessKeyId: user.accessKeyId };
    await other.send(new UpdateAccessKeyCommand({ ...first, Status: 'Inactive' }));
    expect(await listed(emulator, second)).toContain(`${user.accessKeyId} Inactive`);
    const byFirst = () => stsClient(emulator, user).send(new GetCallerIdentityCommand({}));
    await expect(byFirst()).rejects.toMatchObject(refusal('InvalidClientTokenId', 403));
    await other.send(new UpdateAccessKeyCommand({ ...first, Status: 'Active' }));
    expect((await byFirst()).Arn).toBe(user.arn);
    await other.send(new DeleteAccessKeyCommand(first));
    expect(await listed(emulator, second)).toEqual([`${second.accessKeyId} Active`]);
    await expect(byFirst()).rejects.toMatchObject(refusal('InvalidClientTokenId', 403));
  });

  it('are two at most', async () => {
    const { client } = await start();
    await client.send(new CreateAccessKeyCommand({}));
    await expect(client.send(new CreateAccessKeyCommand({}))).rejects.toMatchObject({
      name: 'LimitExceededException',
      message: 'Cannot exceed quota for AccessKeysPerUser: 2',
      $metadata: { httpStatusCode: 409 },
    });
  });

  it('are listed a page at a time', async () => {
    const { client } = await start();
    await client.send(new CreateAccessKeyCommand({}));
    const first = await client.send(new ListAccessKeysCommand({ MaxItems: 1 }));
    expect([first.AccessKeyMetadata?.length, first.IsTruncated]).toEqual([1, true]);
    const rest = await client.send(new ListAccessKeysCommand({ Marker: first.Marker }));
    expect([rest.AccessKeyMetadata?.length, rest.IsTruncated]).toEqual([1, false]);
    await expect(client.send(new ListAccessKeysCommand({ Marker: 'x' }))).rejects.toMatchObject(
      refusal('ValidationError', 400),
    );
  });

  it('of others are not there, and not to be managed', async () => {
    const { emulator, client } = await start();
    const other = addUser(emulator, { userName: 'other' });
    const theirs = { AccessKeyId: other.accessKeyId };
    await expect(client.send(new DeleteAccessKeyCommand(theirs))).rejects.toMatchObject(
      refusal('NoSuchEntityException', 404),
    );
    await expect(client.send(new CreateAccessKeyCommand({ UserName: 'other' }))).rejects.toMatchObject(
      denied,
    );
    expect(await listed(emulator, other)).toHaveLength(1);
  });

  it('with keysNeedMfa are managed in a session that had MFA', async () => {
    const { emulator, user, client } = await start({ mfa: true, keysNeedMfa: true });
    await expect(client.send(new CreateAccessKeyCommand({}))).rejects.toMatchObject(denied);
    await expect(client.send(new ListAccessKeysCommand({}))).rejects.toThrow('explicit deny');
    expect((await client.send(new GetUserCommand({}))).User?.Arn).toBe(user.arn);
    const session = await sessionOf(emulator, user, mfaOf(emulator, user));
    expect(await listed(emulator, session)).toEqual([`${user.accessKeyId} Active`]);
    await iamClient(emulator, session).send(new CreateAccessKeyCommand({}));
    expect(await listed(emulator, session)).toHaveLength(2);
  });

  it('are managed by an admin of the account, who must say whose', async () => {
    const { emulator, user } = await start();
    const admin = iamClient(
      emulator,
      await roleKeys(emulator, { accountId, roleName: 'AdministratorAccess' }),
    );
    const answer = await admin.send(new ListAccessKeysCommand({ UserName: 'ci-bot' }));
    expect(answer.AccessKeyMetadata?.[0]?.AccessKeyId).toBe(user.accessKeyId);
    await expect(admin.send(new ListAccessKeysCommand({}))).rejects.toMatchObject(
      refusal('ValidationError', 400),
    );
    await expect(admin.send(new ListAccessKeysCommand({ UserName: 'x' }))).rejects.toMatchObject(
      refusal('NoSuchEntityException', 404),
    );
    const deployer = iamClient(emulator, await roleKeys(emulator, { accountId, roleName: 'DeployRole' }));
    await expect(deployer.send(new ListAccessKeysCommand({ UserName: 'ci-bot' }))).rejects.toMatchObject(
      denied,
    );
  });
});

it('GetUser says who the user is, to the user', async () => {
  const { client } = await start({ path: '/team/' });
  expect((await client.send(new GetUserCommand({}))).User).toEqual({
    Path: '/team/',
    UserName: 'ci-bot',
    UserId: expect.stringMatching(/^AIDAFAKE/),
    Arn: `arn:aws:iam::${accountId}:user/team/ci-bot`,
    CreateDate: expect.any(Date),
  });
});

it('a session without MFA is unknown to all of IAM', async () => {
  const { emulator, user } = await start({ mfa: true });
  const client = iamClient(emulator, await sessionOf(emulator, user));
  for (const asked of [
    client.send(new GetUserCommand({})),
    client.send(new CreateAccessKeyCommand({})),
    client.send(new ListAccountAliasesCommand({})),
  ])
    await expect(asked).rejects.toMatchObject(refusal('InvalidClientTokenId', 403));
});

describe('ListAccountAliases', () => {
  it('makes an alias of the name of an account', async () => {
    const { emulator, client } = await start();
    expect((await client.send(new ListAccountAliasesCommand({}))).AccountAliases).toEqual(['payments-prod']);
    const outside = iamClient(emulator, addUser(emulator, { accountId: '999999999999' }));
    expect((await outside.send(new ListAccountAliasesCommand({}))).AccountAliases).toEqual([]);
  });

  it('is for roles that may read', async () => {
    const { emulator } = await start();
    const reader = iamClient(emulator, await roleKeys(emulator));
    expect((await reader.send(new ListAccountAliasesCommand({}))).AccountAliases).toHaveLength(1);
    const other = iamClient(emulator, await roleKeys(emulator, { accountId, roleName: 'SupportUser' }));
    await expect(other.send(new ListAccountAliasesCommand({}))).rejects.toMatchObject(denied);
  });
});

describe('SimulatePrincipalPolicy', () => {
  const asReader = async (options: EmulatorOptions = {}) => {
    const { emulator, user } = await start({}, options);
    const keys = await roleKeys(emulator);
    const client = iamClient(emulator, keys);
    const simulate = (input: { PolicySourceArn: string; ActionNames: string[] }, more = {}) =>
      client.send(new SimulatePrincipalPolicyCommand({ ...input, ...more }));
    return { emulator, user, keys, client, simulate };
  };

  const role = (name: string): string => `arn:aws:iam::${accountId}:role/${name}`;

  const actions = ['s3:GetObject', 's3:PutObject', 'iam:ListUsers', 'iam:CreateUser', 'ce:GetCostAndUsage'];

  it.each([
    ['OrgAdmin', [true, true, true, true, true]],
    ['PowerUserAccess', [true, true, false, false, true]],
    ['ViewReadOnly', [true, false, true, false, true]],
    ['Billing', [false, false, false, false, true]],
    ['Deploy', [true, false, false, false, false]],
  ])('tells by its name what %s may do', async (name, allowed) => {
    const { simulate } = await asReader();
    const { EvaluationResults, IsTruncated } = await simulate({
      PolicySourceArn: role(name),
      ActionNames: actions,
    });
    expect(IsTruncated).toBe(false);
    expect(EvaluationResults?.map((result) => result.EvalActionName)).toEqual(actions);
    expect(EvaluationResults?.map((result) => result.EvalDecision)).toEqual(
      allowed.map((isAllowed) => (isAllowed ? 'allowed' : 'implicitDeny')),
    );
  });

  it.each([
    ['us-east-1', ''],
    ['eu-west-1', 'eu-west-1/'],
  ])('knows the roles of Identity Center in %s by their path', async (region, place) => {
    const { emulator, keys, simulate } = await asReader({ region });
    const { Arn = '' } = await stsClient(emulator, keys).send(new GetCallerIdentityCommand({}));
    const name = Arn.split('/')[1];
    const of = (path: string) =>
      simulate({ PolicySourceArn: role(`${path}${name}`), ActionNames: ['sqs:ListQueues'] });
    const { EvaluationResults } = await of(`aws-reserved/sso.amazonaws.com/${place}`);
    expect(EvaluationResults?.[0]).toMatchObject({ EvalDecision: 'allowed', EvalResourceName: '*' });
    await expect(of('')).rejects.toMatchObject(refusal('NoSuchEntityException', 404));
  });

  it('answers for each action on each resource, 50 at a time', async () => {
    const { simulate, user } = await asReader();
    const input = {
      PolicySourceArn: user.arn,
      ActionNames: Array.from({ length: 30 }, (_, n) => `s3:Action${n}`),
    };
    const ResourceArns = ['arn:aws:s3:::a', 'arn:aws:s3:::b'];
    const first = await simulate(input, { ResourceArns });
    expect([first.EvaluationResults?.length, first.IsTruncated]).toEqual([50, true]);
    const rest = await simulate(input, { ResourceArns, Marker: first.Marker });
    expect([rest.EvaluationResults?.length, rest.IsTruncated, rest.Marker]).toEqual([10, false, undefined]);
    expect(rest.EvaluationResults?.at(-1)).toMatchObject({
      EvalActionName: 's3:Action29',
      EvalResourceName: 'arn:aws:s3:::b',
      EvalDecision: 'implicitDeny',
    });
  });

  it.each([
    ['a session', `arn:aws:sts::${accountId}:assumed-role/R/session`, 'InvalidInputException', 400],
    ['another account', 'arn:aws:iam::222222222222:role/R', 'NoSuchEntityException', 404],
    ['a user that is not there', `arn:aws:iam::${accountId}:user/nobody`, 'NoSuchEntityException', 404],
    ['nothing', 'short', 'ValidationError', 400],
  ])('refuses %s', async (_what, PolicySourceArn, name, status) => {
    const { simulate } = await asReader();
    await expect(simulate({ PolicySourceArn, ActionNames: ['s3:GetObject'] })).rejects.toMatchObject(
      refusal(name, status),
    );
  });

  it.each([['s3:*'], ['GetObject']])('refuses %s as an action', async (action) => {
    const { simulate } = await asReader();
    await expect(simulate({ PolicySourceArn: role('Deploy'), ActionNames: [action] })).rejects.toMatchObject(
      refusal('InvalidInputException', 400),
    );
  });

  it('is not for other roles, nor for users', async () => {
    const { emulator, user } = await asReader();
    const deployer = await roleKeys(emulator, { accountId, roleName: 'DeployRole' });
    const input = { PolicySourceArn: role('Deploy'), ActionNames: ['s3:GetObject'] };
    for (const keys of [deployer, user])
      await expect(
        iamClient(emulator, keys).send(new SimulatePrincipalPolicyCommand(input)),
      ).rejects.toMatchObject(denied);
  });
});

describe('IAM', () => {
  it('stands in the environment, and in the log by its operations', async () => {
    const { emulator, client } = await start();
    expect(emulator.env['AWS_ENDPOINT_URL_IAM']).toBe(emulator.url);
    emulator.fault({ operation: 'CreateAccessKey', error: 'Throttling' });
    await expect(client.send(new CreateAccessKeyCommand({}))).rejects.toMatchObject(
      refusal('Throttling', 400),
    );
    await client.send(new CreateAccessKeyCommand({}));
    expect(emulator.requests().map(({ operation, status }) => `${operation} ${status}`)).toEqual([
      'CreateAccessKey 400',
      'CreateAccessKey 200',
    ]);
  });

  it('does not take operations of STS, nor STS those of IAM', async () => {
    const emulator = await useEmulator();
    const ask = async (Action: string, Version: string): Promise<string> => {
      const body = new URLSearchParams({ Action, Version });
      return (await fetch(emulator.url, { method: 'POST', body })).text();
    };
    const [iamXml, stsXml] = ['iam.amazonaws.com/doc/2010-05-08', 'sts.amazonaws.com/doc/2011-06-15'];
    for (const [said, xml] of [
      [await ask('GetCallerIdentity', '2010-05-08'), iamXml],
      [await ask('GetUser', '2011-06-15'), stsXml],
      [await ask('GetUser', '2020-01-01'), stsXml],
    ] as const) {
      expect(said).toContain('<Code>InvalidAction</Code>');
      expect(said).toContain(`xmlns="https://${xml}/"`);
    }
    expect(await ask('GetUser', '2010-05-08')).toContain('<Code>MissingAuthenticationToken</Code>');
  });
});
