// One-time codes: a code is good once, and one step of 30 s around the emulator's time.
import type { World } from '../world.ts';
import { codeAt, stepAt } from './totp.ts';
import type { IamUser, MfaDevice } from './user.ts';

const deviceOf = (world: World, serial: string): MfaDevice | undefined =>
  [...world.users.values()].find(({ mfa }) => mfa?.serial === serial)?.mfa;

/** What the device shows now. */
export const currentCode = (world: World, serial: string): string | undefined => {
  const device = deviceOf(world, serial);
  return device && codeAt(device.seed, stepAt(world.now()));
};

/** What a user gave to show that it has its device, and how that went. */
export const spendCode = (
  world: World,
  user: IamUser,
  given: { readonly serial: string; readonly code: string },
): 'accepted' | 'wrong-device' | 'wrong-code' => {
  const { mfa } = user;
  if (mfa?.serial !== given.serial) return 'wrong-device';
  const now = stepAt(world.now());
  const step = [now - 1, now, now + 1].find(
    (candidate) => !mfa.usedSteps.has(candidate) && codeAt(mfa.seed, candidate) === given.code,
  );
  if (step === undefined) return 'wrong-code';
  mfa.usedSteps.add(step);
  return 'accepted';
};
