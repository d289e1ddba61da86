// The ways in which an answer of AWS can be wrong, in the words of each service.
import type { Fault } from '../../src/emulator/start-emulator.ts';

export type Service = 'oidc' | 'portal' | 'sts' | 'federation';

export const faultKinds = [
  'HTTP 500',
  'HTTP 500, once',
  'throttled',
  'throttled, once',
  'a refusal (400)',
  'no longer signed in (401)',
  'forbidden (403)',
  'a page of HTML',
  'an answer cut short',
  'an answer of another shape',
  'no content',
  'a reset',
  'a reset, once',
] as const;

export type FaultKind = (typeof faultKinds)[number];

type Wrong = Omit<Fault, 'operation' | 'count'>;

const refusals: Readonly<Record<Service, Wrong>> = {
  oidc: { status: 400, error: 'InvalidGrantException' },
  portal: { status: 400, error: 'InvalidRequestException' },
  sts: { status: 400, error: 'ValidationError' },
  federation: { status: 400 },
};

const signedOut: Readonly<Record<Service, Wrong>> = {
  oidc: { status: 401, error: 'InvalidClientException' },
  portal: { status: 401, error: 'UnauthorizedException' },
  sts: { status: 403, error: 'ExpiredToken' },
  federation: { status: 401 },
};

const forbidden: Readonly<Record<Service, Wrong>> = {
  oidc: { status: 400, error: 'AccessDeniedException' },
  portal: { status: 403, error: 'ForbiddenException' },
  sts: { status: 403, error: 'AccessDenied' },
  federation: { status: 403 },
};

const throttled: Readonly<Record<Service, Wrong>> = {
  oidc: { status: 400, error: 'SlowDownException' },
  portal: { status: 429, error: 'TooManyRequestsException' },
  sts: { status: 400, error: 'Throttling' },
  federation: { status: 429 },
};

// What is cut short holds the beginning of secrets, which no error may repeat.
const cut: Readonly<Record<Service, Wrong>> = {
  oidc: {
    body: '{"accessToken":"fake-access-cut","clientSecret":"fake-client-secret-cut',
    contentType: 'application/json',
  },
  portal: {
    body: '{"roleCredentials":{"secretAccessKey":"FakeSecret+Key/cut","accountList":[{',
    contentType: 'application/json',
  },
  sts: {
    body: '<AssumeRoleResponse><AssumeRoleResult><Credentials><SecretAccessKey>FakeSecret+Key/cut',
    contentType: 'text/xml',
  },
  federation: { body: '{"SigninToken":"fake-signin-cut', contentType: 'application/json' },
};

const shaped: Readonly<Record<Service, Wrong>> = {
  oidc: {
    body: '{"a":[1],"expiresIn":"soon","accessToken":["fake-access-shape"]}',
    contentType: 'application/json',
  },
  portal: {
    body: '{"accountList":{"0":1},"roleList":"x","roleCredentials":["FakeSecret+Key/shape"]}',
    contentType: 'application/json',
  },
  sts: {
    body: '<Other><SecretAccessKey>FakeSecret+Key/shape</SecretAccessKey></Other>',
    contentType: 'text/xml',
  },
  federation: { body: '["fake-signin-shape"]', contentType: 'application/json' },
};

const ways: Readonly<Record<FaultKind, (service: Service) => Wrong>> = {
  'HTTP 500': () => ({ status: 500 }),
  'HTTP 500, once': () => ({ status: 500 }),
  throttled: (service) => throttled[service],
  'throttled, once': (service) => throttled[service],
  'a refusal (400)': (service) => refusals[service],
  'no longer signed in (401)': (service) => signedOut[service],
  'forbidden (403)': (service) => forbidden[service],
  'a page of HTML': () => ({ status: 200, body: '<html><body>Sign in to the Wi-Fi</body></html>' }),
  'an answer cut short': (service) => cut[service],
  'an answer of another shape': (service) => shaped[service],
  'no content': () => ({ status: 204, body: '', contentType: 'text/plain' }),
  'a reset': () => ({ reset: true }),
  'a reset, once': () => ({ reset: true }),
};

export const isOnce = (kind: FaultKind): boolean => kind.endsWith(', once');

export const faultOf = (kind: FaultKind, service: Service, operation: string): Fault => ({
  operation,
  ...ways[kind](service),
  count: isOnce(kind) ? 1 : 10_000,
});
