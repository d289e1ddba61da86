// The contract with the backends that need no other program. The keychain has a file of its own.
import { describe } from 'vitest';
import { createMemorySecretStore } from '../../support/memory-secret-store.ts';
import { itKeepsTheContract } from './contract.ts';
import { newStoreDirectory, openSample, removeDirectoriesAfterEach } from './sample-store.ts';

removeDirectoriesAfterEach();

describe('a store in memory', () => {
  itKeepsTheContract(() => {
    const store = createMemorySecretStore();
    return { open: () => store, reopen: () => store };
  });
});

describe('a store with ROLECALL_MASTER_KEY', () => {
  itKeepsTheContract(() => {
    const directory = newStoreDirectory();
    return { open: () => openSample(directory), reopen: () => openSample(directory) };
  });
});

describe('a store with a passphrase', () => {
  itKeepsTheContract(() => {
    const directory = newStoreDirectory();
    const open = () => openSample(directory, { env: { ROLECALL_PASSPHRASE: 'correct horse' } });
    return { open, reopen: open };
  });
});
