import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openConfigStore } from '../../src/adapters/config-store.ts';
import { foldersOf } from '../../src/adapters/folders.ts';
import { ConfigRefused, UsageError } from '../../src/domain/errors.ts';

let home = '';
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'rolecall-config-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const open = () => openConfigStore(foldersOf({ env: { ROLECALL_HOME: home }, platform: 'linux', home }));
const path = () => join(home, 'config.yaml');
const startUrl = 'https://acme.awsapps.com/start';
const acme = { name: 'acme', settings: { start_url: startUrl, region: 'us-east-1' } };

describe('config.yaml', () => {
  it('that is not there is an empty configuration', async () => {
    expect((await open().load()).instances).toEqual([]);
  });

  it('is written private, and read back', async () => {
    const settings = { ...acme.settings, default_region: 'eu-west-1', login: 'device' };
    await open().saveInstance({ name: 'acme', settings });
    expect(statSync(path()).mode & 0o777).toBe(0o600);
    const config = await open().load();
    expect(config.defaultInstance).toBe('acme');
    expect(config.instances[0]).toMatchObject({
      name: 'acme',
      startUrl,
      region: 'us-east-1',
      defaultRegion: 'eu-west-1',
      login: 'device',
    });
  });

  it('keeps comments, order and every other key when an instance is changed or added', async () => {
    const before = `# mine
theme: dark # at night
instances:
  # the old one
  acme:
    start_url: https://old.awsapps.com/start
    region: us-east-1
    accounts:
      012345678901: {name: Prod} # leading zero
profile_template: "{{ account_id }}"
`;
    writeFileSync(path(), before);
    await open().saveInstance(acme);
    await open().saveInstance({ ...acme, name: 'globex' });
    const after = readFileSync(path(), 'utf8');
    for (const kept of [
      '# mine',
      'theme: dark # at night',
      '# the old one',
      '012345678901: {name: Prod}',
      '# leading zero',
    ]) {
      expect(after.replace('{ name: Prod }', '{name: Prod}')).toContain(kept);
    }
    const config = await open().load();
    expect(config.instances.map(({ name, startUrl }) => [name, startUrl])).toEqual([
      ['acme', startUrl],
      ['globex', startUrl],
    ]);
    expect(config.instances[0]?.accounts[0]?.id).toBe('012345678901');
  });

  it('is read again when the file changes, though a parsed copy is kept', async () => {
    await open().saveInstance(acme);
    expect((await open().load()).theme).toBe('auto');
    writeFileSync(path(), `theme: light\n${readFileSync(path(), 'utf8')}`);
    expect((await open().load()).theme).toBe('light');
  });

  it('with a mistake is refused with its line, and never written over', async () => {
    const text =
      'theme: dark\ninstances:\n  acme:\n    start_url: https://a.awsapps.com/start\n    regoin: us-east-1\n';
    writeFileSync(path(), text);
    await expect(open().load()).rejects.toThrow(
      /config\.yaml:5:5: instances\.acme\.regoin is not a known key\. Did you mean region\?/,
    );
    await expect(open().saveInstance(acme)).rejects.toThrow(UsageError);
    expect(readFileSync(path(), 'utf8')).toBe(text);
  });

  it.each([
    ['a broken line', 'instances: [unclosed\n'],
    ['a key twice', 'theme: a\ntheme: b\n'],
    ['only a text', 'hello\n'],
    [
      'aliases without end',
      `a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [${'*a,'.repeat(9)}]\nc: [${'*b,'.repeat(99)}]\n`,
    ],
  ])('with %s is refused', async (_name, text) => {
    writeFileSync(path(), text);
    await expect(open().load()).rejects.toThrow(UsageError);
  });

  it.each(['browser: [firefox]', 'secret_store: {passphrase_command: [pass]}'])(
    'with %s is refused where others may write it, also when a parsed copy is kept',
    async (line) => {
      writeFileSync(path(), `${line}\n`);
      chmodSync(path(), 0o644);
      await open().load();
      for (const mode of [0o664, 0o646]) {
        chmodSync(path(), mode);
        await expect(open().load()).rejects.toThrow(/names commands to run.*other users may write it/);
      }
    },
  );

  it.runIf(process.getuid?.() === 0)('with commands is refused when it is another user’s', async () => {
    writeFileSync(path(), 'browser: [firefox]\n');
    chownSync(path(), 12_345, 12_345);
    await expect(open().load()).rejects.toThrow(/belongs to another user/);
  });

  it('without commands may be written by a group', async () => {
    writeFileSync(path(), 'theme: dark\n');
    chmodSync(path(), 0o664);
    expect((await open().load()).theme).toBe('dark');
  });

  it('behind a symlink stays behind it', async () => {
    mkdirSync(join(home, 'dotfiles'));
    writeFileSync(join(home, 'dotfiles', 'c.yaml'), 'theme: dark\n');
    symlinkSync(join(home, 'dotfiles', 'c.yaml'), path());
    await open().saveInstance(acme);
    expect(readFileSync(join(home, 'dotfiles', 'c.yaml'), 'utf8')).toContain('acme.awsapps.com');
  });
});

