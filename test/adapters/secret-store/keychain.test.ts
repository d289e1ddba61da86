// The store with its key in a real Secret Service. Where that is not installed these tests are skipped, loudly.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AsyncEntry } from '@napi-rs/keyring';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { bundleScript } from '../../support/bundle-script.ts';
import { missingPrograms, type SecretService, startSecretService } from '../../support/secret-service.ts';
import { itKeepsTheContract } from './contract.ts';
import {
  contentsOf,
  newStoreDirectory,
  openSample,
  removeDirectoriesAfterEach,
  sampleKey,
} from './sample-store.ts';

const missing = process.platform === 'linux' ? missingPrograms() : ['Linux'];
if (missing.length > 0)
  console.warn(`\nSKIPPED: the keychain is NOT tested, for want of: ${missing.join(', ')}\n`);

const auto = { env: {}, config: { backend: 'auto', passphraseCommand: undefined } } as const;
const keychain = { env: {}, config: { backend: 'keychain', passphraseCommand: undefined } } as const;

removeDirectoriesAfterEach();

describe.skipIf(missing.length > 0)('a Secret Service in this process', () => {
  let service: SecretService;
  let directory: string;

  beforeAll(async () => {
    service = await startSecretService();
    Object.assign(process.env, service.env);
  });
  afterAll(() => service.stop());
  beforeEach(() => {
    directory = newStoreDirectory();
  });

  const keyIdOf = (): string => JSON.parse(readFileSync(join(directory, 'master-key.json'), 'utf8')).keyId;

  const itemOf = (keyId: string): AsyncEntry =>
    new AsyncEntry('rolecall', keyId, { linux: { store: 'secret-service' } });

  describe('keeps the contract', () => {
    itKeepsTheContract(() => ({
      open: () => openSample(directory, auto),
      reopen: () => openSample(directory, keychain),
    }));
  });

  it('is what a new store uses when nothing else is said', async () => {
    await openSample(directory, auto).set('a', 'b');
    expect(JSON.parse(readFileSync(join(directory, 'master-key.json'), 'utf8')).backend).toBe('keychain');
    expect((await itemOf(keyIdOf()).getSecret())?.length).toBe(32);
  });

  it('is not left for a passphrase or a variable once it holds the key', async () => {
    await openSample(directory, auto).set('a', 'b');
    const before = contentsOf(directory);
    expect(await openSample(directory, { ...auto, env: { ROLECALL_PASSPHRASE: 'x' } }).get('a')).toBe('b');
    const withKey = openSample(directory, { ...auto, env: { ROLECALL_MASTER_KEY: sampleKey } });
    await expect(withKey.set('a', 'c')).rejects.toThrow(
      /made with the keychain, not with ROLECALL_MASTER_KEY/,
    );
    const withPassphrase = openSample(directory, {
      env: { ROLECALL_PASSPHRASE: 'x' },
      config: { backend: 'passphrase', passphraseCommand: undefined },
    });
    await expect(withPassphrase.set('a', 'c')).rejects.toThrow(
      /made with the keychain, not with a passphrase/,
    );
    expect(contentsOf(directory)).toEqual(before);
  });

  it('that lost the key is an error, and no new key is made', async () => {
    await openSample(directory, auto).set('a', 'b');
    const before = contentsOf(directory);
    await itemOf(keyIdOf()).deleteCredential();
    for (const options of [auto, keychain]) {
      await expect(openSample(directory, options).get('a')).rejects.toThrow(/not in the keychain/);
      await expect(openSample(directory, options).set('a', 'c')).rejects.toThrow(/not in the keychain/);
    }
    expect(contentsOf(directory)).toEqual(before);
    expect(await itemOf(keyIdOf()).getSecret()).toBeNull();
  });

  it('that holds another key is an error', async () => {
    await openSample(directory, auto).set('a', 'b');
    for (const bytes of [new Uint8Array(32), new Uint8Array(5)]) {
      await itemOf(keyIdOf()).setSecret(bytes);
      await expect(openSample(directory, auto).get('a')).rejects.toThrow(/not the key of this secret store/);
    }
  });

  it('ends with one key when many make the store at once', async () => {
    const stores = Array.from({ length: 5 }, () => openSample(directory, auto));
    await Promise.all(stores.map((store, index) => store.set(`record/${index}`, `value ${index}`)));
    const reader = openSample(directory, auto);
    for (let index = 0; index < stores.length; index += 1)
      expect(await reader.get(`record/${index}`)).toBe(`value ${index}`);
  });

  describe('when it is locked', () => {
    beforeEach(async () => {
      await openSample(directory, auto).set('a', 'b');
      await service.lock();
    });
    afterEach(() => service.unlock());

    it('is an error, read or written, and nothing changes', async () => {
      const before = contentsOf(directory);
      for (const options of [auto, keychain, { ...auto, env: { ROLECALL_PASSPHRASE: 'x' } }]) {
        await expect(openSample(directory, options).get('a')).rejects.toThrow(/keychain is locked/);
        await expect(openSample(directory, options).set('a', 'c')).rejects.toThrow(/keychain is locked/);
      }
      expect(contentsOf(directory)).toEqual(before);
    });

    it('makes no new store with anything else', async () => {
      directory = newStoreDirectory();
      const store = openSample(directory, { ...auto, promptPassphrase: async () => 'passphrase' });
      await expect(store.set('a', 'b')).rejects.toThrow(/keychain is locked/);
      expect(readdirSync(directory)).toEqual([]);
    });

    it('still lists, and can be unlocked for the same store', async () => {
      const store = openSample(directory, auto);
      expect(await store.list('')).toEqual([{ key: 'a', expiresAt: undefined }]);
      await expect(store.get('a')).rejects.toThrow(/keychain is locked/);
      await service.unlock();
      expect(await store.get('a')).toBe('b');
    });
  });
});

