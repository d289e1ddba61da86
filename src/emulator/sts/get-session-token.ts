// For lasting keys only, as with AWS. What it gives is the same user, which remembers whether it had MFA.
import type { SignedHandler } from '../query/signed-handler.ts';
import { durationIn } from './duration.ts';
import { issueSession } from './issue-keys.ts';
import { mfaPresence } from './mfa-presence.ts';
import { credentialsXml, sts } from './sts.ts';

export const getSessionToken: SignedHandler = (world, call) => {
  const { caller, form } = call;
  if (caller.kind !== 'user') {
    return sts.error(403, 'AccessDenied', 'Cannot call GetSessionToken with session credentials');
  }
  const seconds = durationIn(form, { least: 900, most: 129_600, usual: 43_200 });
  if (typeof seconds !== 'number') return seconds;
  const hasMfa = mfaPresence(world, call);
  if (typeof hasMfa !== 'boolean') return hasMfa;
  const { accountId, arn, userId, user } = caller;
  const identity = { kind: 'session', accountId, arn, userId, user, hasMfa } as const;
  const keys = issueSession(world, identity, seconds * 1000);
  return sts.result('GetSessionToken', { Credentials: credentialsXml(keys) });
};
