// Credentials of a role that another role, or the base of its instance, assumes. Each hop is asked for once and kept
// like any role's credentials. What AWS refuses is told with the hop that it refused.
import type { ChainConfig, InstanceConfig } from '../domain/config.ts';
import type { RoleCredentials, SigningKeys } from '../domain/credentials.ts';
import { NotAssigned, StsRefused, UpstreamFailed, UsageError, UserError } from '../domain/errors.ts';
import { hour } from '../domain/expiry.ts';
import { type RoleId, roleArn } from '../domain/role.ts';
import { userOfInstance } from '../domain/user-arn.ts';
import type { Services } from '../ports/services.ts';
import type { MfaCode } from '../ports/sts.ts';
import { requireLastingKeys } from './lasting-keys.ts';
import { forgetPluginBase, pluginBase } from './plugin-credentials.ts';
import { withMfaCode } from './with-mfa-code.ts';

export type Hop = {
  readonly role: RoleId;
  readonly instance: InstanceConfig;
  readonly chain: ChainConfig;
  /** Credentials of another role of the instance. */
  readonly credentialsOf: (role: RoleId) => Promise<RoleCredentials>;
};

const usualSessionName = 'rolecall';

const callerOf = ({ chain, instance }: Hop): string => {
  if (chain.via !== undefined) return `${chain.via.roleName} in ${chain.via.accountId}`;
  if (instance.base?.kind === 'keys') return `user ${instance.base.user.userName}`;
  if (instance.base?.kind === 'plugin') return `plugin ${instance.base.plugin.name}`;
  return instance.base?.kind === 'profile' ? `profile ${instance.base.profile}` : 'the environment';
};

const targetOf = ({ role }: Hop): string => `${role.roleName} in ${role.accountId}`;

const baseKeys = async (
  services: Services,
  { chain, instance, credentialsOf }: Hop,
): Promise<SigningKeys> => {
  const user = userOfInstance(instance);
  if (instance.base?.kind === 'plugin') return pluginBase(services, instance, instance.base);
  if (instance.base?.kind !== 'keys' || user === undefined) return services.baseCredentials(instance);
  // AWS takes a code beside lasting keys only.
  return chain.mfaSerial === undefined
    ? credentialsOf(user)
    : requireLastingKeys(services, instance.base.name);
};

const callerKeys = async (services: Services, hop: Hop): Promise<SigningKeys> => {
  const { chain, instance } = hop;
  if (chain.via === undefined) return baseKeys(services, hop);
  try {
    return await hop.credentialsOf({ instance: instance.name, ...chain.via });
  } catch (error) {
    if (!(error instanceof NotAssigned)) throw error;
    throw new NotAssigned(`${error.message} ${targetOf(hop)} is reached through it.`, error.hint);
  }
};

/** Is the role asked for as with MFA? */
const hasMfa = ({ chain, instance }: Hop): boolean =>
  chain.via === undefined && (chain.mfaSerial ?? instance.mfa?.serial) !== undefined;

const trustHint = (hop: Hop): string => {
  const { chain, role, instance } = hop;
  const given = [
    ...(chain.externalId === undefined ? [] : ['its external id']),
    ...(chain.sourceIdentity === undefined ? [] : ['its source identity (sts:SetSourceIdentity)']),
  ];
  const asks =
    instance.base === undefined || hasMfa(hop) ? 'an external_id' : 'MFA (mfa_serial) or an external_id';
  const extra = given.length === 0 ? `Does it ask for ${asks}?` : `It must take ${given.join(' and ')}.`;
  return `The trust policy of ${role.roleName} must name the caller, and the caller must be allowed sts:AssumeRole. ${extra}`;
};

/** Credentials that AWS refuses before their end are cached still, where they are ours. */
const renewal = ({ chain, instance }: Hop): string => {
  if (chain.via === undefined && instance.base?.kind === 'plugin')
    return 'Try again: AWS needs some seconds to know new keys, and older ones are asked for anew.';
  if (chain.via === undefined && instance.base?.kind === 'keys')
    return `Run: rolecall login --instance ${instance.name} --force`;
  return chain.via === undefined
    ? 'Renew them, and try again.'
    : `Run: rolecall logout --instance ${instance.name}, which forgets them, and sign in again.`;
};

const explain = (hop: Hop, error: unknown): unknown => {
  if (!(error instanceof StsRefused)) return error;
  const [caller, target] = [callerOf(hop), targetOf(hop)];
  const { duration = 0 } = hop.chain;
  switch (error.code) {
    case 'AccessDenied':
      return new NotAssigned(`AWS does not let ${caller} assume ${target} (AccessDenied).`, trustHint(hop));
    case 'ValidationError':
      return new UsageError(
        `AWS takes something of ${target} for wrong (ValidationError).`,
        duration > hour
          ? 'What a role assumes lives an hour at most: duration may be too long for this base, or for the role.'
          : 'Check its account, name and path, and duration against what the role allows.',
      );
    case 'ExpiredToken':
    case 'InvalidClientTokenId':
      return new UserError(`AWS no longer accepts the credentials of ${caller} (${error.code}).`, {
        hint: `${target} is assumed with them. ${renewal(hop)}`,
      });
    default:
      return new UpstreamFailed(`AWS did not let ${caller} assume ${target} (${error.code}).`);
  }
};

/** A plugin's keys may be taken back before their end (the lease of a Vault): the next call asks it anew. */
const forgetRefused = async (services: Services, { chain, instance }: Hop, error: unknown): Promise<void> => {
  if (!(error instanceof StsRefused) || error.code === 'AccessDenied') return;
  if (chain.via !== undefined || instance.base?.kind !== 'plugin') return;
  await forgetPluginBase(services, instance, instance.base);
};

/** The role's region, else its account's, else the instance's: STS answers in each. */
const regionFor = ({ role, instance }: Hop): string => {
  const account = instance.accounts.find(({ id }) => id === role.accountId);
  const own = account?.roles.find(({ name }) => name === role.roleName);
  return own?.region ?? account?.region ?? instance.defaultRegion ?? instance.region;
};

/** No sign-in makes these: each time that the role is assumed takes a code. */
const codeHint = ({ role: { instance, accountId, roleName } }: Hop): string =>
  `A terminal asks for it: rolecall exec --instance ${instance} --account ${accountId} --role ${roleName}`;

/** Errors: as the caller's own credentials, and as `withMfaCode`; NotAssigned when AWS refuses; UsageError. */
export const assumeRole = async (services: Services, hop: Hop): Promise<RoleCredentials> => {
  const { role, instance, chain } = hop;
  const keys = await callerKeys(services, hop);
  const sts = await services.sts(regionFor(hop), keys);
  const serial = chain.mfaSerial;
  const assume = (mfa: MfaCode | undefined): Promise<RoleCredentials> =>
    sts.assumeRole({
      roleArn: roleArn({ ...role, ssoRegion: instance.region, path: chain.path }),
      sessionName: chain.sessionName ?? usualSessionName,
      externalId: chain.externalId,
      sourceIdentity: chain.sourceIdentity,
      mfa,
      duration: chain.duration,
    });
  try {
    if (serial === undefined) return await assume(undefined);
    return await withMfaCode(services, { instance, serial, hint: codeHint(hop) }, assume);
  } catch (error) {
    await forgetRefused(services, hop, error);
    throw explain(hop, error);
  }
};
