// What a shell or a program gets when a role is put into its environment, and what it must lose.
//
// Lost: `AWS_PROFILE` and `AWS_DEFAULT_PROFILE`, because SDKs disagree on whether a profile or keys win, and the old
// `AWS_SECURITY_TOKEN`, which botocore prefers to `AWS_SESSION_TOKEN`. Kept: `AWS_CONTAINER_CREDENTIALS_*` and
// `AWS_WEB_IDENTITY_TOKEN_FILE`; every SDK asks them after the keys, and they are what the host falls back to.
//
// `ROLECALL_REGION` marks a region as ours and `ROLECALL_KEY_ID` keys as ours (an access key id is no secret), so
// that nobody else's is ever removed or taken for ours.
import type { RoleCredentials } from './credentials.ts';
import { isoSeconds } from './expiry.ts';
import { type Guarded, guarded } from './guarded.ts';
import { type Role, roleArn } from './role.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** No name is in both lists, and none twice in one. */
export type Variables = Guarded<{
  readonly set: readonly (readonly [name: string, value: string])[];
  readonly unset: readonly string[];
}>;

const rivals = ['AWS_PROFILE', 'AWS_DEFAULT_PROFILE', 'AWS_SECURITY_TOKEN'] as const;
const regionNames = ['AWS_REGION', 'AWS_DEFAULT_REGION'] as const;

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

// A region that is still the one we set, and our mark.
const ourRegion = (env: Environment): readonly string[] => {
  const region = env['ROLECALL_REGION'];
  if (!region) return [];
  return [...regionNames.filter((name) => env[name] === region), 'ROLECALL_REGION'];
};

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
  /** The region asked for; undefined = the role's own, and where it has none the shell's stays as it is. */
  readonly region: string | undefined;
  /** The environment that the variables go into. */
  readonly currentEnv: Environment;
};

/** The variables of a role. A region that we set for an earlier role goes when this one has none. */
export const exportVariables = ({ role, credentials, region, currentEnv }: ExportRequest): Variables => {
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
  const chosen = region ?? role.region;
  const regions = chosen === undefined ? [] : [...regionNames, 'ROLECALL_REGION'];
  return guarded({
    set: [
      ...ours.map((name) => [name, values[name]] as const),
      ...regions.map((name) => [name, chosen ?? ''] as const),
    ],
    unset: [...rivals, ...(chosen === undefined ? ourRegion(currentEnv) : [])],
  });
};

/** Leaves no role in the environment. The region goes only where it is the one that we set. */
export const clearVariables = (currentEnv: Environment): Variables =>
  guarded({
    set: [],
    unset: [...ours, 'AWS_SECURITY_TOKEN', ...ourRegion(currentEnv), ...ourServer(currentEnv)],
  });
