// Every operation that rolecall asks AWS for: the command that asks, what makes it ask, and how it must end for each way
// of failing. 6 is trouble of AWS or on the way to it; 5 a refusal; 4 the end of the session; 2 a wrong configuration;
// 1 something that was done in part.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Journey } from '../support/journey.ts';
import { prepare } from '../support/prepare.ts';
import { expireHere, storeOf } from './callers.ts';
import type { FaultKind, Service } from './fault-kinds.ts';

export type Lane = {
  readonly name: string;
  readonly operation: string;
  readonly service: Service;
  readonly args: readonly string[];
  /** Makes the next run of the command ask for the operation. */
  readonly prepare: (journey: Journey) => Promise<void>;
  /** Exit codes that are not what `usualStatus` says. */
  readonly ends: Partial<Readonly<Record<FaultKind, number>>>;
  /** What stderr says has failed. */
  readonly names: RegExp;
  /** Ways that are left to `npm run soak`: they end after many tries. */
  readonly slow: readonly FaultKind[];
  /** Ways that another test has. */
  readonly elsewhere?: readonly FaultKind[];
};

const login = ['login', '--flow', 'device', '--no-browser', '--no-refresh'];
const role = ['--instance', 'acme', '--arn', '111111111111:ReadOnlyAccess'];
const lasting: readonly FaultKind[] = [
  'HTTP 500',
  'throttled',
  'a page of HTML',
  'an answer cut short',
  'an answer of another shape',
  'no content',
  'a reset',
];

export const signIn = ({ program }: Journey): Promise<void> => prepare(program, [...login, '--force']);

const forget =
  (...kinds: readonly string[]) =>
  async ({ program }: Journey): Promise<void> => {
    const store = storeOf(program);
    for (const { key } of await store.list(''))
      if (kinds.some((kind) => key.startsWith(kind))) await store.delete(key);
  };

const chained = `    accounts:
      "222222222222":
        roles:
          DeployRole: {via: "111111111111/AdministratorAccess", profile: deploy}
`;

const withChain = async (journey: Journey): Promise<void> => {
  const path = join(journey.program.home, 'rolecall', 'config.yaml');
  const text = readFileSync(path, 'utf8');
  if (!text.includes('DeployRole'))
    writeFileSync(path, text.replace(/^( +default_region: .*\n)/m, `$1${chained}`));
  journey.emulator.trust({ accountId: '222222222222', roleName: 'DeployRole' });
  await forget('credentials/')(journey);
};