describe('what is wrong with config.yaml', () => {
  const faultsOf = async (text: string) => {
    writeFileSync(path(), text);
    const error: unknown = await open()
      .load()
      .catch((reason: unknown) => reason);
    return error instanceof ConfigRefused
      ? error.faults.map(({ line, column, path: place, nearest }) => [line, column, place, nearest])
      : error;
  };

  it.each([
    ['a key', 'theem: dark\n', [[1, 1, 'theem', 'theme']]],
    ['a value', 'theme:  drak\n', [[1, 9, 'theme', 'dark']]],
    [
      'a key of a role',
      `instances:\n  a: {start_url: ${startUrl}, region: eu-west-1, accounts: {"111111111111": {roles: {"My.Role": {profle: x}}}}}\n`,
      [[2, 117, 'instances.a.accounts.111111111111.roles."My.Role".profle', 'profile']],
    ],
    [
      'a key of a rule',
      'tag_rules:\n  - match: {account_nam: x}\n',
      [[2, 13, 'tag_rules.0.match.account_nam', 'account_name']],
    ],
    [
      'what is missing',
      'instances:\n  acme:\n    region: eu-west-1\n',
      [[2, 3, 'instances.acme', undefined]],
    ],
    [
      'a name',
      `default_instance: acem\ninstances: {acme: {start_url: ${startUrl}, region: eu-west-1}}\n`,
      [[1, 19, 'default_instance', 'acme']],
    ],
    ['a broken line', 'theme: dark\nbrowser: [a\n', [[3, 1, '', undefined]]],
  ] as const)('%s is told with line, column and the nearest that is known', async (_what, text, expected) => {
    expect(await faultsOf(text)).toEqual(expected);
  });
});

describe('where the files are', () => {
  it.each([
    ['linux', {}, '/h/.config/rolecall', '/h/.cache/rolecall', '/h/.local/state/rolecall'],
    [
      'linux',
      { XDG_CONFIG_HOME: '/c', XDG_CACHE_HOME: 'relative', XDG_STATE_HOME: '/s' },
      '/c/rolecall',
      '/h/.cache/rolecall',
      '/s/rolecall',
    ],
    ['linux', { ROLECALL_HOME: '/r', XDG_CONFIG_HOME: '/c' }, '/r', '/r/cache', '/r/state'],
    ['darwin', {}, '/h/.config/rolecall', '/h/.cache/rolecall', '/h/.local/state/rolecall'],
  ] as const)('%s with %j', (platform, env, config, cache, state) => {
    expect(foldersOf({ env, platform, home: '/h' })).toEqual({
      home: '/h',
      config,
      cache,
      state,
      secrets: `${state}/secrets`,
    });
  });
});

