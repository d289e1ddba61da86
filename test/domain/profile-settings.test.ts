import { describe, expect, it } from 'vitest';
import { parseDocument } from 'yaml';
import { parseConfig, type YamlValue } from '../../src/domain/parse-config.ts';
import { profileSettings } from '../../src/domain/profile-settings.ts';
import { compileRule } from '../../src/domain/tag-rules.ts';
import { someRole } from '../support/some-roles.ts';

const parse = (text: string) =>
  parseConfig(parseDocument(text, { schema: 'failsafe' }).toJS({ mapAsMap: true }) as YamlValue);

const layered = `
profile_settings: {output: json, cli_pager: "", region: us-east-1, retry_mode: standard}
instances:
  acme:
    start_url: https://acme.awsapps.com/start
    region: us-east-1
    profile_settings: {output: text, s3_us_east_1_regional_endpoint: regional}
    accounts:
      "012345678901":
        profile_settings: {retry_mode: "", max_attempts: "5"}
        roles:
          ReadOnly: {profile_settings: {max_attempts: "7"}}
tag_rules:
  - match: {account_name: "aws-prod"}
    profile_settings: {output: yaml, max_attempts: "3"}
  - match: {account_name: "none*"}
    profile_settings: {output: off}
`;

const settingsOf = (text: string, role = someRole(), accountName = 'aws-prod') => {
  const { config, problems } = parse(text);
  expect(problems).toEqual([]);
  return profileSettings(role, { config, rules: config.tagRules.map(compileRule), accountName });
};

describe('what stands in a profile', () => {
  it('is said at the top, for the instance, by rules, for the account and the role; the later wins', () => {
    expect(settingsOf(layered)).toEqual([
      ['cli_pager', ''],
      ['max_attempts', '7'],
      ['output', 'yaml'],
      ['region', 'us-east-1'],
      ['s3_us_east_1_regional_endpoint', 'regional'],
    ]);
    expect(settingsOf(layered, someRole({ accountId: '222222222222' }), 'else')).toContainEqual([
      'output',
      'text',
    ]);
    expect(settingsOf(layered, someRole({ instance: 'other' }), 'else')).toEqual([
      ['cli_pager', ''],
      ['output', 'json'],
      ['region', 'us-east-1'],
      ['retry_mode', 'standard'],
    ]);
  });

  it('is nothing where nothing is said', () => {
    expect(settingsOf('{}')).toEqual([]);
  });

  it.each([
    ['sso_session: x', /not yours to set/],
    ['credential_process: x', /not yours to set/],
    ['source_profile: x', /not yours to set/],
    ['role_arn: x', /not yours to set/],
    ['aws_access_key_id: x', /not yours to set/],
    ['my_token: x', /not yours to set/],
    ['Output: json', /lower-case/],
    ['"a b": x', /lower-case/],
    ['__proto__: x', /lower-case/],
    ['region: nowhere', /not an AWS region/],
    ['output: "a # b"', /" #"/],
    ['output: é', /printable ASCII/],
    ['output: "\'a\'"', /wrapped in quotes/],
    ['output: [a]', /must be a text/],
  ])('refuses %s', (line, message) => {
    const { problems } = parse(`profile_settings: {${line}}`);
    expect(problems).toHaveLength(1);
    expect(problems[0]?.message).toMatch(message);
    expect(problems[0]?.path[0]).toBe('profile_settings');
  });

  it('has its problems told where they are', () => {
    const { problems } = parse('tag_rules:\n  - match: {role_name: x}\n    profile_settings: {Bad: x}\n');
    expect(problems[0]?.path).toEqual(['tag_rules', '0', 'profile_settings', 'Bad']);
  });
});

describe('how profiles are written', () => {
  it('has defaults, and reads every key', () => {
    expect(parse('{}').config.profiles).toEqual({
      unique: 'refuse',
      style: 'process',
      default: undefined,
      only: undefined,
      block: undefined,
      auto: false,
    });
    const text =
      'profiles: {unique: suffix, style: sso, default: prod, only: "env:dev", block: false, auto: true}';
    expect(parse(text)).toMatchObject({
      problems: [],
      config: {
        profiles: {
          unique: 'suffix',
          style: 'sso',
          default: 'prod',
          only: 'env:dev',
          block: false,
          auto: true,
        },
      },
    });
    expect(parse('profiles: {auto: yes}').problems[0]?.message).toMatch(/one of true, false/);
    expect(parse('profiles: {colour: red}').problems[0]?.message).toMatch(/not a known key/);
  });
});
