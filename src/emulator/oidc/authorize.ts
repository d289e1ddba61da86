// The page where a person answers a PKCE sign-in. Until the redirect URI is known to be the client's, an error is
// shown and never sent on (RFC 6749, 4.1.2.1).
import { fakeToken } from '../fake-secrets.ts';
import type { EmulatorRequest, Handler, Reply } from '../http/handler.ts';
import { html, messagePage, page } from '../http/html.ts';
import { redirect } from '../http/reply.ts';
import { type AuthorizationRequest, type Client, person, remember, type World } from '../world.ts';
import { mayUse } from './known-client.ts';
import { coversRedirect } from './redirect-uri.ts';

const codeLife = 300_000;

type Answer = Readonly<Record<string, string>>;

const sendBack = (to: Pick<AuthorizationRequest, 'redirectUri' | 'state'>, answer: Answer): Reply => {
  const url = new URL(to.redirectUri);
  for (const [name, value] of Object.entries(answer)) url.searchParams.set(name, value);
  if (to.state !== undefined) url.searchParams.set('state', to.state);
  return redirect(url.href);
};

const allow = (world: World, asked: AuthorizationRequest): Reply => {
  const code = fakeToken('code');
  remember(world.codes, code, { ...asked, expiresAt: world.now() + codeLife, session: undefined });
  return sendBack(asked, { code });
};

// The CLI says `scopes`, others say `scope`: both work with AWS.
const askedScopes = (query: URLSearchParams): readonly string[] =>
  (query.get('scopes') ?? query.get('scope') ?? '').split(' ').filter((scope) => scope !== '');

const problemOf = (client: Client, query: URLSearchParams): Answer | undefined => {
  const problem = (error: string, description: string): Answer => ({ error, error_description: description });
  if (!mayUse(client, 'authorization_code')) {
    return problem('unauthorized_client', 'The client may not use authorization codes');
  }
  if (query.get('response_type') !== 'code') {
    return problem('unsupported_response_type', 'response_type must be code');
  }
  if (query.get('code_challenge_method') !== 'S256') {
    return problem('invalid_request', 'code_challenge_method must be S256');
  }
  if (!/^[\w-]{43}$/.test(query.get('code_challenge') ?? '')) {
    return problem('invalid_request', 'code_challenge must be a SHA-256 in base64url');
  }
  return askedScopes(query).every((scope) => client.scopes.includes(scope))
    ? undefined
    : problem('invalid_scope', 'The client did not register this scope');
};

const question = (id: string, { client, redirectUri }: AuthorizationRequest): Reply =>
  page({
    title: `Allow ${client.name} to access your data?`,
    content: html`<p>It asks to see your AWS accounts and to use your roles in them.</p>
<dl><dt>You are</dt><dd>${person.name} (${person.email})</dd>
<dt>Scopes</dt><dd>${client.scopes.join(', ') || 'none'}</dd>
<dt>Goes back to</dt><dd>${redirectUri}</dd></dl>
<form method="post" action="/authorize"><input type="hidden" name="request" value="${id}">
<div class="choices"><button class="main" name="decision" value="allow">Allow</button>
<button name="decision" value="deny">Deny</button></div></form>`,
  });

const clientOf = (world: World, request: EmulatorRequest): Client | undefined => {
  const client = world.clients.get(request.query.get('client_id') ?? '');
  return client !== undefined && client.expiresAt > world.now() ? client : undefined;
};

/** GET /authorize: asks, or in auto-approve answers at once. */
export const authorize: Handler = (world, request) => {
  const { query } = request;
  const client = clientOf(world, request);
  if (client === undefined) return messagePage('Unknown client', 'The client is not registered here.', 400);
  const redirectUri = query.get('redirect_uri') ?? '';
  if (!client.redirectUris.some((registered) => coversRedirect(registered, redirectUri))) {
    return messagePage('Wrong redirect URI', 'The redirect URI is not one that the client registered.', 400);
  }
  const state = query.get('state') ?? undefined;
  const problem = problemOf(client, query);
  if (problem !== undefined) return sendBack({ redirectUri, state }, problem);
  const asked = { client, redirectUri, state, codeChallenge: query.get('code_challenge') ?? '' };
  if (world.settings.autoApprove) return allow(world, asked);
  const id = fakeToken('question');
  remember(world.authorizationRequests, id, asked);
  return question(id, asked);
};

/** POST /authorize: the form of the page. */
export const decideAuthorization: Handler = (world, request) => {
  const form = new URLSearchParams(request.body);
  const id = form.get('request') ?? '';
  const asked = world.authorizationRequests.get(id);
  const decision = form.get('decision');
  if (asked === undefined || (decision !== 'allow' && decision !== 'deny')) {
    return messagePage('This request has ended', 'Start the sign-in again.', 400);
  }
  world.authorizationRequests.delete(id);
  return decision === 'allow'
    ? allow(world, asked)
    : sendBack(asked, { error: 'access_denied', error_description: 'The person denied the request' });
};
