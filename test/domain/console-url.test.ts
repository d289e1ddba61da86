import { describe, expect, it } from 'vitest';
import { consoleUrl, signinUrl } from '../../src/domain/console-url.ts';
import { UsageError } from '../../src/domain/errors.ts';

const base = 'https://console.aws.amazon.com';
const ssoRegion = 'us-east-1';

describe('console URLs of services', () => {
  it.each([
    [undefined, undefined, `${base}/console/home`],
    ['eu-west-1', undefined, `${base}/console/home?region=eu-west-1`],
    ['eu-west-1', 's3', `${base}/s3/home?region=eu-west-1`],
    ['eu-west-1', 'S3', `${base}/s3/home?region=eu-west-1`],
    [undefined, 'systems-manager', `${base}/systems-manager/home`],
    ['eu-west-1', 'codesuite/codebuild', `${base}/codesuite/codebuild/home?region=eu-west-1`],
    ['eu-west-1', 'logs', `${base}/cloudwatch/home?region=eu-west-1#logsV2:log-groups`],
    ['eu-west-1', 'iam', `${base}/iam/home`],
    ['eu-west-1', 'Step Functions', `${base}/states/home?region=eu-west-1`],
  ])('region %s, service %s', (region, service, expected) => {
    expect(consoleUrl({ base, ssoRegion, region, service })).toBe(expected);
  });

  it.each(['../evil', 's3?x=1', '//evil.example', 'ecc2', '', 'constructor', '__proto__'])(
    'refuses %j as a service',
    (service) => {
      expect(() => consoleUrl({ base, ssoRegion, region: undefined, service })).toThrow(UsageError);
    },
  );

  it('names the nearest of a service that is not known', () => {
    const ask = (service: string) => () => consoleUrl({ base, ssoRegion, region: undefined, service });
    expect(ask('lamda')).toThrow(
      expect.objectContaining({ hint: expect.stringContaining('lambda (Lambda)') }),
    );
    expect(ask('cloud form')).toThrow(
      expect.objectContaining({ hint: expect.stringContaining('cloudformation (CloudFormation)') }),
    );
    expect(ask('zzzzzzzz')).toThrow(
      expect.objectContaining({ hint: expect.not.stringContaining('Nearest') }),
    );
  });

  it.each(['x&y', 'cn-north-1', 'us-gov-west-1', 'eusc-de-east-1'])('refuses the region %s', (region) => {
    expect(() => consoleUrl({ base, ssoRegion, region, service: undefined })).toThrow(UsageError);
  });
});

type Place = { readonly base: string; readonly ssoRegion: string };

const partitions: readonly (readonly [name: string, place: Place, region: string])[] = [
  ['aws', { base, ssoRegion }, 'eu-west-1'],
  ['aws-cn', { base: 'https://console.amazonaws.cn', ssoRegion: 'cn-north-1' }, 'cn-northwest-1'],
  [
    'aws-us-gov',
    { base: 'https://console.amazonaws-us-gov.com', ssoRegion: 'us-gov-west-1' },
    'us-gov-east-1',
  ],
  ['aws-eusc', { base: 'https://console.amazonaws-eusc.eu', ssoRegion: 'eusc-de-east-1' }, 'eusc-de-east-1'],
];

