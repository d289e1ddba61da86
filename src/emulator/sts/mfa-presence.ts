// SerialNumber and TokenCode, of GetSessionToken and AssumeRole alike.
import type { Reply } from '../http/handler.ts';
import { spendCode } from '../iam/mfa.ts';
import type { SignedCall } from '../query/signed-handler.ts';
import type { World } from '../world.ts';
import { sts } from './sts.ts';

const serialForm = /^[\w+=/:,.@-]{9,256}$/;

const refusals = {
  'wrong-device':
    'MultiFactorAuthentication failed, unable to validate MFA code. Please verify your MFA serial number is valid and associated with this user.',
  'wrong-code': 'MultiFactorAuthentication failed with invalid MFA one time pass code.',
  half: 'MultiFactorAuthentication failed, must provide both MFA serial number and one time pass code.',
};

const denied = (reason: keyof typeof refusals): Reply => sts.error(403, 'AccessDenied', refusals[reason]);

const malformed = (member: string): Reply =>
  sts.error(400, 'ValidationError', `Value at '${member}' failed to satisfy constraint`);

/** Whether the call has MFA: by a code, which only lasting keys may give, or by the session it comes from. */
export const mfaPresence = (world: World, { caller, form }: SignedCall): boolean | Reply => {
  const serial = form.get('SerialNumber');
  const code = form.get('TokenCode');
  if (serial === null && code === null) return caller.kind === 'session' && caller.hasMfa;
  if (serial !== null && !serialForm.test(serial)) return malformed('serialNumber');
  if (code !== null && !/^\d{6}$/.test(code)) return malformed('tokenCode');
  if (caller.kind !== 'user') return denied('wrong-device');
  if (serial === null || code === null) return denied('half');
  const outcome = spendCode(world, caller.user, { serial, code });
  return outcome === 'accepted' || denied(outcome);
};
