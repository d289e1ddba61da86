import { describe, expect, it } from 'vitest';
import { parseCaller, principalArns } from '../../src/domain/caller.ts';

const sso = 'AWSReservedSSO_Read_Only_0123456789abcdef';

describe('a caller', () => {
  it.each([
    [
      `arn:aws:sts::111111111111:assumed-role/${sso}/jo@x.example`,
      ['role', 'aws', '111111111111', 'Read_Only', 'jo@x.example'],
    ],
    ['arn:aws-cn:sts::111111111111:assumed-role/Deploy/s', ['role', 'aws-cn', '111111111111', 'Deploy', 's']],
    ['arn:aws:iam::111111111111:user/team/jo', ['user', 'aws', '111111111111', 'jo', undefined]],
    ['arn:aws:iam::111111111111:root', ['root', 'aws', '111111111111', '', undefined]],
    ['arn:aws:sts::111111111111:federated-user/jo', ['federated', 'aws', '111111111111', 'jo', undefined]],
    ['nonsense', ['unknown', 'aws', '', '', undefined]],
  ])('%s', (arn, expected) => {
    const { kind, partition, accountId, roleName, sessionName } = parseCaller(arn);
    expect([kind, partition, accountId, roleName, sessionName]).toEqual(expected);
  });
});

describe('the ARNs that IAM may know it by', () => {
  const role = (partition: string, name: string) =>
    parseCaller(`arn:${partition}:sts::111111111111:assumed-role/${name}/s`);
  const of = (path: string, name = sso) => `arn:aws:iam::111111111111:role${path}${name}`;
  const folder = '/aws-reserved/sso.amazonaws.com/';

  it.each([
    [['us-east-1'], [of(folder)]],
    [['eu-west-1'], [of(`${folder}eu-west-1/`), of(folder)]],
    [
      ['eu-west-1', 'us-east-1'],
      [of(`${folder}eu-west-1/`), of(folder)],
    ],
    [[], [of(folder)]],
  ])('of Identity Center in %j', (centerRegions, expected) => {
    expect(principalArns(role('aws', sso), { centerRegions, path: undefined })).toEqual(expected);
  });

  it('of another role are under its path, or under none', () => {
    const hints = { centerRegions: ['eu-west-1'], path: '/teams/' };
    expect(principalArns(role('aws', 'Deploy'), hints)).toEqual([of('/teams/', 'Deploy'), of('/', 'Deploy')]);
    expect(principalArns(role('aws-cn', 'Deploy'), { ...hints, path: undefined })).toEqual([
      'arn:aws-cn:iam::111111111111:role/Deploy',
    ]);
  });

  it('of a user are its own, and of the root user none', () => {
    const hints = { centerRegions: [], path: undefined };
    const user = 'arn:aws:iam::111111111111:user/team/jo';
    expect(principalArns(parseCaller(user), hints)).toEqual([user]);
    expect(principalArns(parseCaller('arn:aws:iam::111111111111:root'), hints)).toEqual([]);
  });
});
