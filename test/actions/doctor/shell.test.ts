// What the variables of a shell make the doctor say: a table of environments.
import { describe, expect, it } from 'vitest';
import { networkFindings } from '../../../src/actions/doctor/endpoints.ts';
import { completionFindings, pathFindings } from '../../../src/actions/doctor/program.ts';
import { functionFindings } from '../../../src/actions/doctor/role-function.ts';
import { variableFindings } from '../../../src/actions/doctor/variables.ts';
import type { Finding } from '../../../src/domain/doctor/finding.ts';
import type { Entry } from '../../../src/ports/inspection.ts';
import { findShell } from '../../../src/shells/registry.ts';

const now = Date.UTC(2026, 10, 25, 12);
const bash = findShell('bash');

type Env = Readonly<Record<string, string>>;

const said = (findings: readonly Finding[]) => findings.map(({ id, level }) => `${level} ${id}`);

const keys: Env = {
  AWS_ACCESS_KEY_ID: 'ASIAFAKE',
  AWS_SECRET_ACCESS_KEY: 'hunter2',
  AWS_SESSION_TOKEN: 'tok',
};
const ours: Env = {
  ...keys,
  ROLECALL_ROLE_ARN: 'arn:aws:iam::111111111111:role/Admin',
  ROLECALL_PROFILE: 'prod',
  ROLECALL_KEY_ID: 'ASIAFAKE',
};

describe('variables that shadow one another', () => {
  it.each<[string, Env, readonly string[]]>([
    ['none', {}, ['ok variables']],
    ['keys that live', { ...keys, AWS_CREDENTIAL_EXPIRATION: '2026-11-25T13:00:00Z' }, ['ok variables']],
    ['expired keys', { ...keys, AWS_CREDENTIAL_EXPIRATION: '2026-11-25T11:00:00Z' }, ['error keys-expired']],
    [
      'the other name of the end',
      { ...keys, AWS_SESSION_EXPIRATION: '2026-11-25T11:00:00Z' },
      ['error keys-expired'],
    ],
    ['keys beside a profile', { ...keys, AWS_PROFILE: 'x' }, ['warning profile-and-keys']],
    ['an empty profile beside keys', { ...keys, AWS_PROFILE: '' }, ['ok variables']],
    ['an id without a secret', { AWS_ACCESS_KEY_ID: 'AKIAFAKE' }, ['error keys-incomplete']],
    ['a secret without an id', { AWS_SECRET_ACCESS_KEY: 'hunter2' }, ['error keys-incomplete']],
    ['temporary keys without a token', { ...keys, AWS_SESSION_TOKEN: '' }, ['error keys-incomplete']],
    ['lasting keys with a token', { ...keys, AWS_ACCESS_KEY_ID: 'AKIAFAKE' }, ['error keys-mixed']],
    ['two names of a profile', { AWS_PROFILE: 'a', AWS_DEFAULT_PROFILE: 'b' }, ['warning default-profile']],
    ['the old name of a profile', { AWS_DEFAULT_PROFILE: 'b' }, ['note default-profile']],
    ['the same name twice', { AWS_PROFILE: 'a', AWS_DEFAULT_PROFILE: 'a' }, ['ok variables']],
    [
      'two regions',
      { AWS_REGION: 'us-east-1', AWS_DEFAULT_REGION: 'eu-west-1' },
      ['warning region-variables'],
    ],
    ['what is no region', { AWS_REGION: 'Ireland' }, ['error region-form']],
    [
      'a region that is not the role’s',
      { ...ours, AWS_REGION: 'us-east-1', ROLECALL_ROLE_REGION: 'eu-west-1' },
      ['note role-region'],
    ],
    [
      'another region that was asked for',
      {
        ...ours,
        AWS_REGION: 'us-east-1',
        ROLECALL_ASKED_REGION: 'us-east-1',
        ROLECALL_ROLE_REGION: 'eu-west-1',
      },
      ['ok variables'],
    ],
    ['keys that are not ours any more', { ...ours, ROLECALL_KEY_ID: 'ASIAOTHER' }, ['warning keys-replaced']],
    ['our names without keys', { ROLECALL_KEY_ID: 'ASIAOTHER' }, ['warning keys-replaced']],
    ['another old token', { ...keys, AWS_SECURITY_TOKEN: 'other' }, ['warning old-token']],
    ['the same token twice', { ...keys, AWS_SECURITY_TOKEN: 'tok' }, ['ok variables']],
  ])('%s', (_, env, expected) => {
    const findings = variableFindings({ env, shell: bash, now });
    expect(said(findings)).toEqual(expected);
    expect(JSON.stringify(findings)).not.toMatch(/hunter2|"tok"/);
  });

  it('says how to renew our own keys, in the words of the shell', () => {
    const env = { ...ours, AWS_CREDENTIAL_EXPIRATION: '2026-11-25T11:00:00Z' };
    const mendFor = (shell: string) => variableFindings({ env, shell: findShell(shell), now })[0]?.mend;
    expect(mendFor('bash')).toEqual([
      'eval "$(rolecall env --shell bash --profile prod)"',
      'eval "$(rolecall env --clear)"',
    ]);
    expect(mendFor('fish')?.[1]).toBe('rolecall env --shell fish --clear | source');
    const hostile = { ...env, ROLECALL_PROFILE: '$(touch x)' };
    expect(variableFindings({ env: hostile, shell: bash, now })[0]?.mend).toEqual([
      'eval "$(rolecall env --clear)"',
    ]);
  });
});

