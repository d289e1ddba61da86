// What a shell or a program gets when a role is put into its environment, and what it must lose.
//
// Lost: `AWS_PROFILE` and `AWS_DEFAULT_PROFILE`, because SDKs disagree on whether a profile or keys win, and the old
// `AWS_SECURITY_TOKEN`, which botocore prefers to `AWS_SESSION_TOKEN`. Kept: `AWS_CONTAINER_CREDENTIALS_*` and
// `AWS_WEB_IDENTITY_TOKEN_FILE`; every SDK asks them after the keys, and they are what the host falls back to.
//
// `ROLECALL_KEY_ID` marks keys as ours (an access key id is no secret), so that nobody else's are taken for ours; the
// region has marks of its own (region-variables.ts).
import type { RoleCredentials } from './credentials.ts';
import { isoSeconds } from './expiry.ts';
import { type ExportsConfig, usualExports } from './exports-config.ts';
import { type Guarded, guarded } from './guarded.ts';
import { type Environment, giveRegionBack, type RegionWish, regionVariables } from './region-variables.ts';
import { type Role, roleArn } from './role.ts';

/** No name is in both lists, and none twice in one. */
export type Variables = Guarded<{
  readonly set: readonly (readonly [name: string, value: string])[];
  readonly unset: readonly string[];
}>;

const rivals = ['AWS_PROFILE', 'AWS_DEFAULT_PROFILE', 'AWS_SECURITY_TOKEN'] as const;

const ours = [
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'AWS_CREDENTIAL_EXPIRATION',
  'AWS_SESSION_EXPIRATION',
  'ROLECALL_EXPIRES_AT',
  'ROLECALL_PROFILE',
  'ROLECALL_ROLE_ARN',
  'ROLECALL_INSTANCE',
  'ROLECALL_ACCOUNT_ID',
  'ROLECALL_ACCOUNT_NAME',
  'ROLECALL_ROLE_NAME',
  'ROLECALL_KEY_ID',
] as const;

type OurName = (typeof ours)[number];

// The address and the token of `exec --server`, where they are still the ones we set.
const ourServer = (env: Environment): readonly string[] => {
  const server = env['ROLECALL_SERVER'];
  if (!server) return [];
  const isOurs = env['AWS_CONTAINER_CREDENTIALS_FULL_URI'] === server;
  const names = ['AWS_CONTAINER_CREDENTIALS_FULL_URI', 'AWS_CONTAINER_AUTHORIZATION_TOKEN'];
  return [...(isOurs ? names : []), 'ROLECALL_SERVER'];
};

export type ExportRequest = {
  readonly role: Role;
  readonly credentials: RoleCredentials;
  /** The region asked for; undefined = by the rule of region-variables.ts. */
  readonly region: RegionWish['asked'];
  readonly exports?: ExportsConfig | undefined;
  /** The environment that the variables go into. */
  readonly currentEnv: Environment;
};

/** The variables of a role. */
export const exportVariables = (request: ExportRequest): Variables => {
  const { role, credentials, region, exports = usualExports, currentEnv } = request;
  const expiration = isoSeconds(credentials.expiration);
  const values: Record<OurName, string> = {
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_SESSION_TOKEN: credentials.sessionToken,
    AWS_CREDENTIAL_EXPIRATION: expiration,
    AWS_SESSION_EXPIRATION: expiration,
    // Seconds since the epoch, which a prompt can subtract from its clock without a program.
    ROLECALL_EXPIRES_AT: String(Math.floor(credentials.expiration / 1000)),
    ROLECALL_PROFILE: role.profile,
    ROLECALL_ROLE_ARN: roleArn(role),
    ROLECALL_INSTANCE: role.instance,
    ROLECALL_ACCOUNT_ID: role.accountId,
    ROLECALL_ACCOUNT_NAME: role.accountName,
    ROLECALL_ROLE_NAME: role.roleName,
    ROLECALL_KEY_ID: credentials.accessKeyId,
  };
  const wish = { asked: region, ofRole: role.region, overwrites: exports.overwritesRegion };
  const regions = regionVariables(wish, currentEnv);
  return guarded({
    set: [...ours.map((name) => [name, values[name]] as const), ...regions.set],
    unset: [...rivals, ...regions.unset],
  });
};

/** Leaves no role in the environment. A region of ours goes too, and what it had replaced is there again. */
export const clearVariables = (currentEnv: Environment): Variables => {
  const regions = giveRegionBack(currentEnv);
  return guarded({
    set: regions.set,
    unset: [...ours, 'AWS_SECURITY_TOKEN', ...regions.unset, ...ourServer(currentEnv)],
  });
};
