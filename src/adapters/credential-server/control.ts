// How one rolecall tells another's server what to serve: a second listener, on loopback only and with a token of its
// own, so that who may fetch keys (a container) cannot choose which.
import { UserError } from '../../domain/errors.ts';
import type { RoleId } from '../../domain/role.ts';
import { isSlotName } from '../../domain/slot-name.ts';
import type { CredentialServer, CredentialSlots } from '../../ports/credential-server.ts';
import { type Answer, type Asked, isToken, type Listener, listen, refusal } from './listen.ts';

const roleIn = (text: string): RoleId | undefined => {
  try {
    const { instance, accountId, roleName } = JSON.parse(text) as Readonly<Record<string, unknown>>;
    if (typeof instance !== 'string' || typeof accountId !== 'string' || typeof roleName !== 'string')
      return undefined;
    return { instance, accountId, roleName };
  } catch {
    return undefined;
  }
};

const failureOf = (error: unknown): Answer => {
  if (!(error instanceof UserError)) return refusal(500, 'InternalError', 'The credential server failed.');
  const { message, hint, exitCode } = error;
  return { status: 422, body: { message, hint, exitCode } };
};

const change = async (slots: CredentialSlots, name: string, asked: Asked): Promise<unknown> => {
  if (asked.method === 'DELETE') return { unloaded: slots.unload(name) };
  const role = roleIn(await asked.text());
  if (asked.method !== 'PUT' || role === undefined)
    throw new UserError('The credential server did not understand the request.');
  return slots.load(name, role);
};

const answer = async (slots: CredentialSlots, server: CredentialServer, asked: Asked): Promise<Answer> => {
  const withUri = (facts: object, name: string) => ({ ...facts, uri: server.uri(name) });
  if (asked.path === '/slots' && asked.method === 'GET')
    return { status: 200, body: slots.list().map((facts) => withUri(facts, facts.name)) };
  const name = /^\/slots\/([^/]+)$/.exec(asked.path)?.[1];
  if (name === undefined || !isSlotName(name)) return refusal(404, 'NotFound', 'There is nothing here.');
  try {
    return { status: 200, body: withUri((await change(slots, name, asked)) as object, name) };
  } catch (error) {
    return failureOf(error);
  }
};

/** Bound when this resolves. */
export const listenForControl = (
  server: CredentialServer,
  slots: CredentialSlots,
  token: string,
): Promise<Listener> =>
  listen({ port: 0, bind: '127.0.0.1', hostNames: [], tls: undefined }, async (asked) =>
    isToken(asked.authorization, `Bearer ${token}`)
      ? answer(slots, server, asked)
      : refusal(403, 'InvalidToken', 'The authorization token is not the one of this server.'),
  );
