import { describe, expect, it } from 'vitest';
import { consoleUrl, signinUrl } from '../../src/domain/console-url.ts';
import { UsageError } from '../../src/domain/errors.ts';

const base = 'https://console.aws.amazon.com';

describe('console URLs', () => {
  it.each([
    [undefined, undefined, `${base}/console/home`],
    ['eu-west-1', undefined, `${base}/console/home?region=eu-west-1`],
    ['eu-west-1', 's3', `${base}/s3/home?region=eu-west-1`],
    [undefined, 'systems-manager', `${base}/systems-manager/home`],
  ])('region %s, service %s', (region, service, expected) => {
    expect(consoleUrl({ base, region, service })).toBe(expected);
  });

  it.each(['../evil', 's3?x=1', '//evil.example', 'S3', ''])('refuses %j as a service', (service) => {
    expect(() => consoleUrl({ base, region: undefined, service })).toThrow(UsageError);
  });

  it('refuses a region that is none', () => {
    expect(() => consoleUrl({ base, region: 'x&y', service: undefined })).toThrow(UsageError);
  });

  it('encodes everything in the sign-in URL', () => {
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
