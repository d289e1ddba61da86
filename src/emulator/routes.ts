// Which operation a request is, by AWS's name for it, and how that operation says no.
import { consoleHome, consoleLogin } from './console/console-page.ts';
import { federationParameters, getSigninToken } from './console/get-signin-token.ts';
import type { EmulatorRequest, Handler, Reply } from './http/handler.ts';
import { json, plain } from './http/reply.ts';
import { authorize, decideAuthorization } from './oidc/authorize.ts';
import { createToken } from './oidc/create-token.ts';
import { decideDevice, devicePage } from './oidc/device-page.ts';
import { anyOidcError } from './oidc/oidc-error.ts';
import { registerClient } from './oidc/register-client.ts';
import { startDeviceAuthorization } from './oidc/start-device-authorization.ts';
import { getRoleCredentials } from './portal/get-role-credentials.ts';
import { listAccountRoles, listAccounts } from './portal/list.ts';
import { logout } from './portal/logout.ts';
import { anyPortalError } from './portal/portal-error.ts';
import { startPage } from './portal/start-page.ts';
import { assumeRole } from './sts/assume-role.ts';
import { getCallerIdentity } from './sts/get-caller-identity.ts';
import { getSessionToken } from './sts/get-session-token.ts';
import { anyStsError, stsError } from './sts/sts-xml.ts';

export type ErrorWish = { readonly name?: string; readonly status?: number; readonly message?: string };

export type Route = {
  readonly operation: string;
  readonly handle: Handler;
  /** An error in the words of the service, for faults. */
  readonly refuse: (wish: ErrorWish) => Reply;
  /** Portal operations share one limit of requests a second. */
  readonly isThrottled: boolean;
};

const route =
  (refuse: Route['refuse'], isThrottled = false) =>
  (operation: string, handle: Handler): Route => ({ operation, handle, refuse, isThrottled });

const oidc = route(anyOidcError);
const portal = route(anyPortalError, true);
const sts = route(anyStsError);
const page = route((wish) => plain(wish.status ?? 400, wish.message ?? 'The request failed.'));

const byPath = new Map<string, Route>([
  ['POST /client/register', oidc('RegisterClient', registerClient)],
  ['POST /device_authorization', oidc('StartDeviceAuthorization', startDeviceAuthorization)],
  ['POST /token', oidc('CreateToken', createToken)],
  ['GET /authorize', page('Authorize', authorize)],
  ['POST /authorize', page('Authorize', decideAuthorization)],
  ['GET /device', page('VerifyDevice', devicePage)],
  ['POST /device', page('VerifyDevice', decideDevice)],
  ['GET /start', page('Start', startPage)],
  ['GET /', page('Start', startPage)],
  ['GET /assignment/accounts', portal('ListAccounts', listAccounts)],
  ['GET /assignment/roles', portal('ListAccountRoles', listAccountRoles)],
  ['GET /federation/credentials', portal('GetRoleCredentials', getRoleCredentials)],
  ['POST /logout', portal('Logout', logout)],
]);

const stsByAction = new Map<string, Route>([
  ['GetCallerIdentity', sts('GetCallerIdentity', getCallerIdentity)],
  ['AssumeRole', sts('AssumeRole', assumeRole)],
  ['GetSessionToken', sts('GetSessionToken', getSessionToken)],
]);

const federationByAction = new Map<string, Route>([
  ['getSigninToken', page('GetSigninToken', getSigninToken)],
  ['login', page('ConsoleLogin', consoleLogin)],
]);

const unknownStsAction = sts('Unknown', () =>
  stsError(400, 'InvalidAction', 'Could not find operation for version 2011-06-15'),
);
const unknownFederationAction = page('Unknown', () => plain(400, 'The Action is not known.'));
const consoleRoute = page('Console', consoleHome);
const unknownPath = page('Unknown', () => json(404, { __type: 'UnknownOperationException' }));

export const routeOf = (request: EmulatorRequest): Route => {
  const { method, path } = request;
  if (method === 'POST' && path === '/') {
    const action = new URLSearchParams(request.body).get('Action') ?? '';
    return stsByAction.get(action) ?? unknownStsAction;
  }
  if (path === '/federation' && (method === 'GET' || method === 'POST')) {
    const action = federationParameters(request).get('Action') ?? '';
    return federationByAction.get(action) ?? unknownFederationAction;
  }
  const isConsole = method === 'GET' && /^\/[a-z0-9-]+\/.*home$/.test(path);
  return byPath.get(`${method} ${path}`) ?? (isConsole ? consoleRoute : unknownPath);
};
