import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { type BrowserOptions, createBrowser } from '../../src/adapters/browser.ts';
import type { WantedBrowser } from '../../src/domain/browser.ts';

const browserOn = (env: BrowserOptions['env'], platform: NodeJS.Platform = 'linux', profiles = '/nowhere') =>
  createBrowser({ env, platform, profiles });

const fields = {
  profile: 'prod-admin',
  account: 'Acme $(touch pwned)',
  account_id: '111111111111',
  role: 'AdministratorAccess',
  instance: 'acme',
  region: 'eu-west-1',
  email: '',
  name: 'prod-admin',
  color: 'red',
  icon: 'briefcase',
};

const commandOf = (...command: readonly string[]): WantedBrowser => ({ kind: 'command', command, fields });

const url = 'https://acme.example/page?a=1&b=$(touch%20pwned);echo%20x';

/** A program that writes its arguments and the environment that it was given. */
const recorder = () => {
  const folder = mkdtempSync(join(tmpdir(), 'rolecall-browser-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const program = join(folder, 'browser.mjs');
  const record = join(folder, 'record.json');
  writeFileSync(
    program,
    `import { renameSync, writeFileSync } from 'node:fs';
const record = ${JSON.stringify(record)};
writeFileSync(record + '.part', JSON.stringify({ argv: process.argv.slice(2), env: process.env }));
renameSync(record + '.part', record);`,
  );
  const recorded = async (): Promise<{ argv: string[]; env: Record<string, string> }> => {
    await expect.poll(() => readFileSync(record, 'utf8'), { timeout: 10_000 }).toContain('argv');
    return JSON.parse(readFileSync(record, 'utf8'));
  };
  return { program, recorded };
};

test('a configured command gets the URL in its place, through no shell', async () => {
  const { program, recorded } = recorder();
  const command = [process.execPath, program, '--new-window', 'at={url}', '{account}', 'last'];
  const browser = browserOn({});
  const wanted = commandOf(...command);
  expect(browser.isAvailable(wanted)).toBe(true);
  expect(await browser.open(wanted, url)).toBe(true);
  expect((await recorded()).argv).toEqual(['--new-window', `at=${url}`, fields.account, 'last']);
});

test('$BROWSER is split into words; the URL is added where %s is missing; the first that starts is taken', async () => {
  const { program, recorded } = recorder();
  const env = { BROWSER: `/nowhere/firefox %s:'${process.execPath}' "${program}" --flag 'two words'` };
  const browser = browserOn(env);
  expect(browser.isAvailable(undefined)).toBe(true);
  expect(await browser.open(undefined, url)).toBe(true);
  expect((await recorded()).argv).toEqual(['--flag', 'two words', url]);
});

test('no passphrase and no keys reach the browser', async () => {
  const { program, recorded } = recorder();
  const env = {
    KEPT: 'yes',
    ROLECALL_PASSPHRASE: 'fake',
    ROLECALL_MASTER_KEY: 'fake',
    AWS_ACCESS_KEY_ID: 'fake',
    AWS_SECRET_ACCESS_KEY: 'fake',
    AWS_SESSION_TOKEN: 'fake',
    AWS_CONTAINER_AUTHORIZATION_TOKEN: 'fake',
    NODE_OPTIONS: '--no-warnings',
  };
  expect(await browserOn(env).open(commandOf(process.execPath, program), url)).toBe(true);
  const names = Object.keys((await recorded()).env);
  expect(names).toContain('KEPT');
  expect(names.filter((name) => /^(ROLECALL_|AWS_|NODE_OPTIONS)/.test(name))).toEqual([]);
});

test.skipIf(process.platform !== 'linux')('the opener of the system gets none of these either', async () => {
  const { program, recorded } = recorder();
  // No desktop entries: the opener would start a browser that is installed here rather than ask for $BROWSER.
  const nothing = dirname(program);
  const given = {
    BROWSER: `${process.execPath} ${program} %s`,
    DISPLAY: ':99',
    XDG_CURRENT_DESKTOP: 'X-Generic',
    XDG_DATA_HOME: nothing,
    XDG_DATA_DIRS: nothing,
    XDG_CONFIG_HOME: nothing,
    XDG_CONFIG_DIRS: nothing,
    ROLECALL_PASSPHRASE: 'fake',
    AWS_SECRET_ACCESS_KEY: 'fake',
  };
  onTestFinished(() => {
    for (const name of Object.keys(given)) delete process.env[name];
  });
  Object.assign(process.env, given);
  const browser = browserOn({ DISPLAY: ':99' });
  const plain = 'https://acme.example/page?a=1';
  expect(await browser.open(undefined, plain)).toBe(true);
  expect(process.env['ROLECALL_PASSPHRASE']).toBe('fake');
  const { argv, env } = await recorded();
  expect(argv).toEqual([plain]);
  expect(Object.keys(env).filter((name) => /^(ROLECALL_|AWS_SECRET)/.test(name))).toEqual([]);
});

test.each([
  ['over SSH', 'linux', { DISPLAY: ':0', SSH_CONNECTION: '10.0.0.1 1 10.0.0.2 22' }, false],
  ['on an SSH terminal', 'darwin', { SSH_TTY: '/dev/pts/1' }, false],
  ['in WSL', 'linux', { DISPLAY: ':0', WSL_DISTRO_NAME: 'Debian' }, false],
  ['without a display', 'linux', {}, false],
  ['with X', 'linux', { DISPLAY: ':0' }, true],
  ['with Wayland', 'linux', { WAYLAND_DISPLAY: 'wayland-0' }, true],
  ['on macOS', 'darwin', {}, true],
  ['on Windows', 'win32', {}, true],
  ['over SSH with $BROWSER', 'linux', { SSH_TTY: '/dev/pts/1', BROWSER: 'lynx' }, true],
] as const)('a browser is at hand %s: as it should be', (_, platform, env, expected) => {
  expect(browserOn(env, platform).isAtHand(undefined)).toBe(expected);
});

test('in WSL pages open in the browser of Windows, which nobody takes for one that comes back', () => {
  const browser = browserOn({ WSL_DISTRO_NAME: 'Debian' });
  expect(browser.isAvailable(undefined)).toBe(true);
  expect(browser.isAtHand(undefined)).toBe(false);
});

test('what is no web page is not opened, and what cannot start is said', async () => {
  const { program } = recorder();
  const wanted = commandOf(process.execPath, program);
  for (const other of [
    'file:///etc/passwd',
    'javascript:alert(1)',
    '--help',
    '',
    'https://',
    'https://user:secret@acme.example/',
    'https://acme.example/\u202e',
    'ext+container:name=x&url=https://acme.example',
  ])
    expect(await browserOn({}).open(wanted, other), other).toBe(false);
  expect(await browserOn({ BROWSER: '/nowhere/browser' }).open(undefined, url)).toBe(false);
  expect(await browserOn({}).open(undefined, url)).toBe(false);
});

test.each([
  ['a display', { DISPLAY: ':0' }, true],
  ['no display', {}, false],
  ['SSH', { DISPLAY: ':0', SSH_TTY: '/dev/pts/1' }, false],
  ['WSL, whose screen is that of Windows', { WSL_DISTRO_NAME: 'Debian' }, true],
  ['SSH into WSL', { WSL_DISTRO_NAME: 'Debian', SSH_TTY: '/dev/pts/1' }, false],
] as const)('a browser by name with %s', (_, env, expected) => {
  const chrome: WantedBrowser = { kind: 'chrome', command: undefined, fields };
  expect(browserOn(env).isAvailable(chrome)).toBe(expected);
  expect(browserOn(env).isAvailable(commandOf('anything'))).toBe(true);
});

test('a profile of Firefox has a folder of its own, which nobody else may read', async () => {
  const { program, recorded } = recorder();
  const profiles = join(dirname(program), 'browsers');
  const wanted: WantedBrowser = { kind: 'firefox', command: [process.execPath, program], fields };
  expect(await browserOn({ DISPLAY: ':0' }, 'linux', profiles).open(wanted, url)).toBe(true);
  const folder = join(profiles, 'rolecall-prod-admin');
  expect((await recorded()).argv).toEqual(['--profile', folder, url]);
  expect(statSync(folder).mode & 0o077).toBe(0);
});
