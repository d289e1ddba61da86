// Where each service is called, in every partition: as the reference says it, and as the real SDK clients resolve it.
import { GetRoleCredentialsCommand, SSOClient } from '@aws-sdk/client-sso';
import { RegisterClientCommand, SSOOIDCClient } from '@aws-sdk/client-sso-oidc';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import type { HttpRequest, RequestHandler } from '@smithy/types';
import { describe, expect, test } from 'vitest';
import { connectFederation } from '../../src/adapters/federation.ts';
import {
  type AwsService,
  awsEndpoint,
  type Environment,
  instanceOrigin,
  isSignInPage,
} from '../../src/domain/aws-endpoint.ts';
import { UsageError } from '../../src/domain/errors.ts';
import { partitionOf } from '../../src/domain/partition.ts';
import { roleArn } from '../../src/domain/role.ts';
import { parseStartUrl } from '../../src/domain/start-url.ts';

const regions = [
  'us-east-1',
  'eu-central-2',
  'mx-central-1',
  'cn-north-1',
  'cn-northwest-1',
  'us-gov-west-1',
  'us-gov-east-1',
  'eusc-de-east-1',
  'xx-unknown-1',
];

const switches: readonly Environment[] = [
  {},
  { AWS_USE_FIPS_ENDPOINT: 'true' },
  { AWS_USE_DUALSTACK_ENDPOINT: 'true' },
  { AWS_USE_FIPS_ENDPOINT: 'true', AWS_USE_DUALSTACK_ENDPOINT: 'true' },
];

/** The URL that the SDK's client calls, by its own rule set; the call itself is not made. */
const sdkHost = async (service: AwsService, region: string, env: Environment): Promise<string> => {
  let host: string | undefined;
  const requestHandler: RequestHandler<HttpRequest, never> = {
    handle: (request) => {
      host = `${request.protocol}//${request.hostname}/`;
      return Promise.reject(new Error('Nothing is sent.'));
    },
  };
  const settings = {
    region,
    requestHandler,
    maxAttempts: 1,
    useFipsEndpoint: env['AWS_USE_FIPS_ENDPOINT'] === 'true',
    useDualstackEndpoint: env['AWS_USE_DUALSTACK_ENDPOINT'] === 'true',
    credentials: { accessKeyId: 'fake', secretAccessKey: 'fake' },
  };
  const role = { accessToken: 'fake', accountId: '111111111111', roleName: 'Admin' };
  const calls: Record<AwsService, () => Promise<unknown>> = {
    sso: () => new SSOClient(settings).send(new GetRoleCredentialsCommand(role)),
    'sso-oidc': () =>
      new SSOOIDCClient(settings).send(new RegisterClientCommand({ clientName: 'x', clientType: 'public' })),
    sts: () => new STSClient(settings).send(new GetCallerIdentityCommand({})),
  };
  await expect(calls[service]()).rejects.toThrow('Nothing is sent.');
  return host ?? '';
};

const services: readonly AwsService[] = ['sso', 'sso-oidc', 'sts'];

describe.each(regions)('in %s', (region) => {
  test.each(switches)('%o gives the hosts of the SDK clients', async (env) => {
    for (const service of services)
      expect(awsEndpoint(service, region, env).href).toBe(await sdkHost(service, region, env));
  });
});

test.each([
  ['us-east-1', {}, 'oidc.us-east-1.amazonaws.com'],
  ['us-east-1', { AWS_USE_FIPS_ENDPOINT: 'true' }, 'oidc-fips.us-east-1.amazonaws.com'],
  ['us-gov-west-1', { AWS_USE_FIPS_ENDPOINT: 'true' }, 'oidc.us-gov-west-1.amazonaws.com'],
  ['cn-north-1', { AWS_USE_DUALSTACK_ENDPOINT: 'TRUE' }, 'oidc.cn-north-1.api.amazonwebservices.com.cn'],
  ['eusc-de-east-1', { AWS_USE_FIPS_ENDPOINT: 'false' }, 'oidc.eusc-de-east-1.amazonaws.eu'],
  ['eusc-de-east-1', { AWS_USE_FIPS_ENDPOINT: '' }, 'oidc.eusc-de-east-1.amazonaws.eu'],
])('%s with %o is %s', (region, env, host) => {
  expect(awsEndpoint('sso-oidc', region, env).host).toBe(host);
});

test.each(['AWS_USE_FIPS_ENDPOINT', 'AWS_USE_DUALSTACK_ENDPOINT', 'AWS_IGNORE_CONFIGURED_ENDPOINT_URLS'])(
  'what %s means is never guessed',
  (variable) => {
    for (const value of ['1', 'yes', ' true'])
      expect(() => awsEndpoint('sts', 'us-east-1', { [variable]: value })).toThrow(
        `${variable} must be true or false.`,
      );
  },
);