// libdbus keeps the first bus it was given, so that every other bus needs a process of its own.
describe.skipIf(missing.length > 0)('another process', () => {
  let home: string;
  let script: string;
  let service: SecretService | undefined;

  beforeAll(async () => {
    home = mkdtempSync(join(tmpdir(), 'rolecall-keychain-script-'));
    script = await bundleScript(
      home,
      `import { openSecretStore } from './src/adapters/secret-store/open-secret-store.ts';
       const [directory, backend, job, passphrase] = process.argv.slice(2);
       const store = openSecretStore({
         directory, env: {}, platform: process.platform, keychainTimeLimit: 500,
         config: { backend, passphraseCommand: undefined },
         promptPassphrase: async () => passphrase,
       });
       const work = job === 'get' ? store.get('a') : store.set('a', 'b');
       work.then(
         (value) => console.log(job + ':' + value),
         (error) => { console.log(error.name + ': ' + error.message + ' ' + error.hint); process.exit(7); },
       );`,
    );
  });
  afterEach(async () => {
    await service?.stop();
    service = undefined;
  });
  afterAll(() => rmSync(home, { recursive: true, force: true }));

  const runScript = async (env: Readonly<Record<string, string>>, ...words: readonly string[]) => {
    const child = spawn(process.execPath, [script, ...words], { env, stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    child.stdout.on('data', (data) => {
      output += String(data);
    });
    const began = performance.now();
    await once(child, 'close');
    return { output, code: child.exitCode, signal: child.signalCode, took: performance.now() - began };
  };

  const noBus = { PATH: process.env['PATH'] ?? '', HOME: '/nonexistent' };

  it('without a bus has no keychain: an error that says what to do', async () => {
    const directory = newStoreDirectory();
    const { output, code } = await runScript(noBus, directory, 'keychain', 'set');
    expect(code).toBe(7);
    expect(output).toMatch(/KeychainUnavailable: There is no keychain to use here .*backend to passphrase/);
    expect(readdirSync(directory)).toEqual([]);
  });

  it('without a bus asks for a passphrase when the backend is left open', async () => {
    const directory = newStoreDirectory();
    expect((await runScript(noBus, directory, 'auto', 'set', 'correct horse')).code).toBe(0);
    expect((await runScript(noBus, directory, 'auto', 'get', 'correct horse')).output).toBe('get:b\n');
    expect((await runScript(noBus, directory, 'auto', 'get', 'wrong')).output).toMatch(/Wrong passphrase/);
  });

  it('without a bus cannot open a store of the keychain, and does not try a passphrase', async () => {
    service = await startSecretService();
    const directory = newStoreDirectory();
    expect((await runScript(service.env, directory, 'auto', 'set')).output).toBe('set:undefined\n');
    expect((await runScript(service.env, directory, 'auto', 'get')).output).toBe('get:b\n');
    const before = contentsOf(directory);
    const { output, code } = await runScript(noBus, directory, 'auto', 'get', 'passphrase');
    expect(code).toBe(7);
    expect(output).toMatch(/no keychain to use here/);
    expect(contentsOf(directory)).toEqual(before);
  });

  it('with a service that has no keyring asks for a passphrase', async () => {
    service = await startSecretService({ keyring: false });
    const directory = newStoreDirectory();
    expect((await runScript(service.env, directory, 'auto', 'set', 'correct horse')).code).toBe(0);
    expect((await runScript(service.env, directory, 'auto', 'get', 'correct horse')).output).toBe('get:b\n');
  });

  it('is not held up by a prompt that nobody answers', async () => {
    service = await startSecretService({ prompts: 'silent' });
    const directory = newStoreDirectory();
    await runScript(service.env, directory, 'auto', 'set');
    await service.lock();
    const { output, code, signal, took } = await runScript(service.env, directory, 'auto', 'get');
    expect(output).toMatch(/SecretStoreFailed: The keychain gave no answer within 1 seconds/);
    expect([code, signal]).toEqual([null, 'SIGKILL']);
    expect(took).toBeLessThan(5_000);
  });
});
