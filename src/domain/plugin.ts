// Programs of the user's own that give AWS credentials: what one is asked, on stdin, and what it answers, on stdout. The
// answer is that of a credential_process; docs/plugins.md describes both.

import type { RoleName } from './config.ts';
import type { FoundKeys } from './credentials.ts';
import { isoSeconds } from './expiry.ts';
import { guarded } from './guarded.ts';
import { sanitize } from './sanitize.ts';

export type Plugin = {
  readonly name: string;
  /** Absolute. */
  readonly path: string;
  /** ms */
  readonly timeout: number;
  readonly config: Readonly<Record<string, string>>;
};

/** A plugin as an instance or a role uses it: `config` is the plugin's with what stands there over it. */
export type PluginUse = Plugin;

export type PluginRequest = {
  readonly plugin: PluginUse;
  readonly instance: string;
  readonly region: string;
  /** What the credentials are for: those of a role itself, or those that roles are assumed with. */
  readonly role: RoleName | undefined;
  /** When nobody waits any more (ms). */
  readonly deadline: number;
};

const protocol = 1;

/** One line of JSON. */
export const pluginRequestText = ({ plugin, instance, region, role, deadline }: PluginRequest): string =>
  `${JSON.stringify({
    Version: protocol,
    Plugin: plugin.name,
    Instance: instance,
    Region: region,
    Role: role === undefined ? null : { AccountId: role.accountId, RoleName: role.roleName },
    Config: plugin.config,
    Deadline: isoSeconds(deadline),
  })}\n`;

export type PluginAnswer =
  | { readonly kind: 'keys'; readonly keys: FoundKeys }
  /** What is wrong with it, without its content: a half sentence. */
  | { readonly kind: 'wrong'; readonly why: string };

const wrong = (why: string): PluginAnswer => ({ kind: 'wrong', why });

const fieldsOf = (text: string): Readonly<Record<string, unknown>> | undefined => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
};

/** Of AWS's letters only: what else stands there never reaches a header or a variable. */
const isKeyText = (value: unknown): value is string =>
  typeof value === 'string' && /^[\x21-\x7e]{1,8192}$/.test(value);

const zoned = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)$/;

/** What `stdout` of a plugin says. Nothing of it is quoted: it holds keys. */
export const parsePluginAnswer = (stdout: string, now: number): PluginAnswer => {
  const fields = fieldsOf(stdout);
  if (fields === undefined) return wrong('printed no JSON object');
  const { Version, AccessKeyId, SecretAccessKey, SessionToken, Expiration } = fields;
  if (Version !== protocol) return wrong('printed another Version than 1');
  if (typeof AccessKeyId !== 'string' || !/^\w{16,128}$/.test(AccessKeyId))
    return wrong('printed no good AccessKeyId');
  if (!isKeyText(SecretAccessKey)) return wrong('printed no good SecretAccessKey');
  if (SessionToken !== undefined && !isKeyText(SessionToken)) return wrong('printed no good SessionToken');
  const isDated = typeof Expiration === 'string' && zoned.test(Expiration);
  const end = isDated ? Date.parse(Expiration) : undefined;
  if (Expiration !== undefined && (end === undefined || Number.isNaN(end)))
    return wrong('printed an Expiration that is no time of ISO 8601 with its zone');
  if (end !== undefined && end <= now) return wrong('gave credentials that have ended');
  const keys = { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey };
  return { kind: 'keys', keys: guarded({ ...keys, sessionToken: SessionToken, expiration: end }) };
};

const longestSaid = 300;

/** The last line of what it wrote on stderr, made harmless; undefined where it said nothing. */
export const lastWords = (stderr: string): string | undefined => {
  const line = stderr
    .split(/[\r\n]+/)
    .map((text) => text.trim())
    .findLast((text) => text !== '');
  return line === undefined ? undefined : sanitize(line, longestSaid);
};