test('an endpoint of your own beside FIPS or dual-stack is refused, by both names', () => {
  for (const variable of ['AWS_USE_FIPS_ENDPOINT', 'AWS_USE_DUALSTACK_ENDPOINT']) {
    const env = { AWS_ENDPOINT_URL_STS: 'https://vpce.example', [variable]: 'true' };
    const use = () => awsEndpoint('sts', 'us-east-1', env);
    expect(use).toThrow(UsageError);
    expect(use).toThrow(`${variable} cannot be kept with`);
    expect(use).toThrow('AWS_ENDPOINT_URL_STS');
    expect(awsEndpoint('sso', 'us-east-1', env).hostname).toMatch(/fips|api\.aws/);
    const ignored = { ...env, AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true' };
    expect(awsEndpoint('sts', 'us-east-1', ignored).hostname).toMatch(/fips|api\.aws/);
  }
});

test('another kind of host is another origin, so tokens of one are not shown to the other', () => {
  const origins = switches.map((env) => instanceOrigin('us-east-1', env));
  expect(new Set(origins).size).toBe(switches.length);
  const fips = { AWS_USE_FIPS_ENDPOINT: 'true' };
  expect(instanceOrigin('us-gov-west-1', fips)).toBe(instanceOrigin('us-gov-west-1', {}));
});

const places = [
  {
    region: 'eu-west-1',
    id: 'aws',
    federation: 'https://eu-west-1.signin.aws.amazon.com/federation',
    console: 'https://console.aws.amazon.com',
    startUrls: [
      'https://acme.awsapps.com/start',
      'https://ssoins-1.portal.eu-west-1.app.aws',
      'https://identitycenter.amazonaws.com/ssoins-1',
    ],
    device: 'https://device.sso.eu-west-1.amazonaws.com/',
  },
  {
    region: 'cn-north-1',
    id: 'aws-cn',
    federation: 'https://signin.amazonaws.cn/federation',
    console: 'https://console.amazonaws.cn',
    startUrls: [
      'https://start.home.awsapps.cn/directory/acme',
      'https://ssoins-1.cn-north-1.portal.amazonaws.com.cn',
      'https://ssoins-1.portal.cn-north-1.app.amazonwebservices.com.cn',
      'https://identitycenter.amazonaws.com.cn/ssoins-1',
    ],
    device: 'https://device.sso.cn-north-1.amazonaws.com.cn/',
  },
  {
    region: 'us-gov-west-1',
    id: 'aws-us-gov',
    federation: 'https://signin.amazonaws-us-gov.com/federation',
    console: 'https://console.amazonaws-us-gov.com',
    startUrls: [
      'https://start.us-gov-home.awsapps.com/directory/acme',
      'https://identitycenter.us-gov.amazonaws.com/ssoins-1',
    ],
    device: 'https://device.sso.us-gov-west-1.amazonaws.com/',
  },
  {
    region: 'eusc-de-east-1',
    id: 'aws-eusc',
    federation: 'https://eusc-de-east-1.signin.amazonaws-eusc.eu/federation',
    console: 'https://console.amazonaws-eusc.eu',
    startUrls: [
      'https://identitycenter.amazonaws.eu/ssoins-1',
      'https://ssoins-1.eusc-de-east-1.portal.amazonaws.eu',
      'https://ssoins-1.portal.eusc-de-east-1.api.amazonwebservices.eu',
    ],
    device: 'https://device.sso.eusc-de-east-1.amazonaws.eu/',
  },
];

describe.each(places)('the partition $id', ({ region, id, federation, console, startUrls, device }) => {
  test('names its hosts and ARNs', () => {
    const role = { accountId: '012345678901', roleName: 'Admin', ssoRegion: region };
    expect(partitionOf(region).id).toBe(id);
    expect(roleArn(role)).toBe(`arn:${id}:iam::012345678901:role/Admin`);
    expect(connectFederation({ role, env: {} })).toMatchObject({
      endpoint: federation,
      consoleBase: console,
    });
  });

  test('knows its start URLs, and its sign-in pages whatever kind of host is asked', () => {
    for (const url of startUrls) expect(parseStartUrl(url, false)).toEqual({ kind: 'aws', url });
    for (const env of switches) {
      const oidc = awsEndpoint('sso-oidc', region, env);
      for (const page of [device, ...startUrls]) expect(isSignInPage(page, oidc, region)).toBe(true);
      for (const page of ['https://evil.example/', `${device.replace(/\/$/, '')}.evil.example/`])
        expect(isSignInPage(page, oidc, region)).toBe(false);
    }
  });

  test('lets federation be named where AWS may come to serve it, and nowhere else', () => {
    const at = (url: string) =>
      connectFederation({ role: { ssoRegion: region }, env: { ROLECALL_ENDPOINT_URL_FEDERATION: url } });
    const { suffix } = partitionOf(region);
    const service = `https://signin.${region}.${suffix}/federation`;
    expect(at(service).endpoint).toBe(service);
    for (const host of [`bucket.s3.${region}.${suffix}`, `signin.${region}.${suffix}.evil.example`])
      expect(() => at(`https://${host}/federation`)).toThrow(UsageError);
  });
});

test('pages of another partition are not opened', () => {
  const china = new URL('https://oidc.cn-north-1.amazonaws.com.cn');
  expect(isSignInPage('https://device.sso.us-east-1.amazonaws.com/', china, 'cn-north-1')).toBe(false);
  const europe = new URL('https://oidc.eusc-de-east-1.amazonaws.eu');
  expect(isSignInPage('https://device.sso.eu-west-1.amazonaws.com/', europe, 'eusc-de-east-1')).toBe(false);
});