describe.each(partitions)('pages of the console in %s', (_name, place, region) => {
  const host = new URL(place.base).host;
  const open = (destination: string, given: string | undefined = undefined): string =>
    consoleUrl({ ...place, region: given, destination });

  it('are its hosts and what is under them', () => {
    expect(open(`https://${host}/ec2/home#Instances:`)).toBe(`https://${host}/ec2/home#Instances:`);
    expect(open(`https://${region}.${host}/s3/buckets/x?tab=objects`)).toBe(
      `https://${region}.${host}/s3/buckets/x?tab=objects`,
    );
    expect(open(`https://111111111111-abcd.${region}.${host}/ec2/home`)).toBe(
      `https://111111111111-abcd.${region}.${host}/ec2/home`,
    );
    expect(open('/ec2/home?x=1#y')).toBe(`https://${host}/ec2/home?x=1#y`);
    expect(open('ec2/home')).toBe(`https://${host}/ec2/home`);
  });

  it('get the region where they name none and are not global', () => {
    expect(open('ec2/home#Instances:', region)).toBe(`https://${host}/ec2/home?region=${region}#Instances:`);
    expect(open(`https://${region}.${host}/ec2/home`, region)).toBe(`https://${region}.${host}/ec2/home`);
    expect(open(`ec2/home?region=${region}`, region)).toBe(`https://${host}/ec2/home?region=${region}`);
    expect(open('iam/home#/roles', region)).toBe(`https://${host}/iam/home#/roles`);
  });

  it.each([
    ['plain http', `http://${host}/ec2/home`],
    ['another host', 'https://evil.example/ec2/home'],
    ['a name before @', `https://${host}@evil.example/`],
    ['a user', `https://me@${host}/`],
    ['a password', `https://me:secret@${host}/`],
    ['a host that only ends alike', `https://evil${host}/`],
    ['its host as a label', `https://${host}.evil.example/`],
    ['a port', `https://${host}:8443/`],
    ['a dot at the end', `https://${host}./`],
    ['two slashes', `//evil.example/x`],
    ['backslashes', `/\\evil.example/x`],
    ['a backslash in a URL', `https://${host}\\@evil.example/`],
    ['a line end', `ec2/home\nx`],
    ['a tab in the host', `https://evil.example\t.${host}/`],
    ['a space', 'ec2/ho me'],
    ['a script', 'javascript:alert(1)'],
    ['data', 'data:text/html,x'],
    ['nothing', ''],
    ['too much', `ec2/${'x'.repeat(5000)}`],
    ['the sign-in host', 'https://signin.aws.amazon.com/federation'],
  ])('are not %s', (_what, destination) => {
    expect(() => open(destination)).toThrow(UsageError);
  });

  it('are not those of another partition', () => {
    for (const [, other] of partitions) {
      if (other.base === place.base) continue;
      expect(() => open(`${other.base}/ec2/home`)).toThrow(UsageError);
      expect(() => open(`ec2/home?region=${other.ssoRegion}`)).toThrow(UsageError);
      expect(() => consoleUrl({ ...place, region: other.ssoRegion })).toThrow(UsageError);
    }
  });
});

describe('pages of resources', () => {
  const open = (destination: string, place: Place = { base, ssoRegion }): string =>
    consoleUrl({ ...place, region: 'eu-west-1', destination, accountId: '111111111111' });

  it.each([
    'arn:aws:sqs:eu-west-1:111111111111:orders',
    'arn:aws:s3:::a-bucket/with/a key?&#'.replace(' ', '+'),
    'arn:aws:iam::111111111111:role/teams/Deploy',
    'arn:aws:iam::aws:policy/ReadOnlyAccess',
  ])('%s', (arn) => {
    const url = new URL(open(arn));
    expect(`${url.origin}${url.pathname}`).toBe(`${base}/go/view`);
    expect([...url.searchParams]).toEqual([['arn', arn]]);
    expect(url.hash).toBe('');
  });

  it.each([
    ['another account', 'arn:aws:sqs:eu-west-1:222222222222:orders'],
    ['another partition', 'arn:aws-cn:sqs:cn-north-1:111111111111:orders'],
    ['a region of another partition', 'arn:aws:sqs:cn-north-1:111111111111:orders'],
    ['too little', 'arn:aws:sqs'],
    ['a space', 'arn:aws:s3:::a b'],
    ['a line end', 'arn:aws:s3:::a\nb'],
    ['too much', `arn:aws:s3:::${'x'.repeat(3000)}`],
  ])('are not of %s', (_what, arn) => {
    expect(() => open(arn)).toThrow(UsageError);
  });

  it('are of the role’s partition', () => {
    const china = { base: 'https://console.amazonaws.cn', ssoRegion: 'cn-north-1' };
    const arn = 'arn:aws-cn:s3:::bucket';
    expect(consoleUrl({ ...china, region: undefined, destination: arn })).toBe(
      `${china.base}/go/view?arn=${encodeURIComponent(arn)}`,
    );
  });
});

describe('where another console stands for it', () => {
  const emulator = { base: 'http://127.0.0.1:4566/console-page', ssoRegion };

  it('its origin is a page too, and a path is below it', () => {
    const open = (destination: string) => consoleUrl({ ...emulator, region: undefined, destination });
    expect(open('http://127.0.0.1:4566/x')).toBe('http://127.0.0.1:4566/x');
    expect(open('/ec2/home')).toBe('http://127.0.0.1:4566/console-page/ec2/home');
    expect(() => open('http://127.0.0.1:4567/x')).toThrow(UsageError);
    expect(() => open('http://me@127.0.0.1:4566/x')).toThrow(UsageError);
  });
});

describe('sign-in URLs', () => {
  it('encode everything', () => {
    const url = signinUrl({
      endpoint: 'https://signin.aws.amazon.com/federation',
      issuer: 'https://acme.awsapps.com/start?a=b&c',
      destination: `${base}/s3/home?region=eu-west-1`,
      signinToken: 'a+b/c=&d',
    });
    const read = new URL(url).searchParams;
    expect([...read.keys()]).toEqual(['Action', 'Issuer', 'Destination', 'SigninToken']);
    expect(read.get('SigninToken')).toBe('a+b/c=&d');
    expect(read.get('Issuer')).toBe('https://acme.awsapps.com/start?a=b&c');
  });
});
