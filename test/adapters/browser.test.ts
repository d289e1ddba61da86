import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createBrowser } from '../../src/adapters/browser.ts';

const url = 'https://acme.example/page?a=1&b=$(touch pwned);echo%20x';

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
  const command = [process.execPath, program, '--new-window', 'at={url}', 'last'];
  const browser = createBrowser({ env: {}, platform: 'linux', command });
  expect(browser.isAvailable()).toBe(true);
  expect(await browser.open(url)).toBe(true);
  expect((await recorded()).argv).toEqual(['--new-window', `at=${url}`, 'last']);
});

test('$BROWSER is split into words; the URL is added where %s is missing; the first that starts is taken', async () => {
  const { program, recorded } = recorder();
  const env = { BROWSER: `/nowhere/firefox %s:'${process.execPath}' "${program}" --flag 'two words'` };
  const browser = createBrowser({ env, platform: 'linux', command: undefined });
  expect(browser.isAvailable()).toBe(true);
  expect(await browser.open(url)).toBe(true);
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
  const browser = createBrowser({ env, platform: 'linux', command: [process.execPath, program] });
  expect(await browser.open(url)).toBe(true);
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
  const browser = createBrowser({ env: { DISPLAY: ':99' }, platform: 'linux', command: undefined });
  const plain = 'https://acme.example/page?a=1';
  expect(await browser.open(plain)).toBe(true);
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
] as const)('a browser is available %s: as it should be', (_, platform, env, expected) => {
  expect(createBrowser({ env, platform, command: undefined }).isAvailable()).toBe(expected);
});

test('what is no web page is not opened, and what cannot start is said', async () => {
  const { program } = recorder();
  const browser = createBrowser({ env: {}, platform: 'linux', command: [process.execPath, program] });
  for (const other of ['file:///etc/passwd', 'javascript:alert(1)', '--help', ''])
    expect(await browser.open(other)).toBe(false);
  const missing = createBrowser({
    env: { BROWSER: '/nowhere/browser' },
    platform: 'linux',
    command: undefined,
  });
  expect(await missing.open(url)).toBe(false);
  const none = createBrowser({ env: {}, platform: 'linux', command: undefined });
  expect(await none.open(url)).toBe(false);
});
