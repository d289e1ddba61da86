import { describe, expect, test } from 'vitest';
import type { Config } from '../../src/domain/config.ts';
import { parseConfig, type YamlValue } from '../../src/domain/parse-config.ts';
import {
  browserNamed,
  browserOfInstance,
  browserOfRole,
  browserRef,
  consoleLinkOf,
} from '../../src/domain/role-browser.ts';
import { compileRule } from '../../src/domain/tag-rules.ts';
import { role } from '../support/picker-fixture.ts';

const yaml = (value: unknown): YamlValue => {
  if (Array.isArray(value)) return value.map(yaml);
  if (value !== null && typeof value === 'object')
    return new Map(Object.entries(value).map(([key, entry]) => [key, yaml(entry)]));
  return String(value);
};

const read = (value: object) => parseConfig(yaml(value));

const configOf = (value: object): Config => {
  const { config, problems } = read(value);
  expect(problems).toEqual([]);
  return config;
};

const problemsOf = (value: object): readonly string[] =>
  read(value).problems.map(({ path, message }) => `${path.join('.')} ${message}`);

const acme = (over: object, account: object = {}) => ({
  instances: {
    acme: {
      start_url: 'https://acme.awsapps.com/start',
      region: 'us-east-1',
      accounts: { '111111111111': account },
      ...over,
    },
  },
});

const refOf = (config: Config) =>
  browserRef(role(), {
    config,
    rules: config.tagRules.map(compileRule),
    accountName: 'Northwind Production',
  });

describe('what is nearest to the role wins', () => {
  const top = { browser: 'chrome' };
  const rules = {
    tag_rules: [
      { match: { account_name: '*production' }, browser: 'edge' },
      { match: { account_name: 'other' }, browser: 'safari' },
    ],
  };
  const ofRole = { roles: { AdministratorAccess: { browser: ['box', '{url}'] } } };

  test.each([
    ['nothing', {}, undefined],
    ['the top', top, 'chrome'],
    ['the instance', { ...top, ...acme({ browser: 'brave' }) }, 'brave'],
    ['a tag rule', { ...top, ...rules, ...acme({ browser: 'brave' }) }, 'edge'],
    ['the account', { ...top, ...rules, ...acme({ browser: 'brave' }, { browser: 'firefox' }) }, 'firefox'],
    [
      'the role',
      { ...top, ...rules, ...acme({ browser: 'brave' }, { browser: 'firefox', ...ofRole }) },
      ['box', '{url}'],
    ],
  ])('%s', (_, value, expected) => {
    expect(refOf(configOf(value))).toEqual(expected);
  });

  test('of rules that match, the later', () => {
    const two = [
      { match: { role_name: '*' }, browser: 'edge' },
      { match: { role_name: 'Admin*' }, browser: 'brave' },
    ];
    expect(refOf(configOf({ tag_rules: two }))).toBe('brave');
  });
});

describe('what a browser of a role is', () => {
  const wantedOf = (value: object, tags: Readonly<Record<string, string>> = {}, ref = 'box') => {
    const config = configOf(value);
    const browser = browserNamed(config, ref);
    if (browser === undefined) throw new Error(ref);
    return browserOfRole(role({ tags }), config, browser);
  };
  const box = { browsers: { box: { kind: 'granted-containers', color: 'pink', icon: 'pet' } } };

  test('a container by the profile name of the role, with the browser’s colour and icon', () => {
    expect(wantedOf(box).fields).toMatchObject({
      name: 'northwind-production-AdministratorAccess',
      color: 'pink',
      icon: 'pet',
    });
  });

  test.each([
    ['tags of the role', { Color: 'Red', icon: 'briefcase' }, { color: 'red', icon: 'briefcase' }],
    ['not tags that the extensions do not know', { color: 'beige' }, { color: 'pink', icon: 'pet' }],
  ])('%s', (_, tags, expected) => {
    expect(wantedOf(box, tags).fields).toMatchObject(expected);
  });

  test('the colour of its guard, where nothing else says one', () => {
    const guard = [{ match: { tags: { env: 'prod' } }, color: 'yellow' }];
    const plain = { browsers: { box: { kind: 'granted-containers' } }, guard };
    expect(wantedOf(plain, { env: 'prod' }).fields.color).toBe('yellow');
    expect(wantedOf(plain, { env: 'prod', color: 'green' }).fields.color).toBe('green');
  });

  test('else one by the name, the same every time', () => {
    const [a, b] = [wantedOf({}, {}, 'granted-containers'), wantedOf({}, {}, 'granted-containers')];
    expect(a.fields).toEqual(b.fields);
    expect(a.fields.color).not.toBe('');
  });

  test('a name of one’s own, with fields', () => {
    const named = { browsers: { box: { kind: 'chrome', name: '{account_id} {role}' } } };
    expect(wantedOf(named).fields.name).toBe('111111111111 AdministratorAccess');
  });

  test('a kind, a list of words, or a name of browsers; nothing else', () => {
    const config = configOf({ browsers: { work: ['box', '{url}'] } });
    expect(browserNamed(config, 'work')).toMatchObject({ kind: 'command', command: ['box', '{url}'] });
    expect(browserNamed(config, 'edge')).toMatchObject({ kind: 'edge', command: undefined });
    expect(browserNamed(config, ['x'])).toMatchObject({ kind: 'command', command: ['x'] });
    for (const none of ['nope', 'constructor', '__proto__', 'command'])
      expect(browserNamed(config, none)).toBeUndefined();
  });
});

