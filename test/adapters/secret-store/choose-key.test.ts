// Where the key of a new store comes from, and that an old one never changes to another source.
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { PromptPassphrase } from '../../../src/adapters/secret-store/passphrase-source.ts';
import { SecretStoreFailed } from '../../../src/domain/errors.ts';
import {
  contentsOf,
  newStoreDirectory,
  openSample,
  removeDirectoriesAfterEach,
  sampleKey,
} from './sample-store.ts';

removeDirectoriesAfterEach();

const passphrase = 'correct horse';
const withPassphrase = { env: { ROLECALL_PASSPHRASE: passphrase } };
let directory: string;

beforeEach(() => {
  directory = newStoreDirectory();
  // No Secret Service can be reached from this file.
  delete process.env['DBUS_SESSION_BUS_ADDRESS'];
});

const backendOf = (): unknown => JSON.parse(readFileSync(join(directory, 'master-key.json'), 'utf8')).backend;

const command = (script: string, ...words: string[]) => ({
  env: {},
  config: { backend: 'auto', passphraseCommand: [process.execPath, '-e', script, ...words] } as const,
});

describe('ROLECALL_MASTER_KEY', () => {
  it('makes the store before anything else is asked', async () => {
    await openSample(directory, { env: { ROLECALL_MASTER_KEY: sampleKey, ROLECALL_PASSPHRASE: 'x' } }).set(
      'a',
      'b',
    );
    expect(backendOf()).toBe('environment');
  });

  it.each(['short', `${sampleKey}A`, sampleKey.slice(0, -1), Buffer.alloc(16).toString('base64')])(
    'is refused when it is no key, without being shown: %s',
    async (text) => {
      const attempt = openSample(directory, { env: { ROLECALL_MASTER_KEY: text } }).set('a', 'b');
      await expect(attempt).rejects.toThrow(SecretStoreFailed);
      await expect(attempt).rejects.toSatisfy((error: SecretStoreFailed) => !error.message.includes(text));
      expect(readdirSync(directory)).toEqual([]);
    },
  );
});

describe('a passphrase', () => {
  it('that is wrong is refused, and nothing is written', async () => {
    await openSample(directory, withPassphrase).set('a', 'b');
    const before = contentsOf(directory);
    const wrong = openSample(directory, { env: { ROLECALL_PASSPHRASE: 'wrong' } });
    await expect(wrong.get('a')).rejects.toThrow(/Wrong passphrase/);
    await expect(wrong.set('a', 'c')).rejects.toThrow(/Wrong passphrase/);
    expect(contentsOf(directory)).toEqual(before);
  });

  it('is the same composed and decomposed', async () => {
    await openSample(directory, { env: { ROLECALL_PASSPHRASE: 'caf\u00e9' } }).set('a', 'b');
    expect(await openSample(directory, { env: { ROLECALL_PASSPHRASE: 'cafe\u0301' } }).get('a')).toBe('b');
  });

  it('comes from a command, without its last newline and without a shell', async () => {
    const printed = command('process.stdout.write(process.argv[1] + "\\n")', '$(id) ; "pass"');
    await openSample(directory, printed).set('a', 'b');
    const same = { env: { ROLECALL_PASSPHRASE: '$(id) ; "pass"' } };
    expect(await openSample(directory, same).get('a')).toBe('b');
  });

  it('loses only one newline', async () => {
    await openSample(directory, command('console.log("pass\\n")')).set('a', 'b');
    expect(await openSample(directory, { env: { ROLECALL_PASSPHRASE: 'pass\n' } }).get('a')).toBe('b');
  });

  it.each([
    ['failed', command('process.stdout.write("half"); console.error("leaked"); process.exit(1)')],
    ['printed nothing', command('console.log("")')],
    ['was not found', { env: {}, config: { backend: 'auto', passphraseCommand: ['/no/such'] } as const }],
  ])('is missing when the command %s', async (what, options) => {
    const attempt = openSample(directory, options).set('a', 'b');
    await expect(attempt).rejects.toThrow(what);
    await expect(attempt).rejects.not.toThrow(/half|leaked/);
    expect(readdirSync(directory)).toEqual([]);
  });

  it('command does not see our secrets', async () => {
    const seen = join(dirname(dirname(directory)), 'seen');
    const script =
      'require("fs").writeFileSync(process.argv[1], JSON.stringify(process.env)); console.log("p")';
    const options = command(script, seen);
    const env = {
      ROLECALL_PASSPHRASE: '',
      ROLECALL_MASTER_KEY: '',
      NODE_OPTIONS: '--no-warnings',
      HOME: '/x',
    };
    await openSample(directory, { ...options, env }).set('a', 'b');
    expect(JSON.parse(readFileSync(seen, 'utf8'))).toEqual({ HOME: '/x' });
  });

  it('is asked for on the terminal, twice for a new store, once for an old one, and once a process', async () => {
    const asked: boolean[] = [];
    const promptPassphrase: PromptPassphrase = async (_, { confirm }) => {
      asked.push(confirm);
      return passphrase;
    };
    const options = { env: {}, promptPassphrase };
    await openSample(directory, options).set('a', 'b');
    const again = openSample(directory, options);
    expect(await Promise.all([again.get('a'), again.get('a')])).toEqual(['b', 'b']);
    expect(asked).toEqual([true, false]);
    expect(await openSample(directory, withPassphrase).get('a')).toBe('b');
  });

  it.each([undefined, async () => undefined])(
    'that cannot be asked for is said how to give',
    async (prompt) => {
      const attempt = openSample(directory, { env: {}, promptPassphrase: prompt }).set('a', 'b');
      await expect(attempt).rejects.toMatchObject({
        name: 'SecretStoreFailed',
        hint: expect.stringContaining('ROLECALL_PASSPHRASE'),
      });
    },
  );

  it('may be mistyped twice by a person, not by a variable', async () => {
    await openSample(directory, withPassphrase).set('a', 'b');
    const answers = ['wrong', 'wrong', passphrase, 'wrong', 'wrong', 'wrong', passphrase];
    const asked: string[] = [];
    const promptPassphrase = async (question: string) => {
      asked.push(question);
      return answers.shift();
    };
    expect(await openSample(directory, { env: {}, promptPassphrase }).get('a')).toBe('b');
    expect(asked).toEqual([
      expect.not.stringMatching(/wrong/),
      expect.stringMatching(/wrong/),
      expect.stringMatching(/wrong/),
    ]);
    await expect(openSample(directory, { env: {}, promptPassphrase }).get('a')).rejects.toThrow(
      /Wrong passphrase/,
    );
    expect(answers).toEqual([passphrase]);
    await expect(openSample(directory, { env: { ROLECALL_PASSPHRASE: 'wrong' } }).get('a')).rejects.toThrow(
      /Wrong/,
    );
  });
});

