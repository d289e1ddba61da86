// What a shell holds, read from its environment and nothing else: no network, no store, no files. It runs for every
// prompt, so it must stay cheap to load.

export type ShellEnvironment = Readonly<Record<string, string | undefined>>;

type Common = {
  readonly region: string | undefined;
  /** ms since the epoch; undefined where the environment does not say. */
  readonly expiresAt: number | undefined;
};

export type HeldRole = Common & {
  readonly kind: 'role';
  readonly profile: string;
  readonly instance: string;
  readonly accountId: string;
  readonly accountName: string;
  readonly roleName: string;
  readonly arn: string;
  /** Keys in variables, the name of a profile, or a server that is asked. */
  readonly heldBy: 'keys' | 'profile' | 'server';
  /** The role's own region, where the environment says it. */
  readonly roleRegion: string | undefined;
  /** `AWS_PROFILE`, where it is set beside the keys: SDKs disagree on which of the two wins. */
  readonly awsProfile: string | undefined;
};

export type ShellStatus =
  | { readonly kind: 'nothing' }
  | HeldRole
  /** Keys that another program or the user put there. */
  | (Common & {
      readonly kind: 'other-keys';
      readonly accessKeyId: string;
      readonly awsProfile: string | undefined;
    })
  /** No keys, only the name of a profile. */
  | (Common & { readonly kind: 'profile'; readonly awsProfile: string });

const time = (text: string | undefined): number | undefined => {
  const at = text ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? undefined : at;
};

// The keys are ours when we named the role and nobody replaced them since.
const areOurs = (env: ShellEnvironment): boolean =>
  Boolean(env['ROLECALL_ROLE_ARN']) &&
  !env['ROLECALL_AWS_PROFILE'] &&
  (!env['ROLECALL_KEY_ID'] || env['ROLECALL_KEY_ID'] === env['AWS_ACCESS_KEY_ID']);

/** A profile that stands for the role: `export_mode: profile`. */
const isOurProfile = (env: ShellEnvironment): boolean =>
  Boolean(env['ROLECALL_AWS_PROFILE']) && env['ROLECALL_AWS_PROFILE'] === env['AWS_PROFILE'];

/** Keys that `exec --server` renews: they lie in no variable, and have no end to count down to. */
const areServed = (env: ShellEnvironment): boolean =>
  Boolean(env['ROLECALL_SERVER']) && env['ROLECALL_SERVER'] === env['AWS_CONTAINER_CREDENTIALS_FULL_URI'];

const howHeld = (env: ShellEnvironment): HeldRole['heldBy'] | undefined => {
  if (env['AWS_ACCESS_KEY_ID']) return areOurs(env) ? 'keys' : undefined;
  if (isOurProfile(env)) return 'profile';
  return areServed(env) ? 'server' : undefined;
};

/** An empty variable counts as none, as SDKs have it. */
export const readShellStatus = (env: ShellEnvironment): ShellStatus => {
  const region = env['AWS_REGION'] || env['AWS_DEFAULT_REGION'] || undefined;
  const awsProfile = env['AWS_PROFILE'] || env['AWS_DEFAULT_PROFILE'] || undefined;
  const accessKeyId = env['AWS_ACCESS_KEY_ID'];
  const heldBy = howHeld(env);
  if (!accessKeyId && heldBy === undefined)
    return awsProfile === undefined
      ? { kind: 'nothing' }
      : { kind: 'profile', awsProfile, region, expiresAt: undefined };
  const expiresAt = time(env['AWS_CREDENTIAL_EXPIRATION'] || env['AWS_SESSION_EXPIRATION']);
  if (accessKeyId && heldBy === undefined)
    return { kind: 'other-keys', accessKeyId, awsProfile, region, expiresAt };
  return {
    kind: 'role',
    profile: env['ROLECALL_PROFILE'] ?? '',
    instance: env['ROLECALL_INSTANCE'] ?? '',
    accountId: env['ROLECALL_ACCOUNT_ID'] ?? '',
    accountName: env['ROLECALL_ACCOUNT_NAME'] ?? '',
    roleName: env['ROLECALL_ROLE_NAME'] ?? '',
    arn: env['ROLECALL_ROLE_ARN'] ?? '',
    // That one is the role.
    awsProfile: heldBy === 'profile' ? undefined : awsProfile,
    heldBy: heldBy ?? 'keys',
    region,
    roleRegion: env['ROLECALL_ROLE_REGION'] || env['ROLECALL_REGION'] || undefined,
    expiresAt: heldBy === 'keys' ? expiresAt : undefined,
  };
};