const file = (kind: Entry['kind']): Entry => ({
  path: '/x',
  kind,
  isLink: false,
  mode: 0o600,
  ownerId: 0,
  changedAt: now,
});

describe('variables that lead calls elsewhere', () => {
  const none = new Map<string, Entry | undefined>();

  it.each<[string, Env, readonly string[]]>([
    ['none', {}, []],
    ['an emulator', { AWS_ENDPOINT_URL: 'http://127.0.0.1:1' }, ['note endpoint']],
    ['a stranger', { AWS_ENDPOINT_URL_STS: 'https://sts.evil.example' }, ['warning endpoint']],
    [
      'plain http to another machine',
      { AWS_ENDPOINT_URL_SSO: 'http://10.0.0.1' },
      ['error endpoint-refused'],
    ],
    [
      'one that is ignored',
      { AWS_ENDPOINT_URL: 'https://x.example', AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true' },
      [],
    ],
    [
      'an endpoint beside FIPS',
      { AWS_ENDPOINT_URL: 'http://127.0.0.1:1', AWS_USE_FIPS_ENDPOINT: 'true' },
      ['note endpoint', 'error endpoint-switches'],
    ],
    ['a switch that is neither', { AWS_USE_FIPS_ENDPOINT: 'maybe' }, ['error endpoint-switches']],
    ['a proxy', { HTTPS_PROXY: 'http://jo:hunter2@proxy.example:3128' }, ['note proxy']],
    [
      'two proxies',
      { HTTPS_PROXY: 'http://a', https_proxy: 'http://b' },
      ['note proxy', 'warning proxy-twice'],
    ],
    ['no proxy for https', { HTTP_PROXY: 'http://a' }, ['note proxy-unused']],
    ['a proxy of another kind', { HTTPS_PROXY: 'socks5://a' }, ['error proxy-refused']],
    ['certificates that are not checked', { NODE_TLS_REJECT_UNAUTHORIZED: '0' }, ['warning tls-unchecked']],
    ['other code', { NODE_OPTIONS: '--require /tmp/x.js' }, ['warning node-options']],
    ['harmless options of Node', { NODE_OPTIONS: '--max-old-space-size=4096' }, []],
  ])('%s', (_, env, expected) => {
    const findings = networkFindings({ env, shell: bash, now, files: none });
    expect(said(findings)).toEqual(expected);
    expect(JSON.stringify(findings)).not.toContain('hunter2');
  });

  it('names a host once, whichever variables name it', () => {
    const env = { AWS_ENDPOINT_URL_STS: 'http://127.0.0.1:1', AWS_ENDPOINT_URL_IAM: 'http://127.0.0.1:1/x' };
    const [finding, ...rest] = networkFindings({ env, shell: bash, now, files: none });
    expect(rest).toEqual([]);
    expect(finding?.what).toMatch(/^AWS_ENDPOINT_URL_IAM, AWS_ENDPOINT_URL_STS send calls to 127\.0\.0\.1:1/);
  });

  it.each<[string, Entry | undefined, readonly string[]]>([
    ['AWS_CA_BUNDLE', file('file'), []],
    ['AWS_CA_BUNDLE', undefined, ['error file-variable']],
    ['AWS_CA_BUNDLE', file('folder'), ['error file-variable']],
    ['AWS_CONFIG_FILE', undefined, ['note file-variable']],
    ['AWS_CONFIG_FILE', file('other'), ['error file-variable']],
  ])('%s names %o', (name, entry, expected) => {
    const files = new Map([[name, entry]]);
    expect(said(networkFindings({ env: {}, shell: bash, now, files }))).toEqual(expected);
  });
});

describe('the program', () => {
  const own = { path: '/opt/rolecall', realPath: '/opt/dist/cli.js', version: '1.0.0' };
  const other = { path: '/usr/bin/rolecall', realPath: '/usr/lib/cli.js', version: '0.9.0' };
  it.each([
    ['is nowhere', [], ['warning path-none']],
    ['is found', [own], ['ok path']],
    ['is hidden by another', [other, own], ['warning path-other']],
    ['hides another', [own, other], ['ok path', 'note path-second']],
    ['is found twice', [own, { ...own, path: '/bin/rolecall' }], ['ok path']],
  ])('%s', (_, found, expected) => {
    expect(said(pathFindings({ found, own, version: '1.0.0' }))).toEqual(expected);
  });

  it.each([
    ['bash:42:role', 'ok', 'The function role is loaded in this bash.'],
    [
      'zsh:41:r',
      'note',
      'The function r is loaded in the shell that this one was started from (process 41), not here.',
    ],
    [undefined, 'note', 'No function of rolecall is loaded in this bash.'],
    ['bash:42:$(x)', 'note', 'No function of rolecall is loaded in this bash.'],
  ])('has the function or not: ROLECALL_INIT=%s', (mark, level, what) => {
    const [finding] = functionFindings({ env: { ROLECALL_INIT: mark }, shell: bash, parentId: 42 });
    expect(finding).toMatchObject({ level, what });
    if (level === 'note') expect(finding?.mend?.[0]).toBe('Load it here: eval "$(rolecall init bash)"');
  });

  it('says nothing of a function in shells that have none', () => {
    expect(functionFindings({ env: {}, shell: findShell('cmd'), parentId: 42 })).toEqual([]);
  });

  it('has a completion in some shells, which only they know of', () => {
    expect(completionFindings(bash)[0]?.mend?.[0]).toBe('See: complete -p rolecall');
    expect(completionFindings(findShell('cmd'))).toEqual([]);
  });
});
