import { expect, test } from 'vitest';
import { serverFindings } from '../../../src/actions/doctor/held-server.ts';
import { findShell } from '../../../src/shells/registry.ts';

const uri = 'http://127.0.0.1:4000/slot/a';
const tokenFile = '/state/servers/1.token';
const held = {
  ROLECALL_ROLE_ARN: 'arn',
  ROLECALL_SERVER: uri,
  AWS_CONTAINER_CREDENTIALS_FULL_URI: uri,
};
const env = { ...held, AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: tokenFile };

test.each([
  ['a server that has the role', env, [{ uri, tokenFile }], []],
  ['no server', env, [], ['error server-gone']],
  [
    'a new server at the same place',
    env,
    [{ uri, tokenFile: '/state/servers/2.token' }],
    ['error server-gone'],
  ],
  ['a server without the role', env, [{ uri: 'http://127.0.0.1:4000/', tokenFile }], ['error server-gone']],
  ['inside exec --server', { ...held, AWS_CONTAINER_AUTHORIZATION_TOKEN: 't' }, [], []],
  ['keys', { AWS_ACCESS_KEY_ID: 'ASIAFAKE', ROLECALL_ROLE_ARN: 'arn' }, [], []],
  ['nothing', {}, [], []],
])('%s', (_what, variables, served, found) => {
  const findings = serverFindings({ env: variables, shell: findShell('bash'), served });
  expect(findings.map(({ level, id }) => `${level} ${id}`)).toEqual(found);
});
