import { describe, expect, test } from 'vitest';
import {
  type BrowserFields,
  containerBrowsers,
  fillFields,
  profileBrowsers,
  type WantedBrowser,
} from '../../src/domain/browser.ts';
import {
  type BrowserPlace,
  browserArgvs,
  containerUrl,
  profileFolder,
  webUrl,
} from '../../src/domain/browser-argv.ts';
import fc from '../support/properties.ts';

const fields: BrowserFields = {
  profile: 'prod-admin',
  account: 'Acme Production',
  account_id: '111111111111',
  role: 'AdministratorAccess',
  instance: 'acme',
  region: 'eu-west-1',
  email: 'aws@acme.example',
  name: 'prod-admin',
  color: 'red',
  icon: 'briefcase',
};

const wanted = (kind: WantedBrowser['kind'], over: Partial<WantedBrowser> = {}): WantedBrowser => ({
  kind,
  command: undefined,
  fields,
  ...over,
});

const place = (over: Partial<BrowserPlace> = {}): BrowserPlace => ({
  platform: 'linux',
  isWsl: false,
  env: { ProgramFiles: 'C:\\Program Files', LOCALAPPDATA: 'C:\\Users\\jo\\AppData\\Local' },
  profiles: '/home/jo/.local/state/rolecall/browsers',
  ...over,
});

const url = 'http://127.0.0.1:4321/x?a=1&b=2';

describe('containers of Firefox', () => {
  test.each([
    ['granted-containers', 'ext+granted-containers'],
    ['open-url-in-container', 'ext+container'],
  ] as const)('%s has the form of its extension', (kind, scheme) => {
    expect(containerUrl(kind, wanted(kind), url)).toBe(
      `${scheme}:name=prod-admin&url=http%3A%2F%2F127.0.0.1%3A4321%2Fx%3Fa%3D1%26b%3D2&color=red&icon=briefcase`,
    );
    expect(browserArgvs(wanted(kind), place(), url)[0]).toEqual([
      'firefox',
      containerUrl(kind, wanted(kind), url),
    ]);
  });

  test('whatever a name holds, the extension reads the same name, URL, colour and icon', () => {
    fc.assert(
      fc.property(fc.constantFrom(...containerBrowsers), fc.string({ unit: 'grapheme' }), (kind, name) => {
        const made = containerUrl(kind, wanted(kind, { fields: { ...fields, name } }), url);
        expect(made).toMatch(/^ext\+(?:granted-containers|container):[!-~]+$/);
        const query = new URLSearchParams(made.slice(made.indexOf(':') + 1));
        expect(Object.fromEntries(query)).toEqual({ name, url, color: 'red', icon: 'briefcase' });
      }),
    );
  });
});

describe('profiles', () => {
  test.each([
    ['chrome', 'google-chrome'],
    ['chromium', 'chromium'],
    ['edge', 'microsoft-edge'],
    ['brave', 'brave-browser'],
    ['vivaldi', 'vivaldi'],
  ] as const)('%s starts with a profile that only this role has', (kind, program) => {
    expect(browserArgvs(wanted(kind), place(), url)[0]).toEqual([
      program,
      '--profile-directory=rolecall-prod-admin',
      '--no-first-run',
      '--no-default-browser-check',
      url,
    ]);
  });

  test('firefox has a folder of its own', () => {
    const folder = '/home/jo/.local/state/rolecall/browsers/rolecall-prod-admin';
    expect(browserArgvs(wanted('firefox'), place(), url)[0]).toEqual(['firefox', '--profile', folder, url]);
  });

  test.each([
    ['darwin', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'],
    ['win32', 'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe'],
    ['linux', 'google-chrome'],
  ] as const)('the program is found on %s', (platform, program) => {
    expect(browserArgvs(wanted('chrome'), place({ platform }), url)[0]?.[0]).toBe(program);
  });

  test('in WSL the browsers of Windows come first', () => {
    const programs = browserArgvs(wanted('edge'), place({ isWsl: true }), url).map(([program]) => program);
    expect(programs).toEqual([
      '/mnt/c/Program Files/Microsoft/Edge/Application/msedge.exe',
      '/mnt/c/Program Files (x86)/Microsoft/Edge/Application/msedge.exe',
      'microsoft-edge',
      'microsoft-edge-stable',
    ]);
  });

  test('the words of a program of one’s own come first', () => {
    const command = ['flatpak', 'run', 'com.google.Chrome', '--class={account_id}'];
    expect(browserArgvs(wanted('chrome', { command }), place(), url)).toEqual([
      [
        'flatpak',
        'run',
        'com.google.Chrome',
        '--class=111111111111',
        '--profile-directory=rolecall-prod-admin',
        '--no-first-run',
        '--no-default-browser-check',
        url,
      ],
    ]);
  });

  test('are named the same every time, apart, and fit for a folder', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (a, b) => {
        expect(profileFolder(a)).toMatch(/^rolecall-[A-Za-z0-9._-]{1,60}$/);
        expect(profileFolder(a)).not.toContain('..');
        if (a !== b) expect(profileFolder(a)).not.toBe(profileFolder(b));
      }),
    );
  });

  test.each(['../../etc/passwd', '..\\..\\x', '$(touch pwned)', '-x', '', '.', 'a'.repeat(500)])(
    '%j is a plain folder',
    (name) => {
      expect(profileFolder(name)).toMatch(/^rolecall-[A-Za-z0-9._-]{1,60}$/);
    },
  );
});

