// Where a tool's credentials may come from, in the order in which they are tried.
import { type Held, holdProfile, holdShell } from '../actions/held-credentials.ts';
import { LoginNeeded } from '../domain/errors.ts';
import { guarded } from '../domain/guarded.ts';
import { heldSource } from '../domain/held-source.ts';
import { once } from '../domain/once.ts';
import { inertLines } from '../domain/sanitize.ts';
import type { AuthContext, AuthMethod } from './auth-method.ts';
import { chosenProfile } from './chosen-profile.ts';
import type { AwsCredentials } from './credentials.ts';
import { isProfile, roleOfProfile } from './role-of-profile.ts';
import { RolecallError } from './rolecall-error.ts';
import { takeRole } from './take-role.ts';
import type { Tool } from './tool.ts';

export type Obtained = {
  readonly credentials: AwsCredentials;
  /** Where AWS is asked about them. */
  readonly region: string;
  /** For messages: `profile prod`. */
  readonly source: string;
  /** AWS gave them for this role: nobody need be asked whether they are good. */
  readonly isVouched: boolean;
};

export type Way = {
  readonly name: string;
  /** Somebody named it: when it fails, that is the answer, and no other identity is taken in its place. */
  readonly isNamed: boolean;
  readonly available: () => Promise<boolean>;
  readonly obtain: () => Promise<Obtained>;
};

const obtainedOf = (held: Held): Obtained => {
  const { accessKeyId, secretAccessKey, sessionToken } = held.keys;
  const ends = held.expiration === undefined ? {} : { expiration: new Date(held.expiration) };
  const token = sessionToken === undefined ? {} : { sessionToken };
  const credentials = guarded({ accessKeyId, secretAccessKey, ...token, ...ends });
  return { credentials, region: held.region, source: held.source, isVouched: false };
};

const asking = ({ host, settings }: Tool) => ({
  services: host.services,
  env: host.env,
  region: undefined,
  usualRegion: settings.region,
});

const ofRole = async (tool: Tool, wanted: Parameters<typeof takeRole>[1]): Promise<Obtained> => {
  const { host, settings, emit } = tool;
  const onWarning = (text: string): void => emit('warning', { text });
  const { role, instance, credentials } = await takeRole(host, {
    ...wanted,
    confirm: settings.confirm,
    onWarning,
  });
  const source = `rolecall (${role.profile ?? role.roleName})`;
  return { credentials, region: role.region ?? instance.region, source, isVouched: true };
};

/** A profile of rolecall, or of the AWS files; one that stands for a role of ours is that role, without a process. */
const ofProfile = async (tool: Tool, name: string): Promise<Obtained> => {
  const wanted = await roleOfProfile(tool.host.services, name);
  if (wanted === undefined) return obtainedOf(await holdProfile(asking(tool), name));
  try {
    return await ofRole(tool, wanted);
  } catch (error) {
    // The AWS CLI may be signed in where rolecall is not.
    if (!(error instanceof LoginNeeded) || wanted.kind !== 'sso') throw error;
    const held = await holdProfile(asking(tool), name).catch(() => undefined);
    if (held === undefined) throw error;
    return obtainedOf(held);
  }
};

/** `AWS_PROFILE` may stand for a role of ours. */
const ofEnvironment = async (tool: Tool): Promise<Obtained> => {
  const { services, env } = tool.host;
  const source = heldSource(env);
  if (source.kind === 'profile' && (await isProfile(services, source.profile)))
    return ofProfile(tool, source.profile);
  return obtainedOf(await holdShell(asking(tool)));
};

const isDate = (value: unknown): boolean => value instanceof Date && !Number.isNaN(value.getTime());

/** What an own method answers is anybody's guess. Half a sentence; undefined where it is right. */
const faultOf = (value: unknown): string | undefined => {
  const { accessKeyId, secretAccessKey, sessionToken, expiration } = (value ?? {}) as Partial<
    Record<string, unknown>
  >;
  if (typeof accessKeyId !== 'string' || typeof secretAccessKey !== 'string') return 'no credentials';
  if (sessionToken !== undefined && typeof sessionToken !== 'string') return 'a sessionToken that is no text';
  return expiration === undefined || isDate(expiration) ? undefined : 'an expiration that is no Date';
};

/** What an own method says of its failure is its author's: it is told as it is. */
const authenticated = async (
  tool: Tool,
  method: AuthMethod,
  context: AuthContext,
): Promise<AwsCredentials> => {
  let given: unknown;
  try {
    given = await method.authenticate(context);
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    throw new RolecallError('failed', inertLines(tool.host.redact(text)));
  }
  const fault = faultOf(given);
  if (fault === undefined) return given as AwsCredentials;
  throw new RolecallError('failed', `It answered ${fault}.`);
};

const ofMethod = (tool: Tool, method: AuthMethod): Way => {
  const { toolName, region, profileName } = tool.settings;
  const context = { toolName, region, profileName, ciMode: tool.isCi };
  return {
    name: method.name,
    isNamed: false,
    available: async () => method.available(context),
    obtain: async () => {
      const credentials = await authenticated(tool, method, context);
      return { credentials, region, source: method.name, isVouched: false };
    },
  };
};

export const waysOf = (tool: Tool, own: readonly AuthMethod[]): readonly Way[] => {
  const { settings } = tool;
  const ofTool = once(() => chosenProfile(tool));
  return [
    ...own.map((method) => ofMethod(tool, method)),
    {
      name: 'tool-profile',
      isNamed: true,
      available: async () => (await ofTool()) !== undefined,
      obtain: async () => ofProfile(tool, (await ofTool()) ?? settings.profileName),
    },
    {
      name: 'default-profile',
      isNamed: false,
      available: () => isProfile(tool.host.services, 'default'),
      obtain: () => ofProfile(tool, 'default'),
    },
    {
      name: 'environment',
      isNamed: false,
      available: async () => settings.allowEnvironment,
      obtain: () => ofEnvironment(tool),
    },
  ];
};
