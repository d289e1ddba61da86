// The same road on the real secret store and the real lock: what one "process" signs in, another uses and renews.
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openLock } from '../../src/adapters/lock.ts';
import { openSecretStore } from '../../src/adapters/secret-store/open-secret-store.ts';
import { hour } from '../../src/domain/expiry.ts';
import { cachedLives, roleCredentials } from '../../src/engine/role-credentials.ts';
import { sessionStatus } from '../../src/engine/session.ts';
import { signIn } from '../../src/engine/sign-in.ts';
import { useEmulator } from '../support/emulator.ts';
import { testClock, testInstance, testServices } from '../support/services.ts';

test('processes share one session: one renewal, one fetch, and nothing readable on disk', async () => {
  const emulator = await useEmulator({ accounts: 1, autoApprove: true, refreshMode: 'rotate-revoke-family' });
  const home = mkdtempSync(join(tmpdir(), 'rolecall-disk-'));
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  const clock = testClock(emulator);
  const directory = join(home, 'secrets');
  const masterKey = randomBytes(32).toString('base64');
  const newProcess = (env: Readonly<Record<string, string>>) => {
    const config = { backend: 'auto', passphraseCommand: undefined } as const;
    const store = openSecretStore({ directory, config, env, platform: process.platform });
    const lock = openLock(join(home, 'state'));
    return testServices({
      env: emulator.env,
      overrides: { clock, secretStore: async () => store, lock: async () => lock },
    });
  };
  const unlocked = { ROLECALL_MASTER_KEY: masterKey };
  const instance = testInstance(emulator);
  const options = {
    flow: 'device',
    isBrowserAllowed: false,
    force: false,
    onProgress: () => undefined,
  } as const;
  await signIn(newProcess(unlocked), instance, options);

  const [account] = emulator.organisation.accounts;
  const role = { instance: 'acme', accountId: account?.id ?? '', roleName: account?.roles[0] ?? '' };
  clock.advance(2 * hour);
  emulator.clearRequests();
  const all = await Promise.all(
    Array.from({ length: 12 }, () => roleCredentials(newProcess(unlocked), role, { instance })),
  );
  expect(new Set(all.map(({ secretAccessKey }) => secretAccessKey)).size).toBe(1);
  expect(emulator.requests().map(({ operation }) => operation)).toEqual([
    'CreateToken',
    'GetRoleCredentials',
  ]);

  const locked = newProcess({});
  expect(await sessionStatus(locked, instance)).toMatchObject({ kind: 'signed-in', isRenewable: true });
  expect([...(await cachedLives(locked, [instance])).values()]).toEqual([all[0]?.expiration]);
  await expect(roleCredentials(locked, role, { instance })).rejects.toMatchObject({ exitCode: 7 });

  const onDisk = readdirSync(directory).map((name) => readFileSync(join(directory, name), 'latin1'));
  expect(onDisk.length).toBeGreaterThan(3);
  for (const text of onDisk) expect(text).not.toContain(all[0]?.secretAccessKey);
});