export const lanes: readonly Lane[] = [
  {
    name: 'RegisterClient (login)',
    operation: 'RegisterClient',
    service: 'oidc',
    args: login,
    prepare: forget(''),
    ends: {},
    names: /Identity Center|AWS asks to slow down|127\.0\.0\.1:\d+ could not be reached/,
    slow: [],
  },
  {
    name: 'StartDeviceAuthorization (login)',
    operation: 'StartDeviceAuthorization',
    service: 'oidc',
    args: login,
    prepare: forget(''),
    ends: {},
    names: /Identity Center|AWS asks to slow down|127\.0\.0\.1:\d+ could not be reached/,
    slow: [],
  },
  {
    name: 'CreateToken (login)',
    operation: 'CreateToken',
    service: 'oidc',
    args: login,
    prepare: forget(''),
    // Being asked to slow down for good is a part of the flow, and ends with the code: test/engine/sign-in.test.ts.
    ends: { 'a refusal (400)': 4, 'forbidden (403)': 4 },
    names: /Identity Center|The code was not|The sign-in was denied|127\.0\.0\.1:\d+ could not be reached/,
    slow: lasting.filter((kind) => kind !== 'throttled'),
    elsewhere: ['throttled'],
  },
  {
    name: 'CreateToken (renewal, env)',
    operation: 'CreateToken',
    service: 'oidc',
    args: ['env', '--shell', 'bash', ...role],
    prepare: ({ program }) => expireHere(program),
    ends: { 'a refusal (400)': 4, 'no longer signed in (401)': 4, 'forbidden (403)': 4 },
    names: /Identity Center|AWS asks to slow down|Your session at acme|127\.0\.0\.1:\d+ could not be reached/,
    slow: [],
  },
  {
    name: 'ListAccounts (refresh)',
    operation: 'ListAccounts',
    service: 'portal',
    args: ['refresh'],
    prepare: async () => undefined,
    ends: { 'no longer signed in (401)': 4, 'forbidden (403)': 5 },
    names:
      /Identity Center|AWS asks to slow down|not assigned any account|127\.0\.0\.1:\d+ could not be reached/,
    slow: [...lasting, 'a refusal (400)'],
  },
  {
    name: 'ListAccountRoles (refresh)',
    operation: 'ListAccountRoles',
    service: 'portal',
    args: ['refresh'],
    prepare: async () => undefined,
    // Each account by itself: what could be read of the others counts.
    ends: {
      ...Object.fromEntries(lasting.map((kind) => [kind, 1])),
      'a refusal (400)': 1,
      'no longer signed in (401)': 4,
      'forbidden (403)': 1,
    },
    names: /3 accounts could not be read|no longer accepts your session/,
    slow: [...lasting, 'a refusal (400)'],
  },
  {
    name: 'GetRoleCredentials (env)',
    operation: 'GetRoleCredentials',
    service: 'portal',
    args: ['env', '--shell', 'bash', ...role],
    prepare: forget('credentials/'),
    ends: { 'no longer signed in (401)': 4, 'forbidden (403)': 5 },
    names:
      /Identity Center|AWS asks to slow down|not assigned ReadOnlyAccess|127\.0\.0\.1:\d+ could not be reached/,
    slow: [],
  },
  {
    name: 'GetRoleCredentials (exec)',
    operation: 'GetRoleCredentials',
    service: 'portal',
    args: ['exec', ...role, '--', 'true'],
    prepare: forget('credentials/'),
    ends: { 'no longer signed in (401)': 4, 'forbidden (403)': 5 },
    names:
      /Identity Center|AWS asks to slow down|not assigned ReadOnlyAccess|127\.0\.0\.1:\d+ could not be reached/,
    slow: lasting,
  },
  {
    name: 'AssumeRole (exec)',
    operation: 'AssumeRole',
    service: 'sts',
    args: ['exec', '--instance', 'acme', '--arn', '222222222222:DeployRole', '--', 'true'],
    prepare: withChain,
    ends: { 'a refusal (400)': 2, 'no longer signed in (401)': 1, 'forbidden (403)': 5 },
    names: /STS|DeployRole|127\.0\.0\.1:\d+ could not be reached/,
    slow: [],
  },
  {
    name: 'GetSigninToken (console --print)',
    operation: 'GetSigninToken',
    service: 'federation',
    args: ['console', '--print', ...role],
    prepare: async () => undefined,
    // A person waits for it, and can ask again at once.
    ends: { 'HTTP 500, once': 6, 'throttled, once': 6, 'a reset, once': 6 },
    names: /[Cc]onsole federation|127\.0\.0\.1:\d+ could not be reached/,
    slow: [],
  },
  {
    name: 'Logout (logout)',
    operation: 'Logout',
    service: 'portal',
    args: ['logout'],
    prepare: signIn,
    // The secrets here are wiped whatever AWS says: that is done in part. Nothing of its answer is needed, and a session
    // that AWS no longer knows has ended.
    ends: {
      ...Object.fromEntries(lasting.map((kind) => [kind, 1])),
      'an answer of another shape': 0,
      'no content': 0,
      'a refusal (400)': 1,
      'no longer signed in (401)': 0,
      'forbidden (403)': 1,
    },
    names: /could not be ended at AWS/,
    slow: [],
  },
];
