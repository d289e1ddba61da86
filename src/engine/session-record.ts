// How sessions, registrations and role credentials are named in the secret store. A name binds a secret to where it
// may be sent (origin, start URL, region), so that an endpoint override can never be given a token of another place.
// It also carries the facts that `status` shows, since names can be listed while the store is locked: the life of a
// record is its `expiresAt`, and a session's name says when the person signed in and whether it can be renewed.
import type { InstanceConfig } from '../domain/config.ts';
import type { RoleId } from '../domain/role.ts';
import type { Session, SignInFlow } from '../domain/session.ts';
import type { SupportAccess } from '../domain/support-access.ts';

export type RecordKind = 'session' | 'registration' | 'credentials' | 'support';

export const recordKinds: readonly RecordKind[] = ['session', 'registration', 'credentials', 'support'];

const path = (parts: readonly string[]): string => parts.map(encodeURIComponent).join('/');

/** Starts every record of one kind that an instance has, wherever it may be sent. */
export const instancePrefix = (kind: RecordKind, instanceName: string): string =>
  `${path([kind, instanceName])}/`;

/** Starts every record of one kind that may be sent to this instance at this origin. */
export const scopePrefix = (kind: RecordKind, instance: InstanceConfig, origin: string): string =>
  `${path([kind, instance.name, instance.region, instance.startUrl, origin])}/`;

/** Starts the records of lasting keys. They belong to no session: signing out leaves them. */
export const lastingKeysPrefix = 'keys/';

export const lastingKeysRecord = (name: string): string => `${lastingKeysPrefix}${encodeURIComponent(name)}`;

export const lastingKeysName = (record: string): string =>
  decodeURIComponent(record.slice(lastingKeysPrefix.length));

export const registrationKey = (instance: InstanceConfig, origin: string, flow: SignInFlow): string =>
  `${scopePrefix('registration', instance, origin)}${flow}`;

export const credentialsKey = (instance: InstanceConfig, origin: string, role: RoleId): string =>
  `${scopePrefix('credentials', instance, origin)}${path([role.accountId, role.roleName])}`;

/** Of access to a customer: whose it is, for which case, and by which profile it is used. */
export const supportKey = (
  instance: InstanceConfig,
  origin: string,
  { role, profile, customer, case: caseName }: Omit<SupportAccess, 'endsAt'>,
): string =>
  `${scopePrefix('support', instance, origin)}${path([role.accountId, role.roleName, profile, customer, caseName])}`;

/** Undefined for a key that no version of this program wrote. */
export const supportOfKey = (key: string): Omit<SupportAccess, 'endsAt'> | undefined => {
  const parts = key.split('/').map(decodeURIComponent);
  const [kind, instance, , , , accountId, roleName, profile, customer, caseName] = parts;
  if (kind !== 'support' || instance === undefined || accountId === undefined) return undefined;
  if (roleName === undefined || profile === undefined || customer === undefined) return undefined;
  if (caseName === undefined) return undefined;
  return { role: { instance, accountId, roleName }, profile, customer, case: caseName };
};

/** Is it the record of this role's credentials, among those of its instance, wherever they may be sent? */
export const credentialsOfRole = (key: string, role: Omit<RoleId, 'instance'>): boolean =>
  key.endsWith(`/${path([role.accountId, role.roleName])}`);

/** The account id and role name that the key of role credentials ends with. */
export const roleOfKey = (key: string, prefix: string): Omit<RoleId, 'instance'> | undefined => {
  const [accountId, roleName, ...rest] = key.slice(prefix.length).split('/');
  if (accountId === undefined || roleName === undefined || rest.length > 0) return undefined;
  return { accountId: decodeURIComponent(accountId), roleName: decodeURIComponent(roleName) };
};

export const sessionKey = (instance: InstanceConfig, origin: string, session: Session): string => {
  const renewal = session.tokens.refreshToken === undefined ? 'fixed' : 'renewable';
  return `${scopePrefix('session', instance, origin)}${session.signedInAt}/${renewal}`;
};

export type SessionFacts = { readonly signedInAt: number; readonly isRenewable: boolean };

/** What the key of a session tells; undefined for a key that no version of this program wrote. */
export const factsOfKey = (key: string, prefix: string): SessionFacts | undefined => {
  const match = /^(\d{1,16})\/(renewable|fixed)$/.exec(key.slice(prefix.length));
  return match === null ? undefined : { signedInAt: Number(match[1]), isRenewable: match[2] === 'renewable' };
};

/** Is it the record of a session, of whatever instance and version? */
export const isSessionKey = (key: string): boolean => key.startsWith(`${path(['session'])}/`);

/** The origin that the key of a session names, beside its facts; undefined as for `factsOfKey`. */
export const placeOfSession = (key: string): (SessionFacts & { readonly origin: string }) | undefined => {
  const scope = key.split('/').slice(0, 5);
  const facts = factsOfKey(key, `${scope.join('/')}/`);
  return facts === undefined ? undefined : { ...facts, origin: decodeURIComponent(scope[4] ?? '') };
};
