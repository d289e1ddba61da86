import { describe, expect, it } from 'vitest';
import {
  mergeStartUrls,
  nameFromStartUrl,
  startUrlsInAwsConfig,
  startUrlsInAwsSsoCli,
  startUrlsInGranted,
  startUrlsInLeapp,
} from '../../src/domain/found-start-urls.ts';

describe('start URLs in ~/.aws/config', () => {
  it('are those of sso-session sections, of older profiles, and of granted', () => {
    const text = `# hand-made
[default]
region = eu-west-1

[sso-session "corp"]
sso_start_url = https://corp.awsapps.com/start#/
sso_region=eu-west-1
sso_registration_scopes = sso:account:access

[profile a]
sso_session = corp
sso_account_id = 111111111111

[profile old]
SSO_Start_URL = https://old.awsapps.com/start # since 2020
sso_region = us-east-1
[profile old2]\r
sso_start_url = https://old.awsapps.com/start\r
sso_region = us-east-1\r

[profile g/Admin]
granted_sso_start_url      = https://g.awsapps.com/start/
granted_sso_region         = ap-southeast-2
credential_process = granted credential-process --profile g/Admin
`;
    expect(startUrlsInAwsConfig(text)).toEqual([
      {
        url: 'https://corp.awsapps.com/start#/',
        region: 'eu-west-1',
        name: 'corp',
        origin: 'sso-session corp',
      },
      expect.objectContaining({
        url: 'https://old.awsapps.com/start',
        region: 'us-east-1',
        origin: '2 profiles',
      }),
      expect.objectContaining({
        url: 'https://g.awsapps.com/start/',
        region: 'ap-southeast-2',
        origin: '1 profile',
      }),
    ]);
  });

  it.each([
    '',
    'no section at all\n= x\n[\n[]\n',
    '\ufeff[profile x]\nsso_start_url\n',
    '[sso-session __proto__]\nx = y\n',
  ])('are none in %j', (text) => {
    expect(startUrlsInAwsConfig(text)).toEqual([]);
  });
});

it('start URLs of aws-sso-cli are its instances', () => {
  const config = new Map([
    [
      'SSOConfig',
      new Map([
        [
          'Default',
          new Map([
            ['SSORegion', 'us-east-1'],
            ['StartUrl', 'https://a.awsapps.com/start'],
          ]),
        ],
        ['work', new Map([['StartUrl', 'https://b.awsapps.com/start']])],
        ['broken', new Map([['SSORegion', 'us-east-1']])],
      ]),
    ],
  ]);
  expect(startUrlsInAwsSsoCli(config)).toEqual([
    {
      url: 'https://a.awsapps.com/start',
      region: 'us-east-1',
      name: undefined,
      origin: 'aws-sso-cli Default',
    },
    { url: 'https://b.awsapps.com/start', region: undefined, name: 'work', origin: 'aws-sso-cli work' },
  ]);
  for (const other of [null, 'x', [], new Map([['SSOConfig', 'x']])])
    expect(startUrlsInAwsSsoCli(other)).toEqual([]);
});

it('start URLs of granted are its SSO tables and its default', () => {
  const text = `DefaultBrowser = "FIREFOX"
CommonFateDefaultSSOStartURL = "https://cf.awsapps.com/start"
CommonFateDefaultSSORegion = "eu-west-2"

[SSO]
[SSO.mycorp]
  StartURL = "https://d-976708da7d.awsapps.com/start"
  SSORegion = "ap-southeast-2"
  Prefix = ""
[SSO."a b"]
  StartURL = 'https://ab.awsapps.com/start'
`;
  expect(startUrlsInGranted(text)).toEqual([
    { url: 'https://cf.awsapps.com/start', region: 'eu-west-2', name: undefined, origin: 'granted' },
    {
      url: 'https://d-976708da7d.awsapps.com/start',
      region: 'ap-southeast-2',
      name: 'mycorp',
      origin: 'granted mycorp',
    },
    { url: 'https://ab.awsapps.com/start', region: undefined, name: undefined, origin: 'granted a b' },
  ]);
});

it('start URLs of Leapp are read where its workspace is readable', () => {
  const workspace = {
    _awsSsoIntegrations: [
      { alias: 'leapp', portalUrl: 'https://l.awsapps.com/start', region: 'eu-west-1' },
      null,
      {},
    ],
  };
  expect(startUrlsInLeapp(JSON.stringify(workspace))).toEqual([
    { url: 'https://l.awsapps.com/start', region: 'eu-west-1', name: 'leapp', origin: 'Leapp leapp' },
  ]);
  for (const text of ['U2FsdGVkX1+encrypted', 'null', '[]', '{}']) expect(startUrlsInLeapp(text)).toEqual([]);
});

describe('found start URLs', () => {
  const mention = (url: string, origin: string, over: { region?: string; name?: string } = {}) => ({
    url,
    origin,
    region: undefined,
    name: undefined,
    ...over,
  });

  it('are each told once, with all that is known of them', () => {
    expect(
      mergeStartUrls(
        [
          mention('https://a.awsapps.com/start#', 'one', { region: 'nonsense' }),
          mention('https://a.awsapps.com/start/', 'two', { region: 'eu-west-1', name: 'a' }),
          mention('https://a.awsapps.com/start', 'two', { region: 'us-east-1', name: 'b' }),
        ],
        false,
      ),
    ).toEqual([
      { url: 'https://a.awsapps.com/start', region: 'eu-west-1', name: 'a', origins: ['one', 'two'] },
    ]);
  });

  it('are none that may not be used, and hold nothing that a terminal obeys', () => {
    const [first, ...rest] = mergeStartUrls(
      [
        mention('http://a.awsapps.com/start', 'x'),
        mention('https://169.254.169.254/start', 'x'),
        mention('file:///etc/passwd', 'x'),
        mention('https://a.awsapps.com/start', 'evil\u001b[31m'),
      ],
      false,
    );
    expect(rest).toEqual([]);
    expect(first?.origins).toEqual(['evil\\u{1b}[31m']);
  });
});

it.each([
  ['https://acme.awsapps.com/start', 'acme'],
  ['https://d-9067000000.awsapps.com/start', undefined],
  ['https://ssoins-1234.portal.eu-west-1.app.aws', undefined],
  ['http://127.0.0.1:1/start', undefined],
  ['nonsense', undefined],
])('%s suggests the name %s', (url, name) => {
  expect(nameFromStartUrl(url)).toBe(name);
});
