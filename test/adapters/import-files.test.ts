import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openImportFiles } from '../../src/adapters/import-files.ts';

const newHome = () => {
  const home = mkdtempSync(join(tmpdir(), 'rolecall-tools-'));
  onTestFinished(() => rmSync(home, { recursive: true }));
  const put = (path: string, text: string | Buffer): string => {
    mkdirSync(dirname(join(home, path)), { recursive: true });
    writeFileSync(join(home, path), text);
    return join(home, path);
  };
  const find = (env: Readonly<Record<string, string>> = {}) =>
    openImportFiles({ env, home, state: join(home, 'state') }).find();
  return { home, put, find };
};

it('finds the files where each tool looks for them', async () => {
  const { home, put, find } = newHome();
  expect((await find()).sources).toEqual({
    awsSsoCli: undefined,
    awsSsoCliCache: undefined,
    granted: undefined,
    leapp: undefined,
  });
  put('.config/aws-sso/config.yaml', 'SSOConfig: {new: {}}\n');
  put('xdg/aws-sso/config.yaml', 'SSOConfig: {xdg: {}}\n');
  put('xdg/granted/config', 'a = 1\n');
  const pathOf = async (env: Readonly<Record<string, string>>) => (await find(env)).sources.awsSsoCli?.path;
  expect(await pathOf({})).toBe(join(home, '.config/aws-sso/config.yaml'));
  expect(await pathOf({ XDG_CONFIG_HOME: join(home, 'xdg') })).toBe(join(home, 'xdg/aws-sso/config.yaml'));
  expect((await find({ XDG_CONFIG_HOME: join(home, 'xdg') })).sources.granted?.path).toBe(
    join(home, 'xdg/granted/config'),
  );
  put('.aws-sso/config.yaml', 'SSOConfig: {old: {}}\n');
  expect(await pathOf({ XDG_CONFIG_HOME: join(home, 'xdg') })).toBe(join(home, '.aws-sso/config.yaml'));
  put('else.yaml', 'SSOConfig: {else: {}}\n');
  expect(await pathOf({ AWS_SSO_CONFIG: '~/else.yaml' })).toBe(join(home, 'else.yaml'));
});

it('keeps every scalar a text, and knows the lines', async () => {
  const { put, find } = newHome();
  put('.aws-sso/config.yaml', '# c\nSSOConfig:\n  a:\n    Accounts:\n      012345678901: {Name: yes}\n');
  const { awsSsoCli } = (await find()).sources;
  expect(awsSsoCli?.value).toEqual(
    new Map([
      [
        'SSOConfig',
        new Map([['a', new Map([['Accounts', new Map([['012345678901', new Map([['Name', 'yes']])]])]])]]),
      ],
    ]),
  );
  expect(awsSsoCli?.lineOf(['SSOConfig', 'a', 'Accounts', '012345678901'])).toBe(5);
  expect(awsSsoCli?.lineOf(['SSOConfig', 'a', 'nothing'])).toBe(3);
});

it('passes over what is no plain file of a reasonable size, and says why', async () => {
  const { home, put, find } = newHome();
  mkdirSync(join(home, '.Leapp', 'Leapp-lock.json'), { recursive: true });
  truncateSync(put('.aws-sso/config.yaml', ''), 3 * 1024 * 1024);
  mkdirSync(join(home, '.granted'));
  execFileSync('mkfifo', [join(home, '.granted', 'config')]);
  put('.aws-sso/cache.json', Buffer.from([0xff, 0xfe]));
  expect((await find()).unreadable.map(({ tool, reason }) => [tool, reason])).toEqual([
    ['aws-sso-cli', 'It is larger than 2 MB.'],
    ['aws-sso-cli', 'It is no UTF-8 text.'],
    ['granted', 'It is no plain file.'],
    ['leapp', 'It is no plain file.'],
  ]);
});

it('gives up on YAML that is none, or that grows without end', async () => {
  const { put, find } = newHome();
  const levels = Array.from(
    { length: 12 },
    (_, at) => `a${at + 1}: &a${at + 1} [${Array(9).fill(`*a${at}`).join(', ')}]`,
  );
  const table: readonly (readonly [string, string, number | undefined])[] = [
    ['a: [', 'The indentation is not that of the lines around it, or a bracket is not closed.', 1],
    ['a: 1\na: 2', 'This key stands here twice.', 2],
    ['\tb: 1\n- x', 'A tab stands in the indentation. YAML takes spaces only.', 1],
    [`a: ${'['.repeat(200)}${']'.repeat(200)}`, 'It is nested too deeply.', undefined],
    [`a: ${'['.repeat(50_000)}`, 'It is nested too deeply.', undefined],
    [`a0: &a0 x\n${levels.join('\n')}\n`, 'It repeats itself by too many aliases.', undefined],
    ['- '.repeat(50_000), 'It is nested too deeply.', undefined],
    ['', 'It is empty.', undefined],
  ];
  for (const [text, reason, line] of table) {
    put('.aws-sso/config.yaml', text);
    const { sources, unreadable } = await find();
    expect(sources.awsSsoCli).toBeUndefined();
    expect(unreadable).toMatchObject([{ tool: 'aws-sso-cli', reason }]);
    expect(unreadable[0]?.line).toBe(line);
  }
});

it('keeps what undoes an import for its owner alone', async () => {
  const { home } = newHome();
  const state = join(home, 'state');
  const files = openImportFiles({ env: {}, home, state });
  expect(await files.loadUndo()).toBeUndefined();
  await files.keepUndo({ a: 1 });
  expect(await files.loadUndo()).toEqual({ a: 1 });
  expect(statSync(join(state, 'import-undo.json')).mode & 0o777).toBe(0o600);
  await files.dropUndo();
  expect(await files.loadUndo()).toBeUndefined();
});
