// The ECS container credentials protocol: GET of `/` or `/slot/NAME` with the token answers one role's keys. `/health`
// and `/health/slot/NAME` need no token and tell no more than whether keys are there.
import { randomBytes } from 'node:crypto';
import { LoginNeeded, NotAssigned, UserError } from '../../domain/errors.ts';
import { isoSeconds } from '../../domain/expiry.ts';
import { guarded } from '../../domain/guarded.ts';
import { defaultSlot, isSlotName } from '../../domain/slot-name.ts';
import type { CredentialServer, CredentialSlots, ServerAddress } from '../../ports/credential-server.ts';
import { type Answer, type Asked, isToken, listen, refusal } from './listen.ts';

const slotOf = (path: string): string | undefined => {
  if (path === '/') return defaultSlot;
  const name = /^\/slot\/([^/]+)$/.exec(path)?.[1];
  return name !== undefined && isSlotName(name) ? name : undefined;
};

const healthOf = (slots: CredentialSlots, path: string): Answer => {
  const name = slotOf(path === '' ? '/' : path);
  const facts = slots.list().find((slot) => slot.name === name);
  const status = facts === undefined ? 'empty' : facts.expiration > Date.now() ? 'ok' : 'expired';
  return { status: status === 'ok' ? 200 : 503, body: { status } };
};

// What signing in or another role would mend is the client's to give up on; the rest may be tried again.
const failureOf = (error: unknown): Answer => {
  if (error instanceof LoginNeeded) return refusal(401, 'LoginNeeded', error.message);
  if (error instanceof NotAssigned) return refusal(404, 'NotAssigned', error.message);
  if (error instanceof UserError) return refusal(503, 'Unavailable', error.message);
  return refusal(500, 'InternalError', 'The credential server failed.');
};

const credentialsOf = async (slots: CredentialSlots, name: string): Promise<Answer> => {
  const served = await slots.get(name);
  if (served === undefined) return refusal(404, 'NotFound', `Nothing is loaded into the slot ${name}.`);
  const body = {
    AccessKeyId: served.accessKeyId,
    SecretAccessKey: served.secretAccessKey,
    Token: served.sessionToken,
    Expiration: isoSeconds(served.expiration),
    RoleArn: served.roleArn,
    AccountId: served.accountId,
  };
  return { status: 200, body };
};

const answer = async (slots: CredentialSlots, token: string, asked: Asked): Promise<Answer> => {
  if (asked.method !== 'GET') return refusal(405, 'MethodNotAllowed', 'Only GET is answered.');
  const health = /^\/health(\/.*)?$/.exec(asked.path);
  if (health !== null) return healthOf(slots, health[1] ?? '');
  if (!isToken(asked.authorization, token))
    return refusal(403, 'InvalidToken', 'The authorization token is not the one of this server.');
  const name = slotOf(asked.path);
  if (name === undefined) return refusal(404, 'NotFound', 'Credentials are at / and /slot/NAME.');
  return credentialsOf(slots, name).catch(failureOf);
};

/** Bound when this resolves. Errors: UserError, UsageError. */
export const serveSlots = async (
  address: ServerAddress,
  slots: CredentialSlots,
): Promise<CredentialServer> => {
  const token = randomBytes(32).toString('base64url');
  const { port, origin, close } = await listen(address, (asked) => answer(slots, token, asked));
  const uri = (slot: string): string => (slot === defaultSlot ? `${origin}/` : `${origin}/slot/${slot}`);
  return guarded({ port, uri, token, close });
};
