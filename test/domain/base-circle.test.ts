import { expect, it } from 'vitest';
import { circular, noInstance, tellsCircle } from '../../src/domain/base-circle.ts';
import type { InstanceConfig } from '../../src/domain/config.ts';

const withBase = (name: string): InstanceConfig => ({
  ...{ name, startUrl: '', region: 'us-east-1', defaultRegion: undefined, login: 'auto' },
  ...{ sessionDuration: 0, accounts: [], base: { kind: 'profile', profile: 'loop' } },
});

it('says what leads back to itself: an instance, or a profile that was asked for by itself', () => {
  const [ofInstance, alone] = [circular(withBase('hub')), circular(withBase(noInstance))];
  expect(ofInstance.message).toBe(
    'hub takes its base credentials from itself: profile loop runs rolecall for hub again.',
  );
  expect(alone.message).toBe(
    'profile loop takes its base credentials from itself: what it runs asks rolecall for it again.',
  );
  expect([ofInstance, alone].every(({ message }) => tellsCircle(message))).toBe(true);
});
