import type { InstanceConfig } from '../../src/domain/config.ts';

/** An instance of the config, without an emulator behind it. */
export const testInstanceConfig = (over: Partial<InstanceConfig> = {}): InstanceConfig => ({
  name: 'acme',
  startUrl: 'https://acme.awsapps.com/start',
  region: 'us-east-1',
  defaultRegion: undefined,
  login: 'auto',
  sessionDuration: 8 * 3_600_000,
  accounts: [],
  ...over,
});
