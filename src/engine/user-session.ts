// A session of an IAM user, made with the user's lasting keys: what stands for these keys everywhere. With an MFA device
// it is asked for with a code, and every role that is assumed from it counts as assumed with MFA.
import type { BaseSource, InstanceConfig } from '../domain/config.ts';
import type { RoleCredentials } from '../domain/credentials.ts';
import { MfaRefused, StsRefused, UpstreamFailed, UserError } from '../domain/errors.ts';
import type { Services } from '../ports/services.ts';
import { type LastingKeys, requireLastingKeys } from './lasting-keys.ts';
import { withMfaCode } from './with-mfa-code.ts';

export type KeysBase = Extract<BaseSource, { readonly kind: 'keys' }>;

/** What AWS says no to is told with the keys that it was about. */
export const explainKeys = (name: string, keys: LastingKeys, error: unknown): unknown => {
  if (!(error instanceof StsRefused) || error instanceof MfaRefused) return error;
  const which = `the keys ${name} (****${keys.accessKeyId.slice(-4)})`;
  switch (error.code) {
    case 'InvalidClientTokenId':
      return new UserError(`AWS does not know ${which}, or they are switched off.`, {
        hint: `Give the ones that hold: rolecall keys add ${name} --replace`,
      });
    case 'SignatureDoesNotMatch':
      return new UserError(`AWS does not take the secret of ${which}, or this machine’s clock is wrong.`, {
        hint: `Look at the clock. If it is right, give the keys anew: rolecall keys add ${name} --replace`,
      });
    case 'AccessDenied':
      return new UserError(`AWS does not let the user of ${which} do this (AccessDenied).`, {
        hint: 'A policy of the user may ask for MFA: set mfa_serial for the instance in config.yaml.',
      });
    default:
      return new UpstreamFailed(`AWS refused ${which} (${error.code}).`);
  }
};

/**
 * Asks AWS, whatever is cached. Errors: UserError when there are no such keys or AWS refuses them, LoginNeeded when a
 * code is due that nobody can give, UpstreamFailed, SecretStoreFailed, Cancelled.
 */
export const userSession = async (
  services: Services,
  instance: InstanceConfig,
  base: KeysBase,
): Promise<RoleCredentials> => {
  const keys = await requireLastingKeys(services, base.name);
  const sts = await services.sts(instance.region, keys);
  const duration = instance.sessionDuration;
  const serial = instance.mfa?.serial;
  try {
    if (serial === undefined) return await sts.getSessionToken({ mfa: undefined, duration });
    return await withMfaCode(services, { instance, serial }, (mfa) => sts.getSessionToken({ mfa, duration }));
  } catch (error) {
    throw explainKeys(base.name, keys, error);
  }
};