describe('changes of config.yaml', () => {
  const before = `# mine
instances:
  acme: # the first
    start_url: ${startUrl}
    region: us-east-1
    accounts: {}
tag_rules: # by name
  - match: {account_name: "*-prod"} # production
    tags: {env: prod}
`;

  it('are planned without writing, and keep every comment', async () => {
    writeFileSync(path(), before);
    const edit = await open().plan([
      { path: ['instances', 'acme', 'accounts', '012345678901', 'tags', 'env'], value: 'prod' },
      { path: ['browser'], value: ['firefox', '{url}'] },
      { path: ['instances', 'acme', 'region'], value: 'eu-west-1' },
    ]);
    expect(edit.before).toBe(before);
    expect(readFileSync(path(), 'utf8')).toBe(before);
    for (const kept of ['# mine', '# the first', '# by name', '# production'])
      expect(edit.after).toContain(kept);
    await open().write(edit);
    const config = await open().load();
    expect(config.browser).toEqual(['firefox', '{url}']);
    expect(config.instances[0]?.accounts[0]).toMatchObject({ id: '012345678901', tags: { env: 'prod' } });
    expect(config.instances[0]?.region).toBe('eu-west-1');
  });

  it('may take a value away', async () => {
    writeFileSync(path(), before);
    await open().write(await open().plan([{ path: ['tag_rules'], value: undefined }]));
    expect((await open().load()).tagRules).toEqual([]);
  });

  it('that take a value away leave the lines of comment above it', async () => {
    const own = '# mine\ntheme: dark\n# and this\ndefault_action: exec\n\n# last\nbrowser: [firefox]\n';
    writeFileSync(path(), own);
    const without = async (key: string) => (await open().plan([{ path: [key], value: undefined }])).after;
    expect(await without('default_action')).toBe(own.replace('default_action: exec\n', ''));
    expect(await without('browser')).toMatch(/exec\n+# last\n$/);
    expect(await without('theme')).toBe(own.replace('theme: dark\n', ''));
  });

  it('touch only their own lines: spacing, quotes, indentation and line ends of all others stay', async () => {
    const own = `# mine
theme:   dark      # at night
browser: [ firefox,'{url}' ]
instances:
    acme:          # the first
        start_url: ${startUrl}
        region:    us-east-1   # here
        accounts:
            '012345678901': {name: Prod}
`;
    for (const text of [own, own.replaceAll('\n', '\r\n')]) {
      writeFileSync(path(), text);
      const { after } = await open().plan([{ path: ['instances', 'acme', 'region'], value: 'eu-west-1' }]);
      expect(after).toBe(
        text.replace('us-east-1   # here', 'eu-west-1 # here').replace('region:    ', 'region: '),
      );
      const added = await open().plan([{ path: ['default_action'], value: 'exec' }]);
      expect(added.after).toBe(`${text}default_action: exec${text.includes('\r') ? '\r\n' : '\n'}`);
    }
  });

  it('go below the comments of a file that holds nothing else, and keep a byte order mark', async () => {
    for (const own of [
      '# mine\n',
      '# mine',
      '---\n# mine\n',
      '\n# mine\r\n\r\n# more\r\n',
      '\u{feff}# mine\n',
    ]) {
      writeFileSync(path(), own);
      const { after } = await open().plan([{ path: ['theme'], value: 'dark' }]);
      expect(after.slice(0, own.length)).toBe(own);
      await open().saveInstance(acme);
      expect((await open().load()).instances[0]?.name).toBe('acme');
      expect(readFileSync(path(), 'utf8').startsWith(own)).toBe(true);
    }
    writeFileSync(path(), '\u{feff}theme: dark\n');
    const { after } = await open().plan([{ path: ['theme'], value: 'light' }]);
    expect(after).toBe('\u{feff}theme: light\n');
  });

  it('are refused with the line where the file is not UTF-8, which would come back as other bytes', async () => {
    const own = Buffer.from('theme: dark\n# caf\u{e9}\n', 'latin1');
    writeFileSync(path(), own);
    await expect(open().plan([{ path: ['theme'], value: 'light' }])).rejects.toThrow(
      /config\.yaml:2: not UTF-8/,
    );
    await expect(open().saveInstance(acme)).rejects.toThrow(UsageError);
    expect(readFileSync(path()).equals(own)).toBe(true);
  });

  it('keep the comment of a list or a mapping that they replace', async () => {
    writeFileSync(path(), `browser: [firefox] # mine\ntheme: 'dark' # at night\n`);
    const { after } = await open().plan([
      { path: ['browser'], value: ['chromium', '{url}'] },
      { path: ['theme'], value: 'light' },
    ]);
    expect(after).toContain("theme: 'light' # at night");
    expect(after).toContain('# mine');
  });

  it('that give a template that is no template are refused, with its place', async () => {
    writeFileSync(path(), 'theme: dark\n');
    await expect(open().plan([{ path: ['profile_template'], value: '{{ acount_name }}' }])).rejects.toThrow(
      /config\.yaml:2:19: profile_template .*there is no variable acount_name/,
    );
  });

  it('that would make it wrong are refused, and nothing is written', async () => {
    writeFileSync(path(), before);
    const wrong = [{ path: ['instances', 'acme', 'region'], value: 'nowhere' }];
    await expect(open().plan(wrong)).rejects.toThrow(/instances\.acme\.region is not an AWS region/);
    await expect(open().write({ before, after: `${before}theme: pink\n` })).rejects.toThrow(/theme must be/);
    expect(readFileSync(path(), 'utf8')).toBe(before);
  });

  it('are not written over another change', async () => {
    writeFileSync(path(), before);
    const edit = await open().plan([{ path: ['theme'], value: 'dark' }]);
    writeFileSync(path(), `${before}# another's\n`);
    await expect(open().write(edit)).rejects.toThrow(/changed by another program/);
    expect(readFileSync(path(), 'utf8')).toContain("# another's");
  });
});
