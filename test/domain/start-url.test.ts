import { expect, test } from 'vitest';
import { endpointOverride, isSignInPage } from '../../src/domain/aws-endpoint.ts';
import { isAwsPortalHost, isPublicName } from '../../src/domain/host-name.ts';
import { parseStartUrl } from '../../src/domain/start-url.ts';
import fc from '../support/properties.ts';

test.each([
  ['https://acme.awsapps.com/start', 'https://acme.awsapps.com/start'],
  ['https://acme.awsapps.com/start/', 'https://acme.awsapps.com/start'],
  ['https://acme.awsapps.com/start#/', 'https://acme.awsapps.com/start'],
  ['https://acme.awsapps.com/start/#/?tab=accounts', 'https://acme.awsapps.com/start'],
  ['  acme.awsapps.com/start ', 'https://acme.awsapps.com/start'],
  ['HTTPS://ACME.awsapps.com/start', 'https://acme.awsapps.com/start'],
  ['https://ssoins-1.portal.eu-west-1.app.aws/', 'https://ssoins-1.portal.eu-west-1.app.aws'],
  ['https://id.eu-west-1.portal.amazonaws.com', 'https://id.eu-west-1.portal.amazonaws.com'],
  ['https://start.home.awsapps.cn/directory/acme', 'https://start.home.awsapps.cn/directory/acme'],
  [
    'https://ssoins-1.portal.cn-north-1.app.amazonwebservices.com.cn',
    'https://ssoins-1.portal.cn-north-1.app.amazonwebservices.com.cn',
  ],
  [
    'https://start.us-gov-home.awsapps.com/directory/acme',
    'https://start.us-gov-home.awsapps.com/directory/acme',
  ],
  ['https://x.eusc-de-east-1.portal.amazonaws.eu', 'https://x.eusc-de-east-1.portal.amazonaws.eu'],
  ['https://identitycenter.amazonaws.com/ssoins-1', 'https://identitycenter.amazonaws.com/ssoins-1'],
])('%s is AWS', (text, url) => {
  expect(parseStartUrl(text, false)).toEqual({ kind: 'aws', url });
});

test.each([
  'http://acme.awsapps.com/start',
  'https://user:secret@acme.awsapps.com/start',
  'https://acme.awsapps.com:8443/start',
  'https://127.0.0.1/start',
  'https://2130706433/start',
  'https://0x7f.1/start',
  'https://169.254.169.254/latest',
  'https://10.0.0.8/start',
  'https://[::1]/start',
  'https://[fd00::1]/start',
  'https://localhost/start',
  'https://sso.localhost/start',
  'https://intranet/start',
  'https://sso.corp.internal/start',
  'https://awsapps.com.local/start',
  'javascript:alert(1)',
  'file:///etc/passwd',
  'not a url',
  '',
])('%s is refused', (text) => {
  expect(parseStartUrl(text, false).kind).toBe('refused');
});

test('a name that only looks like AWS must be asked', () => {
  for (const url of [
    'https://awsapps.com.evil.com/start',
    'https://evilawsapps.com/start',
    'https://sso.acme.com',
  ])
    expect(parseStartUrl(url, false).kind).toBe('vanity');
});

test('whatever is accepted stays itself when it is read again', () => {
  fc.assert(
    fc.property(fc.webUrl({ withFragments: true, withQueryParameters: true }), (text) => {
      const first = parseStartUrl(text, true);
      if (first.kind === 'refused') return;
      expect(first.url).not.toMatch(/[#?]|\/$/);
      expect(parseStartUrl(first.url, true)).toEqual(first);
    }),
  );
});

test('the public names are no addresses', () => {
  expect(isPublicName('1.2.3.4')).toBe(false);
  expect(isPublicName('sso.acme.com')).toBe(true);
  expect(isAwsPortalHost('awsapps.com')).toBe(false);
});

test.each([
  ['https://device.sso.us-east-1.amazonaws.com/?user_code=A', 'https://oidc.us-east-1.amazonaws.com', true],
  ['https://acme.awsapps.com/start/#/device', 'https://oidc.us-east-1.amazonaws.com', true],
  ['http://device.sso.us-east-1.amazonaws.com/', 'https://oidc.us-east-1.amazonaws.com', false],
  ['https://amazonaws.com.evil.example/', 'https://oidc.us-east-1.amazonaws.com', false],
  ['https://me@device.sso.us-east-1.amazonaws.com/', 'https://oidc.us-east-1.amazonaws.com', false],
  ['http://127.0.0.1:1/device', 'https://oidc.us-east-1.amazonaws.com', false],
  ['http://127.0.0.1:1/device', 'http://127.0.0.1:2', true],
  ['file:///etc/passwd', 'http://127.0.0.1:2', false],
  ['https://evil.example/', 'http://127.0.0.1:2', false],
  ['https://sso.corp.example/device', 'https://sso.corp.example', true],
  ['javascript:alert(1)', 'https://oidc.us-east-1.amazonaws.com', false],
])('the sign-in page %s of %s: %s', (page, oidc, expected) => {
  expect(isSignInPage(page, new URL(oidc), 'us-east-1')).toBe(expected);
});

test('the variable of a service beats the one for all, and an empty one is unset', () => {
  const env = { AWS_ENDPOINT_URL: 'https://all.example', AWS_ENDPOINT_URL_SSO_OIDC: 'http://127.0.0.1:1' };
  expect(endpointOverride('sso-oidc', env)?.href).toBe('http://127.0.0.1:1/');
  expect(endpointOverride('sso', { ...env, AWS_ENDPOINT_URL_SSO: '' })?.href).toBe('https://all.example/');
  expect(endpointOverride('sts', { ...env, AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'TRUE' })).toBeUndefined();
});
