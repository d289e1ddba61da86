// Codes that are given with a command.
import { expect, test } from 'vitest';
import { mfaCodes } from '../../src/adapters/mfa-code.ts';
import { UsageError } from '../../src/domain/errors.ts';
import { useEmulator } from '../support/emulator.ts';
import { testInstance } from '../support/services.ts';

const setUp = async () => {
  const instance = testInstance(await useEmulator({ accounts: 1 }));
  const question = { instance, serial: 'arn:aws:iam::111111111111:mfa/jo', isAgain: false };
  return (given: string) =>
    mfaCodes({ env: { ROLECALL_MFA_CODE: given }, prompt: async () => undefined })(question);
};

test('are given once, as an authenticator shows them', async () => {
  const codeOf = await setUp();
  expect(await codeOf('123456')).toBe('123456');
  expect(await codeOf('123 456')).toBe('123456');
});

test('are refused here where AWS would say nothing that helps', async () => {
  const codeOf = await setUp();
  for (const given of ['junk', '12345', '1234567', '12345a'])
    await expect(codeOf(given)).rejects.toThrow(UsageError);
});
