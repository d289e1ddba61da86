// Files as nobody should have them. Nothing may come of them but a plan or a refusal that says where, and no byte of a file
// may be lost that the plan does not name.

import { describe, expect, it } from 'vitest';
import { parseDocument } from 'yaml';
import { parseAwsIni } from '../../../src/domain/aws-ini/parse-aws-ini.ts';
import { UserError } from '../../../src/domain/errors.ts';
import { type ImportSources, importTools } from '../../../src/domain/import/found.ts';
import { planAwsConfig } from '../../../src/domain/import/plan-aws-config.ts';
import { planImport } from '../../../src/domain/import/plan-import.ts';
import { readTool } from '../../../src/domain/import/read-tool.ts';
import { parseConfig } from '../../../src/domain/parse-config.ts';
import { portableProfileName } from '../../../src/domain/portable-name.ts';
import { hostileFile, hostileText } from '../../support/hostile-aws-config.ts';
import fc from '../../support/properties.ts';

const nothing: ImportSources = {
  awsConfig: undefined,
  credentials: undefined,
  awsSsoCli: undefined,
  awsSsoCliCache: undefined,
  granted: undefined,
  leapp: undefined,
  ownUsers: new Set(),
};

const planOf = (sources: ImportSources, tool: (typeof importTools)[number]) => {
  const found = readTool(tool, sources);
  const plan = planImport({
    found,
    config: parseConfig(new Map()).config,
    tree: undefined,
    accounts: new Map(),
    taken: new Map(),
    users: new Map(found.keys.map(({ key }) => [key, 'arn:aws:iam::111111111111:user/jo'])),
  });
  // What is planned for config.yaml is what config.yaml may say.
  expect(parseConfig(plan.tree).problems).toEqual([]);
  const aws = planAwsConfig({
    file: sources.awsConfig,
    roles: plan.roles,
    tree: plan.tree,
    config: plan.config,
    replaces: true,
    commandFor: ({ instance, accountId, roleName }) =>
      `/bin/rolecall process --instance ${instance} --arn ${accountId}:${roleName}`,
  });
  return { plan, aws };
};

const planOrRefuse = (sources: ImportSources): void => {
  for (const tool of importTools) {
    try {
      planOf(sources, tool);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
    }
  }
};

const value = fc.oneof(
  fc.constantFrom(
    'https://acme.awsapps.com/start',
    '`https://acme.awsapps.com/start/#`',
    'us-east-1',
    '111111111111',
    '1',
    'Admin',
    '__proto__',
    'constructor',
    'arn:aws:iam::111111111111:role/Deploy',
    'p0',
    'p1',
    'AKIAFAKEFAKEFAKEFAKE',
    '/x/aws-sso -S "A b" process --arn arn:aws:iam::111111111111:role/Admin',
    'granted credential-process --profile p0',
    '"; rm -rf ~ #',
    '\u202e\u001b[31m',
    '{% x %}{{ y }}',
  ),
  fc.string({ maxLength: 8 }).map((text) => text.replace(/[\r\n\0]/g, '')),
);

/** What each key holds in a file that is right. */
const usual: Readonly<Record<string, readonly string[]>> = {
  sso_start_url: ['https://acme.awsapps.com/start', 'https://other.awsapps.com/start#/'],
  sso_region: ['us-east-1'],
  sso_account_id: ['111111111111', '1'],
  sso_role_name: ['Admin', 'ReadOnly'],
  granted_sso_start_url: ['`https://acme.awsapps.com/start/#`'],
  granted_sso_region: ['us-east-1'],
  granted_sso_account_id: ['111111111111'],
  granted_sso_role_name: ['Admin', 'Deploy'],
  role_arn: ['arn:aws:iam::111111111111:role/a/Deploy'],
  source_profile: ['p0', 'p1', 'p2', 'p3'],
  include_profile: ['p0', 'p1'],
  external_id: ['x-1'],
  duration_seconds: ['3600', '61'],
  mfa_serial: ['arn:aws:iam::111111111111:mfa/jo'],
  region: ['eu-west-1'],
  output: ['json'],
  credential_process: [
    '/x/aws-sso -S "A b" process --arn arn:aws:iam::111111111111:role/Admin',
    'aws-vault exec p1 --json',
  ],
  aws_access_key_id: ['AKIAFAKEFAKEFAKEFAKE'],
  aws_secret_access_key: ['FakeSecret+Key/NotRealNotReal'],
};

