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
import { extraVariables, removeExtras } from './extra-variables.ts';
import { type Guarded, guarded } from './guarded.ts';
import { type Environment, giveRegionBack, type RegionWish, regionVariables } from './region-variables.ts';
import { type Role, roleArn } from './role.ts';

/** No name is in both lists, and none twice in one. */
export type Variables = Guarded<{
  readonly set: readonly (readonly [name: string, value: string])[];
  readonly unset: readonly string[];
}>;

/** How a shell or a program comes by the role's keys. */
export type Holding =
  | { readonly kind: 'credentials'; readonly credentials: RoleCredentials }
  /** A profile of the AWS config that has them. */
  | { readonly kind: 'profile'; readonly name: string }
  /** A server that is asked for them; the token itself is for a program's own environment only. */
  | Guarded<{
      readonly kind: 'server';
      readonly uri: string;
      readonly token: string | undefined;
      readonly tokenFile: string | undefined;
    }>;

const rivals = ['AWS_PROFILE', 'AWS_DEFAULT_PROFILE', 'AWS_SECURITY_TOKEN'] as const;

const keyNames = [
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'AWS_CREDENTIAL_EXPIRATION',
  'AWS_SESSION_EXPIRATION',
  'ROLECALL_EXPIRES_AT',
] as const;

const serverNames = [
  'AWS_CONTAINER_CREDENTIALS_FULL_URI',
  'AWS_CONTAINER_AUTHORIZATION_TOKEN',
  'AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE',
] as const;

// boto asks it before the program of a profile, and every SDK before a server.
const webIdentity = ['AWS_WEB_IDENTITY_TOKEN_FILE', 'AWS_ROLE_ARN'] as const;

const identityNames = [
  'ROLECALL_PROFILE',
  'ROLECALL_ROLE_ARN',
  'ROLECALL_INSTANCE',
  'ROLECALL_ACCOUNT_ID',
  'ROLECALL_ACCOUNT_NAME',
  'ROLECALL_ROLE_NAME',
] as const;

type Pair = readonly [name: string, value: string];

const identityOf = (role: Role): readonly Pair[] => {
  const values: Record<(typeof identityNames)[number], string> = {
    ROLECALL_PROFILE: role.profile,
    ROLECALL_ROLE_ARN: roleArn(role),
    ROLECALL_INSTANCE: role.instance,
    ROLECALL_ACCOUNT_ID: role.accountId,
    ROLECALL_ACCOUNT_NAME: role.accountName,
    ROLECALL_ROLE_NAME: role.roleName,
  };
  return identityNames.map((name) => [name, values[name]]);
};

const keysOf = (credentials: RoleCredentials): readonly Pair[] => {
  const expiration = isoSeconds(credentials.expiration);
  const values: Record<(typeof keyNames)[number], string> = {
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_SESSION_TOKEN: credentials.sessionToken,
    AWS_CREDENTIAL_EXPIRATION: expiration,
    AWS_SESSION_EXPIRATION: expiration,
    // Seconds since the epoch, which a prompt can subtract from its clock without a program.
    ROLECALL_EXPIRES_AT: String(Math.floor(credentials.expiration / 1000)),
  };
  return keyNames.map((name) => [name, values[name]]);
};

// The address and the token of a server, and the name of a profile, where they are still the ones we set.
const ourReferences = (env: Environment): readonly string[] => {
  const [server, profile] = [env['ROLECALL_SERVER'], env['ROLECALL_AWS_PROFILE']];
  const isOurServer = server && env['AWS_CONTAINER_CREDENTIALS_FULL_URI'] === server;
  return [
    ...(isOurServer ? serverNames.filter((name) => env[name] !== undefined) : []),
    ...(profile && env['AWS_PROFILE'] === profile ? ['AWS_PROFILE'] : []),
    ...['ROLECALL_SERVER', 'ROLECALL_AWS_PROFILE'].filter((name) => env[name] !== undefined),
  ];
};

