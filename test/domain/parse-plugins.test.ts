import { describe, expect, it } from 'vitest';
import { readConfigText } from '../../src/adapters/config-text/read-config-text.ts';
import { pluginPlaces } from '../../src/domain/plugin-places.ts';

const read = (text: string) => readConfigText('config.yaml', text, []);

const withRole = (
  role: string,
  instance = 'auth: plugin\n    plugin: vault\n    plugin_config: {creds: deploy}',
) =>
  `plugins:
  vault: {path: /opt/vault, timeout: 10, config: {addr: here, mount: aws}}
  tool: {path: /opt/tool}
instances:
  ci:
    ${instance}
    region: us-east-1
    accounts:
      "111111111111": {roles: {A: ${role}}}
`;

describe('who uses a plugin', () => {
  it('is an instance, with its config over the plugin’s', async () => {
    const config = await read(withRole('{}'));
    expect(config.instances[0]?.base).toEqual({
      kind: 'plugin',
      plugin: {
        name: 'vault',
        path: '/opt/vault',
        timeout: 10_000,
        config: { addr: 'here', mount: 'aws', creds: 'deploy' },
      },
    });
    expect(pluginPlaces(config, 'vault').map(({ role }) => role?.roleName)).toEqual([undefined]);
    expect(pluginPlaces(config, 'tool')).toEqual([]);
  });

  it.each<[string, string, unknown]>([
    [
      'a role, with the plugin of its instance',
      '{plugin_config: {sts: a}}',
      { addr: 'here', mount: 'aws', sts: 'a' },
    ],
    ['a role, with another', '{plugin: tool, plugin_config: {sts: a}}', { sts: 'a' }],
    ['a role, as the plugin is', '{plugin: vault}', { addr: 'here', mount: 'aws' }],
  ])('is %s', async (_name, role, expected) => {
    const [instance] = (await read(withRole(role))).instances;
    const found = instance?.accounts[0]?.roles[0];
    expect(found?.plugin?.config).toEqual(expected);
    expect(found?.chain).toBeUndefined();
  });
});

it.each<[string, string, string]>([
  [
    'an unknown plugin',
    withRole('{plugin: valt}'),
    'names no plugin of this file: valt. Did you mean vault?',
  ],
  ['both a plugin and via', withRole('{plugin: tool, via: 111111111111/B}'), 'cannot be with a plugin'],
  ['auth without a plugin', withRole('{}', 'auth: plugin'), 'needs a plugin'],
  [
    'a config without a plugin',
    withRole('{plugin_config: {a: b}}', 'auth: environment'),
    'needs a plugin beside it',
  ],
  ['a plugin in another auth', withRole('{}', 'auth: environment\n    plugin: vault'), 'is not a known key'],
  ['a path that is not absolute', 'plugins: {a: {path: ./a}}', 'must be the absolute path'],
  ['a time that is too long', 'plugins: {a: {path: /a, timeout: 60}}', 'seconds from 1 to 25'],
  ['an unknown key', 'plugins: {a: {path: /a, argv: b}}', 'is not a known key'],
  ['a config that is deep', 'plugins: {a: {path: /a, config: {b: {c: d}}}}', 'must be a text'],
])('%s is refused', async (_name, text, message) => {
  await expect(read(text)).rejects.toThrow(message);
});
