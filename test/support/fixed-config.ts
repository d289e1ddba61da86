// A config that nobody changes, for tests that only read it.
import type { Config } from '../../src/domain/config.ts';
import type { ConfigStore } from '../../src/ports/config-store.ts';

const notHere = async (): Promise<never> => {
  throw new Error('This test has a config that does not change.');
};

export const fixedConfig = (config: Config) => async (): Promise<ConfigStore> => ({
  path: 'config.yaml',
  load: async () => config,
  readText: async () => undefined,
  valueAt: notHere,
  draft: { path: 'config.draft.yaml', read: async () => undefined, write: notHere, remove: notHere },
  check: notHere,
  plan: notHere,
  write: notHere,
  remove: notHere,
  saveInstance: notHere,
});
