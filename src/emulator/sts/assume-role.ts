// AssumeRole from role credentials is role chaining, which AWS caps at one hour. Every account of the organisation
// trusts the caller, if it says what the role's trust asks for; other accounts do not, nor do the roles that belong to
// Identity Center.
import type { Handler, Reply } from '../http/handler.ts';
import type { IssuedKeys, World } from '../world.ts';
import { callerOf } from './caller.ts';
import { durationIn } from './duration.ts';
import { assumedIdentity, issueKeys } from './issue-keys.ts';
import { credentialsXml, stsError, stsResult } from './sts-xml.ts';

const roleArn = /^arn:[a-z-]+:iam::(\d{12}):role\/(?:[\w+=,.@/-]+\/)?([\w+=,.@-]{1,64})$/;
const sessionNameForm = /^[\w+=,.@-]{2,64}$/;
const chainedAtMost = 3600;

const invalid = (member: string): Reply =>
  stsError(400, 'ValidationError', `Value at '${member}' failed to satisfy constraint`);

const denied = (caller: IssuedKeys, resource: string): Reply =>
  stsError(
    403,
    'AccessDenied',
    `User: ${caller.arn} is not authorized to perform: sts:AssumeRole on resource: ${resource}`,
  );

const secondsIn = (form: URLSearchParams): number | Reply => {
  const seconds = durationIn(form, { least: 900, most: 43_200, usual: chainedAtMost });
  if (typeof seconds !== 'number' || seconds <= chainedAtMost) return seconds;
  return stsError(
    400,
    'ValidationError',
    'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining',
  );
};

const isTrusted = (world: World, role: string, form: URLSearchParams): boolean => {
  const { externalId, sourceIdentity } = world.trusts.get(role) ?? {};
  return (
    (externalId === undefined || externalId === form.get('ExternalId')) &&
    (sourceIdentity === undefined || sourceIdentity === form.get('SourceIdentity'))
  );
};

export const assumeRole: Handler = (world, request) => {
  const caller = callerOf(world, request);
  if ('status' in caller) return caller;
  const form = new URLSearchParams(request.body);
  const asked = form.get('RoleArn') ?? '';
  const sessionName = form.get('RoleSessionName') ?? '';
  const sourceIdentity = form.get('SourceIdentity');
  const [, accountId = '', roleName = ''] = roleArn.exec(asked) ?? [];
  if (roleName === '') return invalid('roleArn');
  if (!sessionNameForm.test(sessionName)) return invalid('roleSessionName');
  if (sourceIdentity !== null && !sessionNameForm.test(sourceIdentity)) return invalid('sourceIdentity');
  const seconds = secondsIn(form);
  if (typeof seconds !== 'number') return seconds;
  if (!world.accounts.has(accountId) || roleName.startsWith('AWSReservedSSO_')) return denied(caller, asked);
  if (!isTrusted(world, `${accountId}/${roleName}`, form)) return denied(caller, asked);
  const identity = assumedIdentity(world, { kind: 'chained', accountId, roleName, sessionName });
  const keys = issueKeys(world, identity, seconds * 1000);
  return stsResult('AssumeRole', {
    Credentials: credentialsXml(keys),
    AssumedRoleUser: { AssumedRoleId: keys.userId, Arn: keys.arn },
    ...(sourceIdentity === null ? {} : { SourceIdentity: sourceIdentity }),
  });
};
