import { mkdtemp, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { emulatorOptions } from '../../src/commands/emulator.ts';

const orgFile = async (text: string): Promise<string> => {
  const path = join(await mkdtemp(join(homedir(), 'rolecall-org-')), 'company.yaml');
  await writeFile(path, text);
  return path;
};

describe('the options of rolecall emulator', () => {
  it('become those of the emulator', async () => {
    const words = {
      port: '8700',
      accounts: '200',
      roles: '5',
      seed: 'acme',
      autoApprove: true,
      throttle: '20',
    };
    const times = { latency: '80', tokenTtl: '60', sessionTtl: '120', roleTtl: '900', refreshMode: 'rotate' };
    expect(await emulatorOptions({ ...words, ...times })).toEqual({
      port: 8700,
      accounts: 200,
      roles: 5,
      seed: 'acme',
      organisation: undefined,
      autoApprove: true,
      throttle: 20,
      latency: 80,
      tokenTtl: 60,
      sessionTtl: 120,
      roleTtl: 900,
      refreshMode: 'rotate',
    });
  });

  it.each([
    ['a port that is none', { port: '65536' }, '--port must be a whole number from 0 to 65535.'],
    ['a word for a number', { accounts: 'many' }, '--accounts must be a whole number from 0 to 100000.'],
    ['less than nothing', { latency: '-1' }, '--latency must be a whole number from 0 to 600000.'],
    ['a life of no time', { tokenTtl: '0' }, '--token-ttl must be a whole number from 1 to 7776000.'],
    ['half a request', { throttle: '0.5' }, '--throttle must be a whole number from 1 to 100000.'],
    [
      'an unknown mode',
      { refreshMode: 'never' },
      '--refresh-mode must be one of reuse, rotate, rotate-revoke-family.',
    ],
  ])('refuse %s as wrong usage', async (_what, options, message) => {
    await expect(emulatorOptions(options)).rejects.toMatchObject({ name: 'UsageError', message });
  });

  it('read an organisation from YAML, zeros in front included', async () => {
    const org = await orgFile(`accounts:
  - id: "012345678901"
    name: Zürich
    email: zh@larkfield.example
    roles: [ReadOnlyAccess]
`);
    expect((await emulatorOptions({ org })).organisation?.accounts).toEqual([
      { id: '012345678901', name: 'Zürich', email: 'zh@larkfield.example', roles: ['ReadOnlyAccess'] },
    ]);
  });

  it.each([
    ['no YAML', 'accounts: [', 'is not YAML'],
    ['an id without quotes', 'accounts: [{id: 012345678901}]', 'accounts[0].id must be 12 digits.'],
    ['nothing', '', 'The organisation must be a mapping.'],
  ])('name the file that holds %s', async (_what, text, message) => {
    const org = await orgFile(text);
    const failure = emulatorOptions({ org });
    await expect(failure).rejects.toThrow(org);
    await expect(failure).rejects.toThrow(message);
  });

  it('say that the file is not there', async () => {
    await expect(emulatorOptions({ org: '/nowhere.yaml' })).rejects.toThrow('cannot be read');
  });
});