test('safari is on macOS only', () => {
  expect(browserArgvs(wanted('safari'), place({ platform: 'darwin' }), url)).toEqual([
    ['open', '-a', 'Safari', url],
  ]);
  expect(browserArgvs(wanted('safari'), place(), url)).toEqual([]);
});

describe('a command', () => {
  const argv = (command: readonly string[], over: Partial<BrowserFields> = {}) =>
    browserArgvs(wanted('command', { command, fields: { ...fields, ...over } }), place(), url)[0];

  test('has the fields and the URL in their places', () => {
    expect(
      argv(['box', '--name={account} {role}', '{account_id}/{region}', '{url}', '{color}-{icon}']),
    ).toEqual([
      'box',
      '--name=Acme Production AdministratorAccess',
      '111111111111/eu-west-1',
      url,
      'red-briefcase',
    ]);
  });

  test('has the URL at its end where it has no place for it', () => {
    expect(argv(['box', '{profile}'])).toEqual(['box', 'prod-admin', url]);
  });

  test.each([
    ['$(touch pwned); `x` | y', '$(touch pwned); `x` | y'],
    ['--load-extension=/tmp/x', 'load-extension=/tmp/x'],
    ['{url} {profile}', '{url} {profile}'],
    ['%s %1', '%s %1'],
  ])('takes the name %j as one word that means nothing', (account, word) => {
    const [program, first, ...rest] = argv(['box', '{account}', '{url}'], { account }) ?? [];
    expect([program, rest.at(-1)]).toEqual(['box', url]);
    // A name with braces is the one thing that the URL could still be put into.
    expect(first).toBe(word.replace('{url}', url));
  });

  test('no name becomes an option, or another word', () => {
    fc.assert(
      fc.property(fc.string(), (account) => {
        const filled = fillFields('{account}', { account });
        expect(filled.startsWith('-')).toBe(false);
        expect(argv(['box', 'x={account}', 'end'], { account })).toHaveLength(4);
      }),
    );
  });
});

test('system starts nothing by itself', () => {
  expect(browserArgvs(wanted('system'), place(), url)).toEqual([]);
});

test('every browser has a place on every system', () => {
  for (const kind of [...profileBrowsers, ...containerBrowsers])
    for (const platform of ['linux', 'darwin', 'win32'])
      expect(browserArgvs(wanted(kind), place({ platform }), url).length).toBeGreaterThan(0);
});

test.each([
  ['https://acme.example/', 'https://acme.example/'],
  ['http://127.0.0.1:8080/x?y#z', 'http://127.0.0.1:8080/x?y#z'],
  ['https://acme.example/ --help', 'https://acme.example/%20--help'],
  ['https://acme.example/é"\'', "https://acme.example/%C3%A9%22'"],
  ['https://a:b@acme.example/', undefined],
  ['https://acme.example/\n', undefined],
  ['https://acme.example/\u202e', undefined],
  ['ftp://acme.example/', undefined],
  ['javascript:alert(1)', undefined],
  ['ext+container:name=x&url=https://acme.example', undefined],
  ['--help', undefined],
  ['https://', undefined],
])('%j is opened as %j', (text, expected) => {
  expect(webUrl(text)).toBe(expected);
});
