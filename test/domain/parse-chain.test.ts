import { describe, expect, it } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { parseConfig, type YamlValue } from '../../src/domain/parse-config.ts';
import { chainTo } from '../../src/domain/role-chain.ts';

const parse = (text: string) =>
  parseConfig(parseYaml(text, { schema: 'failsafe', mapAsMap: true }) as YamlValue);

const sso = (roles: string): string => `
instances:
  acme:
    start_url: https://acme.awsapps.com/start
    region: us-east-1
    accounts:
      "111111111111": {roles: {${roles}}}
`;

const ci = (roles: string, head = 'auth: environment'): string => `
instances:
  ci:
    ${head}
    region: eu-west-1
    accounts:
      "111111111111": {roles: {${roles}}}
`;

describe('a chained role', () => {
  it('is read whole', () => {
    const { config, problems } = parse(
      sso(
        'DeployRole: {via: "222222222222/Admin", path: /teams/deploy/, external_id: "acme:42", source_identity: jo@acme.example, session_name: deploy, duration: 30}',
      ),
    );
    expect(problems).toEqual([]);
    const [instance] = config.instances;
    const role = { accountId: '111111111111', roleName: 'DeployRole' };
    expect(instance && chainTo(instance, role)).toEqual({
      via: { accountId: '222222222222', roleName: 'Admin' },
      path: '/teams/deploy/',
      externalId: 'acme:42',
      sourceIdentity: 'jo@acme.example',
      sessionName: 'deploy',
      duration: 30 * 60_000,
    });
    expect(instance && chainTo(instance, { ...role, roleName: 'Other' })).toBeUndefined();
  });

  it.each([
    [
      'a loop of two',
      'A: {via: "111111111111/B"}, B: {via: "111111111111/A"}',
      'A.via',
      '111111111111/A -> 111111111111/B -> 111111111111/A',
    ],
    [
      'a role via itself',
      'A: {via: "111111111111/A"}',
      'A.via',
      'in a loop: 111111111111/A -> 111111111111/A',
    ],
    [
      'a loop further on, where it is',
      'C: {via: "111111111111/A"}, A: {via: "111111111111/B"}, B: {via: "111111111111/A"}',
      'A.via',
      'in a loop',
    ],
    ['a via that is no role', 'A: {via: Admin}', 'A.via', 'must be ACCOUNT/ROLE'],
    ['an external id without via', 'A: {external_id: x1}', 'A.external_id', 'goes with via only'],
    [
      'more than the hour of a chain',
      'A: {via: "111111111111/B", duration: 61}',
      'A.duration',
      'from 15 to 60',
    ],
    [
      'a session name with a space',
      'A: {via: "111111111111/B", session_name: "a b"}',
      'A.session_name',
      '2 to 64',
    ],
    ['a path without its last slash', 'A: {via: "111111111111/B", path: /x}', 'A.path', '/teams/deploy/'],
  ])('is refused for %s', (_what, roles, path, message) => {
    const { problems } = parse(sso(roles));
    expect(problems).toHaveLength(1);
    expect(problems[0]?.path.join('.')).toBe(`instances.acme.accounts.111111111111.roles.${path}`);
    expect(problems[0]?.message).toContain(message);
  });
});

describe('an instance without Identity Center', () => {
  it('takes its first credentials from the environment, and assumes every role', () => {
    const { config, problems } = parse(ci('Deploy: {duration: 120}, Audit: {via: "111111111111/Deploy"}'));
    expect(problems).toEqual([]);
    const [instance] = config.instances;
    expect(instance).toMatchObject({ base: { kind: 'environment' }, startUrl: '', region: 'eu-west-1' });
    expect(instance?.accounts[0]?.roles.map(({ chain }) => chain?.via?.roleName)).toEqual([
      undefined,
      'Deploy',
    ]);
  });

  it('takes them from a profile', () => {
    const { config, problems } = parse(ci('Deploy: {}', 'auth: profile\n    profile: base'));
    expect(problems).toEqual([]);
    expect(config.instances[0]?.base).toEqual({ kind: 'profile', profile: 'base' });
  });

  it('is not what is signed in to by default while there is an Identity Center', () => {
    const both = `${ci('Deploy: {}')}  acme: {start_url: "https://acme.awsapps.com/start", region: us-east-1}\n`;
    expect(parse(both).config.defaultInstance).toBe('acme');
    expect(parse(ci('Deploy: {}')).config.defaultInstance).toBe('ci');
  });

  it.each([
    ['no profile', ci('A: {}', 'auth: profile'), 'instances.ci', 'needs a profile'],
    [
      'a start URL',
      ci('A: {}', 'auth: environment\n    start_url: https://a.awsapps.com/start'),
      'instances.ci.start_url',
      'not a known key',
    ],
    [
      'an unknown auth',
      ci('A: {}', 'auth: magic'),
      'instances.ci.auth',
      'identity_center, keys, profile, plugin, environment',
    ],
    ['no region', 'instances: {ci: {auth: environment}}', 'instances.ci', 'whose STS is asked'],
    [
      'a via that it does not have',
      ci('A: {via: "111111111111/B"}'),
      'instances.ci.accounts.111111111111.roles.A.via',
      'names no role of this instance',
    ],
  ])('is refused with %s', (_what, text, path, message) => {
    const problem = parse(text).problems.find((one) => one.path.join('.') === path);
    expect(problem?.message).toContain(message);
  });
});
