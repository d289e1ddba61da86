// Which operation a request is, by AWS's name for it, and how that operation says no.
import { cloudWatch, putMetricData } from './cloudwatch/put-metric-data.ts';
import { consoleHome, consoleLogin } from './console/console-page.ts';
import { federationParameters, getSigninToken } from './console/get-signin-token.ts';
import type { EmulatorRequest, Handler, Reply } from './http/handler.ts';
import { json, plain } from './http/reply.ts';
import { createAccessKey } from './iam/create-access-key.ts';
import { deleteAccessKey } from './iam/delete-access-key.ts';
import { getUser } from './iam/get-user.ts';
import { iam, iamHandler } from './iam/iam.ts';
import { listAccessKeys } from './iam/list-access-keys.ts';
import { listAccountAliases } from './iam/list-account-aliases.ts';
import { simulatePrincipalPolicy } from './iam/simulate-principal-policy.ts';
import { updateAccessKey } from './iam/update-access-key.ts';
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
import type { QueryService } from './query/query-service.ts';
import { type SignedHandler, signedHandler } from './query/signed-handler.ts';
import { assumeRole } from './sts/assume-role.ts';
import { getCallerIdentity } from './sts/get-caller-identity.ts';
import { getSessionToken } from './sts/get-session-token.ts';
import { sts } from './sts/sts.ts';

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
const query =
  (service: QueryService) =>
  (operation: string, handle: SignedHandler): [string, Route] => [
    `${service.id} ${operation}`,
    route(service.anyError)(operation, signedHandler(service, handle)),
  ];
const stsAction = query(sts);
const iamAction = (operation: string, handle: SignedHandler): [string, Route] =>
  query(iam)(operation, iamHandler(handle));
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

const byAction = new Map<string, Route>([
  stsAction('GetCallerIdentity', getCallerIdentity),
  stsAction('AssumeRole', assumeRole),
  stsAction('GetSessionToken', getSessionToken),
  iamAction('CreateAccessKey', createAccessKey),
  iamAction('ListAccessKeys', listAccessKeys),
  iamAction('UpdateAccessKey', updateAccessKey),
  iamAction('DeleteAccessKey', deleteAccessKey),
  iamAction('GetUser', getUser),
  iamAction('ListAccountAliases', listAccountAliases),
  iamAction('SimulatePrincipalPolicy', simulatePrincipalPolicy),
]);

const federationByAction = new Map<string, Route>([
  ['getSigninToken', page('GetSigninToken', getSigninToken)],
  ['login', page('ConsoleLogin', consoleLogin)],
]);

const unknownAction = (service: QueryService, version: string): Route =>
  route(service.anyError)('Unknown', () =>
    service.error(400, 'InvalidAction', `Could not find operation for version ${version}`),
  );

/** AWS has a host for each; here the version tells them apart. */
const actionRoute = (form: URLSearchParams): Route => {
  const version = form.get('Version') ?? '';
  const service = version === '2010-05-08' ? iam : sts;
  const known = version === '2010-05-08' || version === '2011-06-15';
  const found = known ? byAction.get(`${service.id} ${form.get('Action') ?? ''}`) : undefined;
  return found ?? unknownAction(service, version);
};

const metricTarget = 'GraniteServiceVersion20100801.PutMetricData';
const metricRoute = route(cloudWatch.anyError)('PutMetricData', putMetricData);

const unknownFederationAction = page('Unknown', () => plain(400, 'The Action is not known.'));
const consoleRoute = page('Console', consoleHome);
const unknownPath = page('Unknown', () => json(404, { __type: 'UnknownOperationException' }));

export const routeOf = (request: EmulatorRequest): Route => {
  const { method, path } = request;
  if (method === 'POST' && path === '/' && request.headers['x-amz-target'] === metricTarget)
    return metricRoute;
  if (method === 'POST' && path === '/') return actionRoute(new URLSearchParams(request.body));
  if (path === '/federation' && (method === 'GET' || method === 'POST')) {
    const action = federationParameters(request).get('Action') ?? '';
    return federationByAction.get(action) ?? unknownFederationAction;
  }
  const isConsole = method === 'GET' && /^\/[a-z0-9-]+\/.*home$/.test(path);
  return byPath.get(`${method} ${path}`) ?? (isConsole ? consoleRoute : unknownPath);
};