const sso = ['sso_start_url', 'sso_region', 'sso_account_id', 'sso_role_name'];

const keys = fc.oneof(
  fc.shuffledSubarray(Object.keys(usual), { maxLength: 8 }),
  fc.shuffledSubarray(['region', 'output']).map((more) => [...sso, ...more]),
  fc.constant(sso.map((name) => `granted_${name}`)),
  fc
    .shuffledSubarray(['external_id', 'region', 'duration_seconds'])
    .map((more) => ['role_arn', 'source_profile', ...more]),
);

const settings = keys.chain((names) =>
  fc.tuple(
    ...names.map((name) =>
      fc
        .oneof(
          { weight: 12, arbitrary: fc.constantFrom(...(usual[name] ?? ['x'])) },
          { weight: 1, arbitrary: value },
        )
        .map((text) => [name, text] as const),
    ),
  ),
);

const section = (index: number): fc.Arbitrary<string> =>
  fc
    .tuple(
      fc.constantFrom(
        `[profile p${index}]`,
        `[profile p${index}]`,
        `[sso-session s${index}]`,
        `[profile "q ${index}"]`,
        `[p${index}]`,
      ),
      settings,
    )
    .map(
      ([header, entries]) => `${header}\n${entries.map(([name, text]) => `${name} = ${text}\n`).join('')}\n`,
    );

const likely = fc.tuple(section(0), section(1), section(2), section(3)).map((parts) => parts.join(''));

const blocky = fc
  .tuple(
    likely,
    fc.array(
      fc.constantFrom(
        '# BEGIN_AWS_SSO_CLI',
        '# END_AWS_SSO_CLI',
        '# BEGIN_AWS_SSO_CLI_A b',
        '# END_AWS_SSO_CLI_A b',
      ),
      { maxLength: 3 },
    ),
  )
  .map(([text, markers]) =>
    markers.reduce((so, marker, index) => {
      const at = so.indexOf('\n[', index * 40);
      return at < 0 ? `${so}${marker}\n` : `${so.slice(0, at + 1)}${marker}\n${so.slice(at + 1)}`;
    }, text),
  );

const anyConfig = fc.oneof(hostileFile, hostileText, likely, blocky);

