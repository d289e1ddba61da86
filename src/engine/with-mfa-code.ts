// A call that AWS wants an MFA code for. A person who mistypes is asked again, a few times.

import type { InstanceConfig } from '../domain/config.ts';
import { LoginNeeded, MfaRefused, UserError } from '../domain/errors.ts';
import { exitCodes } from '../domain/exit-codes.ts';
import { guarded } from '../domain/guarded.ts';
import type { Services } from '../ports/services.ts';
import type { MfaCode } from '../ports/sts.ts';

const tries = 3;

const refused = (instance: InstanceConfig, serial: string): UserError =>
  new UserError(`AWS did not take the code of ${serial} for ${instance.name}.`, {
    hint: 'A code is good once, and for half a minute. Wait for the next one, then try again.',
    exitCode: exitCodes.loginNeeded,
  });

type Device = {
  readonly instance: InstanceConfig;
  readonly serial: string;
  /** What to do where nobody can be asked. A sign-in makes the session of lasting keys, unless something else is given. */
  readonly hint?: string;
};

/** Errors: LoginNeeded when nobody can give a code; UserError when AWS takes none; those of `call`. */
export const withMfaCode = async <T>(
  services: Services,
  { instance, serial, hint }: Device,
  call: (mfa: MfaCode) => Promise<T>,
): Promise<T> => {
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const isAgain = attempt > 0;
    const code = await services.mfaCode({ instance, serial, isAgain });
    if (code === undefined && isAgain) throw refused(instance, serial);
    if (code === undefined)
      throw new LoginNeeded(instance.name, `${instance.name} needs a code of ${serial}.`, hint);
    try {
      return await call(guarded({ serial, code }));
    } catch (error) {
      if (!(error instanceof MfaRefused)) throw error;
    }
  }
  throw refused(instance, serial);
};
