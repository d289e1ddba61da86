import { describe, expect, it } from 'vitest';
import { parseDocument } from 'yaml';
import { hour } from '../../src/domain/expiry.ts';
import { parseConfig, type YamlValue } from '../../src/domain/parse-config.ts';

const parse = (text: string) =>
  parseConfig(parseDocument(text, { schema: 'failsafe' }).toJS({ mapAsMap: true }) as YamlValue);

const acme = `
instances:
  acme:
    start_url: https://acme.awsapps.com/start
    region: us-east-1
`;

describe('a configuration', () => {
  it('reads every key', () => {
    const { config, problems } = parse(`
default_instance: acme
profile_template: "{{ account_id }}"
catalog_max_age: 12
browser: [firefox, "{url}"]
theme: dark
default_action: exec
height: 40%
secret_store: {backend: passphrase, passphrase_command: [pass, show, rolecall]}
instances:
  acme:
    start_url: https://acme.awsapps.com/start
    region: us-east-1
    default_region: eu-west-1
    login: device
    session_duration: 12
    accounts:
      012345678901:
        name: Acme Production
        region: eu-central-1
        tags: {env: prod, tier: 1}
        roles:
          AdministratorAccess: {profile: prod-admin, region: us-west-2, tags: {risk: high}}
tag_rules:
  - match: {account_name: "*-prod"}
    tags: {env: prod}
`);
    expect(problems).toEqual([]);
    expect(config).toMatchObject({
      defaultInstance: 'acme',
      profileTemplate: '{{ account_id }}',
      catalogMaxAge: 12 * hour,
      browser: ['firefox', '{url}'],
      theme: 'dark',
      defaultAction: 'exec',
      height: { kind: 'percent', percent: 40 },
      secretStore: { backend: 'passphrase', passphraseCommand: ['pass', 'show', 'rolecall'] },
      tagRules: [{ match: { account_name: '*-prod' }, tags: { env: 'prod' } }],
    });
    const [instance] = config.instances;
    expect(instance).toMatchObject({
      name: 'acme',
      login: 'device',
      sessionDuration: 12 * hour,
      defaultRegion: 'eu-west-1',
    });
    // An account id keeps its leading zero, although nobody put it in quotes.
    expect(instance?.accounts[0]).toMatchObject({ id: '012345678901', tags: { env: 'prod', tier: '1' } });
    expect(instance?.accounts[0]?.roles[0]).toMatchObject({
      name: 'AdministratorAccess',
      profile: 'prod-admin',
    });
  });

  it.each([
    'https://acme.awsapps.com/start#/',
    'https://ACME.awsapps.com/start/?x=1',
    'acme.awsapps.com/start',
  ])('keeps the start URL %s as every SDK writes it', (pasted) => {
    const { config, problems } = parse(acme.replace('https://acme.awsapps.com/start', `"${pasted}"`));
    expect(problems).toEqual([]);
    expect(config.instances[0]?.startUrl).toBe('https://acme.awsapps.com/start');
  });

  it('has defaults, and takes the only instance as the default one', () => {
    const { config, problems } = parse(acme);
    expect(problems).toEqual([]);
    expect(config).toMatchObject({ defaultInstance: 'acme', catalogMaxAge: 24 * hour, theme: 'auto' });
    expect(config.instances[0]).toMatchObject({ login: 'auto', sessionDuration: 8 * hour });
  });

  it.each([
    ['an unknown key', 'profile_tempalte: x', 'profile_tempalte', 'is not a known key'],
    [
      'a default that names nothing',
      `default_instance: no\n${acme}`,
      'default_instance',
      'names no instance',
    ],
    ['no start URL', 'instances: {a: {region: us-east-1}}', 'instances.a', 'needs a start_url'],
    [
      'a start URL of http',
      'instances: {a: {start_url: "http://acme.example/start", region: us-east-1}}',
      'instances.a.start_url',
      'https',
    ],
    [
      'no region',
      'instances: {a: {start_url: "https://a.awsapps.com/start"}}',
      'instances.a',
      'needs a region',
    ],
    [
      'a region that is none',
      'instances: {a: {start_url: "https://a.awsapps.com/start", region: "x.evil.example"}}',
      'instances.a.region',
      'not an AWS region',
    ],
    [
      'a bad instance name',
      `instances: {"a/b": {start_url: "https://a.awsapps.com/start", region: us-east-1}}`,
      'instances.a/b',
      'instance name',
    ],
    [
      'a short account id',
      `${acme}    accounts: {"123": {name: x}}`,
      'instances.acme.accounts.123',
      '12 digits',
    ],
    ['a list where a mapping belongs', 'instances: [a]', 'instances', 'must be a mapping'],
    ['a shell line as browser', 'browser: firefox {url}', 'browser', 'list of words'],
    ['a browser described in place', 'browser: {kind: firefox}', 'browser', 'put this under browsers'],
    ['a height that is none', 'height: half', 'height', 'number of rows such as 15'],
    ['hours that are none', 'catalog_max_age: soon', 'catalog_max_age', 'number of hours'],
    ['an unknown flow', `${acme}    login: magic`, 'instances.acme.login', 'one of pkce, device, auto'],
  ])('refuses %s', (_name, text, path, message) => {
    const [first] = parse(text).problems;
    expect(first?.path.join('.')).toBe(path);
    expect(first?.message).toContain(message);
  });

  it('takes a tag named __proto__ for a tag', () => {
    const { config } = parse(`${acme}    accounts: {"111111111111": {tags: {__proto__: x, constructor: y}}}`);
    const tags = config.instances[0]?.accounts[0]?.tags ?? {};
    expect(Object.keys(tags)).toEqual(['__proto__', 'constructor']);
    expect(Object.getPrototypeOf(tags)).toBeNull();
    expect({}.constructor).toBe(Object);
  });
});

describe('keymap', () => {
  it('reads a set and keys, a lone key, and null for none', () => {
    const { config, problems } = parse(
      `${acme}keymap:\n  set: vim\n  bindings:\n    console: [ctrl+e, f5]\n    tags: F6\n    refresh: null\n    sign-in:\n`,
    );
    expect(problems).toEqual([]);
    expect(config.keymap).toEqual({
      set: 'vim',
      bindings: [
        { name: 'console', keys: ['ctrl+e', 'f5'] },
        { name: 'tags', keys: ['F6'] },
        { name: 'refresh', keys: [] },
        { name: 'sign-in', keys: [] },
      ],
    });
  });

  it('refuses a set that there is not, and keys that are no text', () => {
    const { problems } = parse(`${acme}keymap:\n  set: vimm\n  bindings:\n    console: {a: b}\n`);
    expect(problems.map(({ path, message }) => `${path.join('.')} ${message}`)).toEqual(
      [
        'keymap.set must be one of default, vim, emacs. Did you mean vim?',
        'keymap.bindings.console must be a key, a list of keys, or null for none.',
      ]
        .toSorted()
        .toReversed(),
    );
  });
});