describe('a store that exists', () => {
  const keychainConfig = { backend: 'keychain', passphraseCommand: undefined } as const;
  const passphraseConfig = { backend: 'passphrase', passphraseCommand: undefined } as const;

  it('made with a passphrase refuses another source, and says what to do', async () => {
    await openSample(directory, withPassphrase).set('a', 'b');
    const before = contentsOf(directory);
    const wanting = [{ config: keychainConfig, env: {} }, { env: { ROLECALL_MASTER_KEY: sampleKey } }];
    for (const options of wanting)
      await expect(openSample(directory, options).set('a', 'c')).rejects.toMatchObject({
        message: expect.stringMatching(/made with a passphrase, not with/),
        hint: expect.stringContaining(directory),
      });
    expect(contentsOf(directory)).toEqual(before);
  });

  it('made with ROLECALL_MASTER_KEY never falls to a passphrase', async () => {
    await openSample(directory).set('a', 'b');
    await expect(openSample(directory, withPassphrase).get('a')).rejects.toThrow(/which is not set/);
    const configured = openSample(directory, { ...withPassphrase, config: passphraseConfig });
    await expect(configured.get('a')).rejects.toThrow(/not with a passphrase/);
  });

  it('keeps a passphrase when a keychain is asked for first in a new one', async () => {
    const attempt = openSample(directory, { env: {}, config: keychainConfig }).set('a', 'b');
    await expect(attempt).rejects.toThrow(/no keychain to use here/);
    expect(readdirSync(directory)).toEqual([]);
  });
});

it('ends with one key when many make the store at once', async () => {
  const stores = Array.from({ length: 3 }, () => openSample(directory, withPassphrase));
  await Promise.all(stores.map((store, index) => store.set(`record/${index}`, `value ${index}`)));
  const reader = openSample(directory, withPassphrase);
  for (let index = 0; index < stores.length; index += 1)
    expect(await reader.get(`record/${index}`)).toBe(`value ${index}`);
});

it('says which file could not be written', async () => {
  const file = join(dirname(dirname(directory)), 'plain');
  writeFileSync(file, '');
  await expect(openSample(join(file, 'secrets')).set('a', 'b')).rejects.toThrow(/Could not write .*ENOTDIR/);
  expect(statSync(file).size).toBe(0);
});
