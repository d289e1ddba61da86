import { describe, expect, it } from 'vitest';
import { wipeForgotten } from '../../src/engine/logout.ts';
import { signIn } from '../../src/engine/sign-in.ts';
import { useEmulator } from '../support/emulator.ts';
import { testInstance, testServices } from '../support/services.ts';

const options = { flow: 'device', isBrowserAllowed: false, force: false, onProgress: () => {} } as const;

describe('signing out of all', () => {
  it('wipes what an instance left that the configuration no longer has, and nothing else', async () => {
    const emulator = await useEmulator({ autoApprove: true });
    const services = testServices({ env: emulator.env });
    const [kept, gone] = [
      testInstance(emulator, { name: 'kept' }),
      testInstance(emulator, { name: 'gone/ünïcode' }),
    ];
    for (const instance of [kept, gone]) await signIn(services, instance, options);
    expect(await wipeForgotten(services, [kept])).toEqual([]);
    const left = (await (await services.secretStore()).list('')).map(({ key }) => key.split('/')[1]);
    expect(new Set(left)).toEqual(new Set(['kept']));
  });
});
