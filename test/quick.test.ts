// When the quick road waits for another process, and when it must not, with the real lock and a real store.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test as testAnywhere } from 'vitest';
import { openConfigStore } from '../src/adapters/config-store.ts';
import { foldersOf } from '../src/adapters/folders.ts';
import { hasKernelNames } from '../src/adapters/lock/lock-address.ts';
import { openLock } from '../src/adapters/lock.ts';
import { openSecretStore } from '../src/adapters/secret-store/open-secret-store.ts';
import { credentialOrigin } from '../src/domain/credential-origin.ts';
import { credentialsKey } from '../src/engine/session-record.ts';
import { roleCredentialsText } from '../src/engine/stored-record.ts';
import { quickAnswer } from '../src/quick.ts';
import { masterKey } from './support/secret-forms.ts';
import { given } from './support/services.ts';
import { someCredentials } from './support/some-credentials.ts';

const { platform } = process;
const test = testAnywhere.skipIf(!hasKernelNames(platform));

/** Another process is at the work until `fetched`, which leaves new credentials. */
const setUp = async () => {
  const home = mkdtempSync(join(tmpdir(), 'rolecall-quick-'));
  const env = { ROLECALL_HOME: home, ROLECALL_MASTER_KEY: masterKey };
  const folders = foldersOf({ env, platform, home });
  const yaml = 'instances: {acme: {start_url: "https://acme.awsapps.com/start", region: us-east-1}}\n';
  writeFileSync(join(home, 'config.yaml'), yaml);
  const config = await openConfigStore(folders).load();
  const instance = given(config.instances[0]);
  const role = { instance: 'acme', accountId: '111111111111', roleName: 'Admin' };
  const key = credentialsKey(instance, credentialOrigin(instance, env), role);
  const store = openSecretStore({ directory: folders.secrets, config: config.secretStore, env, platform });
  let fetched: () => void = () => undefined;
  const expiration = Date.now() + 3_600_000;
  const fetching = new Promise<void>((resolve) => {
    fetched = resolve;
  }).then(() => store.set(key, roleCredentialsText(someCredentials({ expiration })), expiration));
  let started: () => void = () => undefined;
  const isAtIt = new Promise<void>((resolve) => {
    started = resolve;
  });
  const holding = openLock(folders.state).run(key, () => {
    started();
    return fetching;
  });
  onTestFinished(async () => {
    fetched();
    await holding;
    rmSync(home, { recursive: true, force: true });
  });
  await isAtIt;
  const ask = (more: Readonly<Record<string, string>> = {}, now: () => number = Date.now) =>
    quickAnswer({
      argv: ['process', '--instance', 'acme', '--arn', '111111111111:Admin'],
      env: { ...env, ...more },
      platform,
      home,
      cwd: () => home,
      now,
      pid: process.pid,
      ppid: process.ppid,
      terminalWidth: () => undefined,
    });
  return { ask, fetched };
};

test('what another process fetches meanwhile is the answer', async () => {
  const { ask, fetched } = await setUp();
  const asked = ask();
  fetched();
  expect(await asked).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('ASIAFAKE') });
});

test('a process for which another one waits does not wait for it: the long road says that they go in a circle', async () => {
  const { ask } = await setUp();
  expect(await ask({ ROLECALL_BASE_OF: 'acme' })).toBeUndefined();
  expect(await ask({ ROLECALL_PROCESS_OF: 'acme/111111111111/Admin' })).toBeUndefined();
});

test('there is no time left to wait when half a minute went into opening the store', async () => {
  const { ask } = await setUp();
  const times = [0, 31_000];
  expect(await ask({}, () => Date.now() + (times.shift() ?? 31_000))).toBeUndefined();
});
