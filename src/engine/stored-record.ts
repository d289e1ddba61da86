// Records as text, for the secret store and back. Guarded records are no JSON, so what is stored is written out here.
// Records outlive versions of the program: what does not have the present shape counts as absent.
import type { FoundKeys, RoleCredentials } from '../domain/credentials.ts';
import { guarded } from '../domain/guarded.ts';
import type { ClientRegistration, Session, TokenSet } from '../domain/session.ts';

import type { LastingKeys } from './lasting-keys.ts';

type Fields = Readonly<Record<string, unknown>>;

const fieldsOf = (value: unknown): Fields | undefined =>
  typeof value === 'object' && value !== null ? (value as Fields) : undefined;

const parseJson = (text: string): Fields | undefined => {
  try {
    return fieldsOf(JSON.parse(text));
  } catch {
    return undefined;
  }
};

const registrationOf = (fields: Fields | undefined): ClientRegistration | undefined => {
  const { clientId, clientSecret, expiresAt, flow } = fields ?? {};
  if (typeof clientId !== 'string' || typeof clientSecret !== 'string') return undefined;
  if (typeof expiresAt !== 'number' || (flow !== 'pkce' && flow !== 'device')) return undefined;
  return guarded({ clientId, clientSecret, expiresAt, flow });
};

const tokensOf = (fields: Fields | undefined): TokenSet | undefined => {
  const { accessToken, expiresAt, refreshToken } = fields ?? {};
  if (typeof accessToken !== 'string' || typeof expiresAt !== 'number') return undefined;
  return guarded({
    accessToken,
    expiresAt,
    refreshToken: typeof refreshToken === 'string' ? refreshToken : undefined,
  });
};

export const parseRegistration = (text: string): ClientRegistration | undefined =>
  registrationOf(parseJson(text));

export const registrationText = ({ clientId, clientSecret, expiresAt, flow }: ClientRegistration): string =>
  JSON.stringify({ clientId, clientSecret, expiresAt, flow });

export const parseSession = (text: string): Session | undefined => {
  const fields = parseJson(text);
  const registration = registrationOf(fieldsOf(fields?.['registration']));
  const tokens = tokensOf(fieldsOf(fields?.['tokens']));
  const signedInAt = fields?.['signedInAt'];
  if (registration === undefined || tokens === undefined || typeof signedInAt !== 'number') return undefined;
  return guarded({ registration, tokens, signedInAt });
};

export const sessionText = ({ registration, tokens, signedInAt }: Session): string => {
  const { clientId, clientSecret, expiresAt, flow } = registration;
  const { accessToken, refreshToken } = tokens;
  return JSON.stringify({
    registration: { clientId, clientSecret, expiresAt, flow },
    tokens: { accessToken, expiresAt: tokens.expiresAt, refreshToken },
    signedInAt,
  });
};

export const parseLastingKeys = (text: string): LastingKeys | undefined => {
  const { accessKeyId, secretAccessKey, userArn, region, since } = parseJson(text) ?? {};
  if (typeof accessKeyId !== 'string' || typeof secretAccessKey !== 'string') return undefined;
  if (typeof userArn !== 'string' || typeof region !== 'string' || typeof since !== 'number')
    return undefined;
  return guarded({ accessKeyId, secretAccessKey, userArn, region, since });
};

export const lastingKeysText = (keys: LastingKeys): string => {
  const { accessKeyId, secretAccessKey, userArn, region, since } = keys;
  return JSON.stringify({ accessKeyId, secretAccessKey, userArn, region, since });
};

/** Keys of a plugin that say when they end, and since when they are here (ms). */
export type KeptKeys = { readonly keys: FoundKeys; readonly since: number };

export const parseKeptKeys = (text: string): KeptKeys | undefined => {
  const { accessKeyId, secretAccessKey, sessionToken, expiration, since } = parseJson(text) ?? {};
  if (typeof accessKeyId !== 'string' || typeof secretAccessKey !== 'string') return undefined;
  if (sessionToken !== undefined && typeof sessionToken !== 'string') return undefined;
  if (typeof expiration !== 'number' || typeof since !== 'number') return undefined;
  return { keys: guarded({ accessKeyId, secretAccessKey, sessionToken, expiration }), since };
};

export const keptKeysText = ({ keys, since }: KeptKeys): string => {
  const { accessKeyId, secretAccessKey, sessionToken, expiration } = keys;
  return JSON.stringify({ accessKeyId, secretAccessKey, sessionToken, expiration, since });
};

export const parseRoleCredentials = (text: string): RoleCredentials | undefined => {
  const { accessKeyId, secretAccessKey, sessionToken, expiration } = parseJson(text) ?? {};
  if (typeof accessKeyId !== 'string' || typeof secretAccessKey !== 'string') return undefined;
  if (typeof sessionToken !== 'string' || typeof expiration !== 'number') return undefined;
  return guarded({ accessKeyId, secretAccessKey, sessionToken, expiration });
};

export const roleCredentialsText = (credentials: RoleCredentials): string => {
  const { accessKeyId, secretAccessKey, sessionToken, expiration } = credentials;
  return JSON.stringify({ accessKeyId, secretAccessKey, sessionToken, expiration });
};