describe('signing in', () => {
  test.each([
    ['the usual browser', {}, undefined],
    ['not a browser with a profile for each role', { browser: 'chrome' }, undefined],
    ['a command', { browser: ['box', '{url}'] }, 'command'],
    ['the one that is said', { browser: 'chrome', sign_in_browser: 'edge' }, 'edge'],
    ['the instance’s own', { sign_in_browser: 'edge', ...acme({ sign_in_browser: 'brave' }) }, 'brave'],
  ])('with %s', (_, value, kind) => {
    const config = configOf({ ...acme({}), ...value });
    expect(browserOfInstance(config, 'acme')?.kind).toBe(kind);
  });

  test('in a container of the instance', () => {
    const config = configOf({ ...acme({}), sign_in_browser: 'open-url-in-container' });
    const expected = { name: 'acme', color: 'blue', icon: 'fingerprint' };
    expect(browserOfInstance(config, 'acme')?.fields).toMatchObject(expected);
  });
});

test.each([
  [{}, 'signin'],
  [{ console_link: 'portal' }, 'portal'],
  [{ console_link: 'portal', ...acme({ console_link: 'signin' }) }, 'signin'],
])('%j: consoles are opened by %s', (value, expected) => {
  expect(consoleLinkOf(configOf({ ...acme({}), ...value }), 'acme')).toBe(expected);
});

test.each([
  [{ browser: 'crome' }, /^browser is no browser: crome\..*Did you mean chrome\?/s],
  [acme({ browser: 'nope' }), /^instances\.acme\.browser is no browser/],
  [acme({}, { browser: 'nope' }), /^instances\.acme\.accounts\.111111111111\.browser is no/],
  [acme({}, { roles: { Admin: { browser: 'nope' } } }), /roles\.Admin\.browser is no browser/],
  [{ tag_rules: [{ match: { role_name: '*' }, browser: 'nope' }] }, /^tag_rules\.0\.browser is no/],
  [{ sign_in_browser: 'nope' }, /^sign_in_browser is no browser/],
  [{ browser: ['box', '{acount}'] }, /^browser has no field \{acount\}/],
  [{ browsers: { x: {} } }, /^browsers\.x /],
  [{ browsers: { x: { name: 'y' } } }, /^browsers\.x needs a kind/],
  [{ browsers: { x: { kind: 'command' } } }, /^browsers\.x needs a command/],
  [{ browsers: { x: { kind: 'chrome', command: ['c', '{url}'] } } }, /^browsers\.x\.command has its URL/],
  [{ browsers: { x: { kind: 'granted-containers', color: 'beige' } } }, /^browsers\.x\.color must be one of/],
  [{ browsers: { 'a b': ['x'] } }, /^browsers\.a b is no good name/],
  [{ browsers: { x: { kind: 'chrome', nam: 'y' } } }, /Did you mean name\?/],
  [{ console_link: 'link' }, /^console_link must be one of signin, portal/],
])('%j is refused', (value, expected) => {
  expect(problemsOf(value).join('\n')).toMatch(expected);
});