/** What is set, and what must not be beside it. */
const heldBy = (holding: Holding): { readonly set: readonly Pair[]; readonly unset: readonly string[] } => {
  switch (holding.kind) {
    case 'credentials':
      return { set: keysOf(holding.credentials), unset: rivals };
    case 'profile':
      return {
        set: [
          ['AWS_PROFILE', holding.name],
          ['ROLECALL_AWS_PROFILE', holding.name],
        ],
        unset: [...rivals, ...keyNames, 'ROLECALL_KEY_ID', ...webIdentity],
      };
    case 'server': {
      const { uri, token, tokenFile } = holding;
      return {
        set: [
          ['AWS_CONTAINER_CREDENTIALS_FULL_URI', uri],
          ...(token === undefined ? [] : [['AWS_CONTAINER_AUTHORIZATION_TOKEN', token] as const]),
          ...(tokenFile === undefined
            ? []
            : [['AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE', tokenFile] as const]),
          ['ROLECALL_SERVER', uri],
        ],
        unset: [
          ...rivals,
          ...keyNames,
          'ROLECALL_KEY_ID',
          ...webIdentity,
          'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI',
          ...serverNames.slice(1),
        ],
      };
    }
  }
};

/** What the configuration and the environment make of a role's variables, before one is chosen. */
export type ShellBefore = { readonly exports: ExportsConfig; readonly currentEnv: Environment };

export const emptyShell: ShellBefore = { exports: usualExports, currentEnv: {} };

export type HoldingRequest = {
  readonly role: Role;
  readonly holding: Holding;
  /** The region asked for; undefined = by the rule of region-variables.ts. */
  readonly region: RegionWish['asked'];
  readonly exports?: ExportsConfig | undefined;
  /** The environment that the variables go into. */
  readonly currentEnv: Environment;
};

export type ExportRequest = Omit<HoldingRequest, 'holding'> & { readonly credentials: RoleCredentials };

/** The variables of a role, however it is held. */
export const roleVariables = (request: HoldingRequest): Variables => {
  const { role, holding, region, exports = usualExports, currentEnv } = request;
  const wish = { asked: region, ofRole: role.region, overwrites: exports.overwritesRegion };
  const regions = regionVariables(wish, currentEnv);
  const credentials = holding.kind === 'credentials' ? holding.credentials : undefined;
  const ourRegion = regions.set.find(([name]) => name === 'ROLECALL_REGION')?.[1];
  const extras = extraVariables({ role, exports, credentials, region: ourRegion }, currentEnv);
  const held = heldBy(holding);
  const mark: readonly Pair[] =
    credentials === undefined ? [] : [['ROLECALL_KEY_ID', credentials.accessKeyId]];
  const set = [...held.set, ...identityOf(role), ...mark, ...regions.set, ...extras.set];
  const isSet = new Set(set.map(([name]) => name));
  const unset = new Set([...held.unset, ...ourReferences(currentEnv), ...regions.unset, ...extras.unset]);
  return guarded({ set, unset: [...unset].filter((name) => !isSet.has(name)) });
};

/** The variables of a role whose keys go into variables. */
export const exportVariables = ({ credentials, ...request }: ExportRequest): Variables =>
  roleVariables({ ...request, holding: { kind: 'credentials', credentials } });

/** Leaves no role in the environment. A region of ours goes too, and what it had replaced is there again. */
export const clearVariables = (currentEnv: Environment): Variables => {
  const regions = giveRegionBack(currentEnv);
  const unset = new Set([
    ...keyNames,
    ...identityNames,
    'ROLECALL_KEY_ID',
    'AWS_SECURITY_TOKEN',
    ...regions.unset,
    ...ourReferences(currentEnv),
    ...removeExtras(currentEnv),
  ]);
  return guarded({ set: regions.set, unset: [...unset] });
};
