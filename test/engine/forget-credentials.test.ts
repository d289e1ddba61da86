import { expect, it } from 'vitest';
import type { AuditRecord } from '../../src/domain/audit-record.ts';
import { forgetCredentials } from '../../src/engine/forget-credentials.ts';
import { credentialsKey } from '../../src/engine/session-record.ts';
import { useEmulator } from '../support/emulator.ts';
import { createMemorySecretStore } from '../support/memory-secret-store.ts';
import { testInstance, testServices } from '../support/services.ts';

it('wipes the credentials of that role, wherever they are for, and no others, with a line in the audit log', async () => {
  const emulator = await useEmulator({});
  const store = createMemorySecretStore();
  const recorded: unknown[] = [];
  const audit = async () => ({
    began: () => {},
    record: async (entry: unknown) => void recorded.push(entry),
  });
  const services = testServices({
    env: emulator.env,
    overrides: { secretStore: async () => store, audit: audit as never },
  });
  const instance = testInstance(emulator, {});
  const role = { instance: 'acme', accountId: '111111111111', roleName: 'Admin' };
  const kept = [
    credentialsKey(instance, 'https://here.example', { ...role, roleName: 'SuperAdmin' }),
    credentialsKey(instance, 'https://here.example', { ...role, accountId: '211111111111' }),
    credentialsKey({ ...instance, name: 'acme2' }, 'https://here.example', role),
  ];
  const gone = ['https://here.example', 'https://there.example'].map((origin) =>
    credentialsKey(instance, origin, role),
  );
  for (const key of [...kept, ...gone]) await store.set(key, 'x', Date.now() + 60_000);
  expect(await forgetCredentials(services, role)).toBe(true);
  expect([...store.records.keys()].sort()).toEqual([...kept].sort());
  expect(await forgetCredentials(services, role)).toBe(false);
  const about = {
    event: 'forgotten',
    instance: 'acme',
    account_id: '111111111111',
    role: 'Admin',
    outcome: 0,
  };
  expect(recorded as readonly AuditRecord[]).toMatchObject([about, about]);
});
