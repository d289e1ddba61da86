// AssumeRole from credentials of a role is role chaining, which AWS caps at one hour; a user may ask for 12. Every
// account of the organisation trusts the caller, if it brings what the role's trust asks for. So do roles of other accounts
// (a customer's) whose trust was told by a control; roles that belong to Identity Center never do.
import type { Reply } from '../http/handler.ts';
import type { Caller } from '../query/caller.ts';
import type { SignedCall, SignedHandler } from '../query/signed-handler.ts';
import type { World } from '../world.ts';
import { durationIn } from './duration.ts';
import { assumedIdentity, issueRole } from './issue-keys.ts';
import { mfaPresence } from './mfa-presence.ts';
import { credentialsXml, sts } from './sts.ts';

const roleArn = /^arn:[a-z-]+:iam::(\d{12}):role\/(?:[\w+=,.@/-]+\/)?([\w+=,.@-]{1,64})$/;
const sessionNameForm = /^[\w+=,.@-]{2,64}$/;
const chainedAtMost = 3600;

const invalid = (member: string): Reply =>
  sts.error(400, 'ValidationError', `Value at '${member}' failed to satisfy constraint`);

const denied = (caller: Caller, resource: string): Reply =>
  sts.error(
    403,
    'AccessDenied',
    `User: ${caller.arn} is not authorized to perform: sts:AssumeRole on resource: ${resource}`,
  );

const isUser = (caller: Caller): boolean => caller.kind === 'user' || caller.kind === 'session';

const secondsIn = ({ caller, form }: SignedCall): number | Reply => {
  const seconds = durationIn(form, { least: 900, most: 43_200, usual: chainedAtMost });
  if (typeof seconds !== 'number' || seconds <= chainedAtMost || isUser(caller)) return seconds;
  return sts.error(
    400,
    'ValidationError',
    'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining',
  );
};

/** The role that is asked for and the name of its session, or the error. */
const readRole = (form: URLSearchParams) => {
  const sessionName = form.get('RoleSessionName') ?? '';
  const sourceIdentity = form.get('SourceIdentity');
  const [asked, accountId = '', roleName = ''] = roleArn.exec(form.get('RoleArn') ?? '') ?? [];
  if (asked === undefined) return invalid('roleArn');
  if (!sessionNameForm.test(sessionName)) return invalid('roleSessionName');
  if (sourceIdentity !== null && !sessionNameForm.test(sourceIdentity)) return invalid('sourceIdentity');
  return { asked, accountId, roleName, sessionName, sourceIdentity };
};

type Role = { readonly accountId: string; readonly roleName: string };

const isTrusted = (world: World, { accountId, roleName }: Role, said: URLSearchParams): boolean => {
  const trust = world.trusts.get(`${accountId}/${roleName}`);
  const isKnown = trust !== undefined || world.accounts.has(accountId);
  if (!isKnown || roleName.startsWith('AWSReservedSSO_')) return false;
  const { externalId, sourceIdentity } = trust ?? {};
  return (
    (externalId === undefined || externalId === said.get('ExternalId')) &&
    (sourceIdentity === undefined || sourceIdentity === said.get('SourceIdentity'))
  );
};

const needsMfa = (world: World, { accountId, roleName }: Role): boolean =>
  world.trusts.get(`${accountId}/${roleName}`)?.mfa === true;

export const assumeRole: SignedHandler = (world, call) => {
  const { caller, form } = call;
  const role = readRole(form);
  if ('status' in role) return role;
  const seconds = secondsIn(call);
  if (typeof seconds !== 'number') return seconds;
  const hasMfa = mfaPresence(world, call);
  if (typeof hasMfa !== 'boolean') return hasMfa;
  const { accountId, roleName, sessionName, sourceIdentity } = role;
  if (!isTrusted(world, role, form) || (needsMfa(world, role) && !hasMfa)) return denied(caller, role.asked);
  const kind = isUser(caller) ? 'assumed' : 'chained';
  const identity = assumedIdentity(world, { kind, accountId, roleName, sessionName });
  const keys = issueRole(world, identity, seconds * 1000);
  return sts.result('AssumeRole', {
    Credentials: credentialsXml(keys),
    AssumedRoleUser: { AssumedRoleId: keys.userId, Arn: keys.arn },
    ...(sourceIdentity === null ? {} : { SourceIdentity: sourceIdentity }),
  });
};
