// IAM users of the emulator, and their one-time codes.
import type { AddedUser, Emulator, NewUser } from '../../src/emulator/start-emulator.ts';

/** A user with an access key, of the account that the emulators of the tests have. */
export const addUser = (emulator: Emulator, user: Partial<NewUser> = {}): AddedUser =>
  emulator.addUser({ accountId: '012345678901', userName: 'ci-bot', ...user });

/** The device of a user, and its code now. Errors: Error for a user without a device. */
export const mfaOf = (emulator: Emulator, { mfaSerial = '' }: AddedUser) => {
  const code = emulator.mfaCode(mfaSerial);
  if (code === undefined) throw new Error('The user has no MFA device.');
  return { SerialNumber: mfaSerial, TokenCode: code };
};

/** As `mfaOf`, with a code that was not used yet: it moves the emulator's clock by a step. */
export const nextMfaOf = (emulator: Emulator, user: AddedUser) => {
  emulator.shiftClock(30_000);
  return mfaOf(emulator, user);
};
