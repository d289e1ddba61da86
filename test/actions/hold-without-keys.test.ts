import { describe, expect, it } from 'vitest';
import { holdByProfile, holdByServer } from '../../src/actions/hold-without-keys.ts';
import { UsageError, UserError } from '../../src/domain/errors.ts';
import type { RoleId } from '../../src/domain/role.ts';
import { isSlotName, roleSlot } from '../../src/domain/slot-name.ts';
import type { Services } from '../../src/ports/services.ts';
import { testInstanceConfig } from '../support/instance-config.ts';
import fc from '../support/properties.ts';
import { someRole } from '../support/some-roles.ts';

const role = someRole();
const instances = [testInstanceConfig()];
const asks = `credential_process = rolecall process --instance acme --arn ${role.accountId}:${role.roleName}`;
const mark = (name: string): string => `[profile ${name}]\n# rolecall wrote [profile ${name}]\n`;
const ours = (name: string): string => `${mark(name)}${asks}\n`;

const servicesWith = (config: string, sections: readonly string[] = [], servers: readonly unknown[] = []) =>
  ({
    awsFiles: async () => ({
      configPath: '~/.aws/config',
      readConfig: async () => config,
      credentialsSections: async () => sections,
    }),
    credentialServers: async () => ({ running: async () => servers }),
  }) as unknown as Services;

describe('a role by a profile', () => {
  it.each([
    ['that of its name', `${ours('other')}${ours('prod-ReadOnly')}`, 'prod-ReadOnly'],
    ['any that is its own', `[profile mine]\n${asks}\n${ours('other')}`, 'other'],
  ])('is %s', async (_, config, name) => {
    expect(await holdByProfile(servicesWith(config), role, instances)).toEqual({ kind: 'profile', name });
  });

  it.each([
    ['nothing', ''],
    ['a profile that somebody else wrote', `[profile prod-ReadOnly]\n${asks}\n`],
    ['one of another role', `${mark('prod-ReadOnly')}${asks}2\n`],
  ])('is refused where the file holds %s', async (_, config) => {
    const refusal = holdByProfile(servicesWith(config), role, instances);
    await expect(refusal).rejects.toThrow('~/.aws/config has no profile of rolecall for prod-ReadOnly.');
    await expect(refusal).rejects.toMatchObject({ hint: expect.stringContaining('rolecall profiles write') });
  });

  it('is refused where keys of a file would win', async () => {
    const services = servicesWith(ours('prod-ReadOnly'), ['prod-ReadOnly']);
    await expect(holdByProfile(services, role, instances)).rejects.toThrow(UserError);
  });
});

describe('a role by a server', () => {
  it('is in a slot of its own, of the oldest that runs', async () => {
    const loaded: string[] = [];
    const server = (port: number) => ({
      tokenFile: `/state/${port}`,
      load: async (slot: string, { roleName }: RoleId) => {
        loaded.push(`${port} ${roleName}`);
        return { uri: `http://127.0.0.1:${port}/slot/${slot}` };
      },
    });
    expect({ ...(await holdByServer(servicesWith('', [], [server(1), server(2)]), role)) }).toEqual({
      kind: 'server',
      uri: `http://127.0.0.1:1/slot/${roleSlot(role)}`,
      token: undefined,
      tokenFile: '/state/1',
    });
    expect(loaded).toEqual(['1 ReadOnly']);
  });

  it('is refused where none runs, or keys of [default] would win', async () => {
    await expect(holdByServer(servicesWith(''), role)).rejects.toThrow('No credential server runs.');
    await expect(holdByServer(servicesWith('', ['default']), role)).rejects.toThrow(UsageError);
  });

  it('has a slot that is no other role’s, whatever the names', () => {
    const ids = fc.record({
      instance: fc.constantFrom('acme', 'other'),
      accountId: fc.constantFrom('000000000001', '000000000002'),
      roleName: fc.string({ unit: fc.constantFrom(...'aA+=,.@_-'), minLength: 1, maxLength: 64 }),
    });
    fc.assert(
      fc.property(ids, ids, (one, two) => {
        expect(isSlotName(roleSlot(one))).toBe(true);
        if (JSON.stringify(one) !== JSON.stringify(two)) expect(roleSlot(one)).not.toBe(roleSlot(two));
      }),
    );
  });
});
