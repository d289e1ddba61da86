// Directories and options for tests of the store on disk.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import {
  openSecretStore,
  type SecretStoreOptions,
} from '../../../src/adapters/secret-store/open-secret-store.ts';
import type { SecretStore } from '../../../src/ports/secret-store.ts';

export const sampleKey = Buffer.alloc(32, 7).toString('base64');
export const otherKey = Buffer.alloc(32, 8).toString('base64');

const made: string[] = [];

/** The path of a store that does not exist yet, in a temporary directory that the test's end removes. */
export const newStoreDirectory = (): string => {
  const parent = mkdtempSync(join(tmpdir(), 'rolecall-secrets-'));
  made.push(parent);
  return join(parent, 'state', 'secrets');
};

/** Call once a file. */
export const removeDirectoriesAfterEach = (): void => {
  afterEach(() => {
    for (const directory of made.splice(0)) rmSync(directory, { recursive: true, force: true });
  });
};

export const optionsFor = (
  directory: string,
  changes: Partial<SecretStoreOptions> = {},
): SecretStoreOptions => ({
  directory,
  config: { backend: 'auto', passphraseCommand: undefined },
  env: { ROLECALL_MASTER_KEY: sampleKey },
  platform: process.platform,
  ...changes,
});

export const openSample = (directory: string, changes: Partial<SecretStoreOptions> = {}): SecretStore =>
  openSecretStore(optionsFor(directory, changes));

/** Every file of a directory by name: to see that nothing was written. */
export const contentsOf = (directory: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    readdirSync(directory)
      .sort()
      .map((name) => [name, readFileSync(join(directory, name)).toString('base64')]),
  );

/** The path of the only record. */
export const onlyRecord = (directory: string): string => {
  const names = readdirSync(directory).filter((name) => name.endsWith('.record'));
  if (names.length !== 1) throw new Error(`Expected one record, saw ${names.length}`);
  return join(directory, `${names[0]}`);
};