describe('hostile files', () => {
  it('of AWS give a plan or a refusal', () => {
    fc.assert(
      fc.property(anyConfig, anyConfig, (config, keys) => {
        planOrRefuse({
          ...nothing,
          awsConfig: { path: 'config', text: config },
          credentials: { path: 'credentials', text: keys },
        });
      }),
      { numRuns: 400 },
    );
  });

  it('of AWS lose no line but those of the profiles that move', () => {
    fc.assert(
      fc.property(fc.oneof(likely, blocky), (text) => {
        for (const tool of ['aws-cli', 'granted', 'aws-sso-cli'] as const) {
          try {
            const { aws } = planOf({ ...nothing, awsConfig: { path: 'config', text } }, tool);
            const after = parseAwsIni(aws.after ?? '').sections;
            const before = parseAwsIni(text).sections;
            const names = new Set(aws.moved);
            // A name that is not portable, in quotes say, moves as the portable one nearest to it.
            const isMoved = (header: string): boolean => {
              const name = header.replace(/^profile /, '').replace(/^"(.*)"$/, '$1');
              return names.has(name) || names.has(portableProfileName(name));
            };
            expect(after.map(({ header }) => header).filter((header) => !isMoved(header))).toEqual(
              before.map(({ header }) => header).filter((header) => !isMoved(header)),
            );
            for (const section of before.filter(({ header }) => !isMoved(header)))
              expect(
                after
                  .find(({ header }) => header === section.header)
                  ?.entries.map(({ key, value }) => [key, value]),
              ).toEqual(section.entries.map(({ key, value }) => [key, value]));
          } catch (error) {
            if (!(error instanceof UserError)) throw error;
          }
        }
      }),
      { numRuns: 400 },
    );
  });

  it('of other tools give a plan or a refusal', () => {
    const json = fc.oneof(fc.json({ maxDepth: 4 }), fc.string());
    fc.assert(
      fc.property(json, fc.string({ maxLength: 200 }), json, (cache, granted, leapp) => {
        planOrRefuse({
          ...nothing,
          awsSsoCliCache: { path: 'cache.json', text: cache },
          granted: { path: 'granted', text: granted },
          leapp: { path: 'leapp', text: leapp },
        });
      }),
      { numRuns: 300 },
    );
  });

  it('as config.yaml of aws-sso-cli give a plan or a refusal', () => {
    const names = fc.constantFrom(
      'SSOConfig',
      'Default',
      'SSORegion',
      'StartUrl',
      'Accounts',
      '111111111111',
      '1e+11',
      'Roles',
      'Admin',
      'Via',
      'Profile',
      'Tags',
      'ProfileFormat',
      'UrlAction',
      'UrlExecCommand',
      'DefaultSSO',
      'CacheRefresh',
      'Browser',
      'ExternalId',
      '__proto__',
      'constructor',
      '',
    );
    const tree = fc.letrec<{ node: unknown }>((tie) => ({
      node: fc.oneof(
        { maxDepth: 7 },
        value,
        fc.constant(null),
        fc.array(tie('node'), { maxLength: 3 }),
        fc.array(fc.tuple(names, tie('node')), { maxLength: 5 }).map((entries) => new Map(entries)),
      ),
    })).node;
    const instance = fc.tuple(tree, tree, fc.array(fc.tuple(names, tree))).map(
      ([accounts, format, more]) =>
        new Map<string, unknown>([
          [
            'SSOConfig',
            new Map([
              [
                'Default',
                new Map<string, unknown>([
                  ['SSORegion', 'us-east-1'],
                  ['StartUrl', 'https://acme.awsapps.com/start'],
                  ['Accounts', accounts],
                ]),
              ],
            ]),
          ],
          ['ProfileFormat', format],
          ...more,
        ]),
    );
    fc.assert(
      fc.property(fc.oneof(tree, instance), (node) => {
        const file = { path: 'config.yaml', value: node as never, lineOf: () => undefined };
        planOrRefuse({ ...nothing, awsSsoCli: file });
      }),
      { numRuns: 400 },
    );
  });

  it.each([
    [
      '# BEGIN_AWS_SSO_CLI\n[profile a]\nregion = us-east-1\n',
      /config:1: the block of aws-sso-cli that begins here has lost its END/,
    ],
    [
      '[profile a]\nregion = us-east-1\n# END_AWS_SSO_CLI\n',
      /config:3: the END of a block of aws-sso-cli comes without its BEGIN/,
    ],
    ['# BEGIN_AWS_SSO_CLI\n# BEGIN_AWS_SSO_CLI\n# END_AWS_SSO_CLI\n', /config:2: a second block/],
    ['# BEGIN_AWS_SSO_CLI_a\n# END_AWS_SSO_CLI_b\n', /config:2: the END/],
  ])('a block that has lost a marker is refused, not guessed: %j', (text, message) => {
    expect(() => readTool('aws-sso-cli', { ...nothing, awsConfig: { path: 'config', text } })).toThrow(
      message,
    );
  });

  it('are planned for config.yaml as YAML that reads back', () => {
    const text =
      '[profile p]\nsso_start_url = https://acme.awsapps.com/start\nsso_region = us-east-1\nsso_account_id = 1\nsso_role_name = Admin\n';
    const { plan } = planOf({ ...nothing, awsConfig: { path: 'config', text } }, 'aws-cli');
    expect(parseDocument(JSON.stringify(plan.changes)).errors).toEqual([]);
    expect(plan.roles[0]?.found.accountId).toBe('000000000001');
  });
});
