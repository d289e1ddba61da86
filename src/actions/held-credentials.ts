// The credentials whose owner is asked for: those of this shell as the AWS CLI would find them, those of a profile of the
// AWS files, or those of a role of rolecall. They are used here for one question, and are handed to nobody.

import { inspectAwsIni } from '../domain/aws-ini/parse-aws-ini.ts';
import { listSections } from '../domain/aws-ini/section-identity.ts';
import { noInstance } from '../domain/base-circle.ts';
import type { InstanceConfig } from '../domain/config.ts';
import type { FoundKeys } from '../domain/credentials.ts';
import { type ProfileLine, profileLines } from '../domain/doctor/profile-lines.ts';
import { LoginNeeded, UserError } from '../domain/errors.ts';
import { guarded } from '../domain/guarded.ts';
import { type HeldSource, heldSource, sourceText } from '../domain/held-source.ts';
import { isRegion } from '../domain/region.ts';
import type { Role } from '../domain/role.ts';
import { lengthLimits, sanitize } from '../domain/sanitize.ts';
import { roleCredentials } from '../engine/role-credentials.ts';
import type { Services } from '../ports/services.ts';

type Environment = Readonly<Record<string, string | undefined>>;

export type Held = {
  readonly keys: FoundKeys;
  /** For messages: `profile prod`. */
  readonly source: string;
  readonly sourceKind: HeldSource['kind'] | 'role';
  /** Where STS is asked. */
  readonly region: string;
  /** ms; undefined where nobody tells. */
  readonly expiration: number | undefined;
  /** The profile of the AWS files, where it is one. */
  readonly profile: ProfileLine | undefined;
};

type Asking = {
  readonly services: Services;
  readonly env: Environment;
  /** What the person asked for. */
  readonly region: string | undefined;
  /** Where nothing says one: `us-east-1`. */
  readonly usualRegion?: string;
};

const sdkInstance = (region: string, profile: string | undefined): InstanceConfig => ({
  name: noInstance,
  startUrl: '',
  region,
  defaultRegion: undefined,
  login: 'auto',
  sessionDuration: 0,
  base: profile === undefined ? { kind: 'environment' } : { kind: 'profile', profile },
  accounts: [],
});

const found = async (services: Services, region: string, profile?: string): Promise<FoundKeys> => {
  try {
    // The SDK would wait for ever for a FIFO, and say nothing of a file that it cannot read.
    await (await services.awsFiles()).readConfig();
    return await services.baseCredentials(sdkInstance(region, profile));
  } catch (error) {
    if (!(error instanceof LoginNeeded)) throw error;
    throw new UserError('The profile asks for a code of an MFA device.', {
      hint: 'Give it with --mfa-code.',
    });
  }
};

const ofPartition = (arn: string | undefined): string | undefined => {
  const partition = /^arn:([a-z-]+):/.exec(arn ?? '')?.[1];
  if (partition === 'aws-cn') return 'cn-north-1';
  if (partition === 'aws-us-gov') return 'us-gov-west-1';
  return partition === 'aws-eusc' ? 'eusc-de-east-1' : undefined;
};

/** What is no region is the doctor's to tell; here it would only stand in the way of an answer. */
const regionFor = ({ region, env, usualRegion = 'us-east-1' }: Asking, profile?: ProfileLine): string => {
  if (region !== undefined) return region;
  const known = [env['AWS_REGION'], env['AWS_DEFAULT_REGION'], profile?.region];
  return (
    known.find((text): text is string => text !== undefined && isRegion(text)) ??
    ofPartition(env['ROLECALL_ROLE_ARN']) ??
    usualRegion
  );
};

const readQuietly = async (read: () => Promise<string | undefined>): Promise<string> => {
  try {
    return (await read()) ?? '';
  } catch {
    return '';
  }
};

type Profiles = { readonly inConfig: readonly ProfileLine[]; readonly inCredentials: readonly string[] };

/** The profiles of both AWS files, as far as they can be read. */
export const awsProfiles = async (services: Services): Promise<Profiles> => {
  const files = await services.awsFiles();
  const config = await readQuietly(files.readConfig);
  const credentials = await readQuietly(files.keysFile().read);
  return {
    inConfig: profileLines(inspectAwsIni(config, files.configPath).sections),
    inCredentials: listSections(credentials),
  };
};

export const isAwsProfile = ({ inConfig, inCredentials }: Profiles, wanted: string): boolean =>
  inCredentials.includes(wanted) || inConfig.some((profile) => profile.name === wanted);

/** Errors: UserError when there is no such profile, or it gives nothing; UpstreamFailed. */
export const holdProfile = async (asking: Asking, wanted: string): Promise<Held> => {
  const profiles = await awsProfiles(asking.services);
  const shown = sanitize(wanted, lengthLimits.name);
  if (!isAwsProfile(profiles, wanted))
    throw new UserError(`There is no profile ${shown} in the AWS files.`, {
      hint: 'See the roles with: rolecall list\nWrite their profiles with: rolecall profiles write',
    });
  const profile = profiles.inConfig.find((candidate) => candidate.name === wanted);
  const region = regionFor(asking, profile);
  const keys = await found(asking.services, region, wanted);
  return {
    keys,
    source: `profile ${shown}`,
    sourceKind: 'profile',
    region,
    expiration: keys.expiration,
    profile,
  };
};

const time = (text: string | undefined): number | undefined => {
  const at = Date.parse(text ?? '');
  return Number.isNaN(at) ? undefined : at;
};

const holdVariables = (asking: Asking): Held => {
  const { env } = asking;
  const expiration = time(env['AWS_CREDENTIAL_EXPIRATION'] || env['AWS_SESSION_EXPIRATION']);
  return {
    keys: guarded({
      accessKeyId: env['AWS_ACCESS_KEY_ID'] ?? '',
      secretAccessKey: env['AWS_SECRET_ACCESS_KEY'] ?? '',
      sessionToken: env['AWS_SESSION_TOKEN'] || undefined,
      expiration,
    }),
    source: sourceText({ kind: 'variables' }),
    sourceKind: 'variables',
    region: regionFor(asking),
    expiration,
    profile: undefined,
  };
};

const nothingHeld = (error: unknown): Error =>
  error instanceof UserError && /gave no credentials \(/.test(error.message)
    ? new UserError('This shell holds no credentials.', {
        hint: 'Pick a role with: eval "$(rolecall env)"\nOr name one: --profile NAME',
      })
    : (error as Error);

/** What the AWS CLI would use in this shell. Errors: UserError when there is nothing; UpstreamFailed. */
export const holdShell = async (asking: Asking): Promise<Held> => {
  const source = heldSource(asking.env);
  if (source.kind === 'variables') return holdVariables(asking);
  if (source.kind === 'profile') return holdProfile(asking, source.profile);
  const profile = (await awsProfiles(asking.services)).inConfig.find((one) => one.name === 'default');
  const region = regionFor(asking, profile);
  const keys = await found(asking.services, region).catch((error: unknown) => {
    throw nothingHeld(error);
  });
  return {
    keys,
    source: sourceText(source),
    sourceKind: source.kind,
    region,
    expiration: keys.expiration,
    profile: undefined,
  };
};

/** Errors: as `roleCredentials`. */
export const holdRole = async (
  { services, region }: Asking,
  role: Role,
  instance: InstanceConfig,
): Promise<Held> => {
  const keys = await roleCredentials(services, role, { instance });
  return {
    keys,
    source: `rolecall (${role.profile})`,
    sourceKind: 'role',
    region: region ?? role.region ?? instance.region,
    expiration: keys.expiration,
    profile: undefined,
  };
};
