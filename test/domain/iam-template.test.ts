// The template as CloudFormation reads it: known types and properties, ids of its alphabet, references that resolve.
import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import {
  iamTemplate,
  logicalId,
  type TemplateRequest,
  templateWarnings,
} from '../../src/domain/iam-template.ts';
import { policyStatements } from '../../src/domain/policy-statements.ts';
import fc from '../support/properties.ts';

const request: TemplateRequest = {
  tool: 'shop-cli',
  actions: ['s3:PutObject', 'ec2:DescribeInstances', 's3:GetObject', 's3:GetObject'],
  resources: [],
  statements: [],
  hasKey: true,
  mayRotate: false,
};

type Resource = { readonly Type: string; readonly Properties: Readonly<Record<string, unknown>> };
type Statement = { readonly Sid: string; readonly Action: readonly string[]; readonly Resource: unknown };
type Template = {
  readonly Resources: Readonly<Record<string, Resource>>;
  readonly Outputs: Readonly<Record<string, { readonly Value: unknown }>>;
};

const knownProperties: Readonly<Record<string, readonly string[]>> = {
  'AWS::IAM::User': ['Path', 'Tags'],
  'AWS::IAM::ManagedPolicy': ['Description', 'Users', 'PolicyDocument'],
  'AWS::IAM::AccessKey': ['UserName'],
};

const referencesIn = (value: unknown): readonly string[] => {
  if (Array.isArray(value)) return value.flatMap(referencesIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inside]) => {
    if (key === 'Ref') return [String(inside)];
    if (key === 'Fn::GetAtt') return [String((inside as readonly string[])[0])];
    return referencesIn(inside);
  });
};

const templateOf = (wanted: TemplateRequest): Template => {
  const template = iamTemplate(wanted) as Template;
  // What YAML and JSON make of it is the same.
  expect(parse(stringify(template, { lineWidth: 0 }))).toEqual(JSON.parse(JSON.stringify(template)));
  for (const [id, { Type, Properties }] of Object.entries(template.Resources)) {
    expect(id).toMatch(/^[A-Za-z0-9]{1,255}$/);
    expect(knownProperties[Type]).toEqual(expect.arrayContaining(Object.keys(Properties)));
  }
  for (const name of referencesIn(template)) expect(Object.keys(template.Resources)).toContain(name);
  return template;
};

const statementsOf = ({ Resources }: Template): readonly Statement[] =>
  Object.values(Resources).flatMap(
    ({ Properties }) =>
      (Properties['PolicyDocument'] as { readonly Statement: readonly Statement[] } | undefined)?.Statement ??
      [],
  );

describe('the template', () => {
  it('has a statement for each service, sorted, each action once', () => {
    expect(statementsOf(templateOf(request))).toEqual([
      { Sid: 'Ec2Access', Effect: 'Allow', Action: ['ec2:DescribeInstances'], Resource: '*' },
      { Sid: 'S3Access', Effect: 'Allow', Action: ['s3:GetObject', 's3:PutObject'], Resource: '*' },
    ]);
  });

  it('narrows to resources, and takes own statements with their conditions', () => {
    const statements = policyStatements({
      Statement: [
        {
          Sid: 'EC2 management',
          Effect: 'Allow',
          Action: 'ec2:StopInstances',
          Resource: 'arn:aws:ec2:*:*:instance/*',
          Condition: { StringEquals: { 'ec2:Region': ['us-west-2'] } },
        },
        { effect: 'Deny', actions: ['s3:DeleteBucket'] },
      ],
    });
    const resources = ['arn:aws:s3:::shop/*'];
    const found = statementsOf(templateOf({ ...request, actions: ['s3:GetObject'], resources, statements }));
    expect(found).toEqual([
      { Sid: 'S3Access', Effect: 'Allow', Action: ['s3:GetObject'], Resource: resources },
      {
        Sid: 'EC2Management',
        Effect: 'Allow',
        Action: ['ec2:StopInstances'],
        Resource: ['arn:aws:ec2:*:*:instance/*'],
        Condition: { StringEquals: { 'ec2:Region': ['us-west-2'] } },
      },
      { Sid: 'Own2', Effect: 'Deny', Action: ['s3:DeleteBucket'], Resource: ['*'] },
    ]);
  });

  it('shows the secret in no output where the key is made by hand, and lets the user rotate where that is asked for', () => {
    const template = templateOf({ ...request, hasKey: false, mayRotate: true });
    expect(Object.keys(template.Outputs)).toEqual(['UserName']);
    expect(statementsOf(template).at(-1)).toMatchObject({
      Sid: 'OwnKeys',
      Resource: { 'Fn::GetAtt': ['User', 'Arn'] },
    });
  });

  it('spreads over as many policies as AWS’s limit asks for', () => {
    const actions = Array.from({ length: 400 }, (_, i) => `service${i % 40}:Do${'Something'.repeat(3)}${i}`);
    const template = templateOf({ ...request, actions });
    const policies = Object.values(template.Resources).filter(
      ({ Type }) => Type === 'AWS::IAM::ManagedPolicy',
    );
    expect(policies.length).toBeGreaterThan(1);
    for (const { Properties } of policies)
      expect(JSON.stringify(Properties['PolicyDocument']).length).toBeLessThanOrEqual(6144);
    expect(
      statementsOf(template)
        .flatMap(({ Action }) => Action)
        .sort(),
    ).toEqual([...actions].sort());
    const many = Array.from({ length: 4000 }, (_, i) => `service${i % 90}:Do${'Something'.repeat(3)}${i}`);
    expect(() => iamTemplate({ ...request, actions: many })).toThrow(/ten policies|larger than/);
  });

  it('spreads a service with more actions than a policy holds', () => {
    const actions = Array.from({ length: 600 }, (_, i) => `ec2:DescribeSomething${i}`);
    const template = templateOf({ ...request, actions, resources: ['arn:aws:ec2:*:*:instance/*'] });
    const statements = statementsOf(template);
    expect(statements.flatMap(({ Action }) => Action)).toEqual([...actions].sort());
    expect(statements.map(({ Sid }) => Sid).slice(0, 2)).toEqual(['Ec2Access', 'Ec2AccessNo2']);
  });

  it('has valid ids whatever the tool and the Sids are called', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (tool, sid) => {
        const own = {
          sid,
          effect: 'Allow',
          actions: ['s3:Get*'],
          resources: [],
          condition: undefined,
        } as const;
        const sids = statementsOf(templateOf({ ...request, tool, statements: [own, own] })).map(
          ({ Sid }) => Sid,
        );
        for (const one of sids) expect(one).toMatch(/^[A-Za-z0-9]+$/);
        expect(new Set(sids).size).toBe(sids.length);
        expect(logicalId(tool)).toMatch(/^[A-Za-z0-9]{1,64}$/);
      }),
    );
  });

  it.each([[['s3']], [['s3:Get Object']], [['*']], [['s3:GetObject\n- x']], [[]]])(
    'refuses %j',
    (actions) => {
      expect(() => iamTemplate({ ...request, actions })).toThrow();
    },
  );

  it('refuses a resource that is no ARN', () => {
    expect(() => iamTemplate({ ...request, resources: ['my-bucket'] })).toThrow('my-bucket is no ARN');
  });

  it('warns of wildcards and of all resources', () => {
    expect(templateWarnings({ ...request, actions: ['s3:*', 's3:GetObject'] })).toEqual([
      'Wider than single actions: s3:*.',
      'The actions hold for every resource of the account: --resource ARN narrows them.',
    ]);
    expect(
      templateWarnings({ ...request, actions: ['s3:GetObject'], resources: ['arn:aws:s3:::a'] }),
    ).toEqual([]);
  });
});

it.each([
  ['text'],
  [{}],
  [{ actions: [] }],
  [{ actions: ['s3:GetObject'], effect: 'Maybe' }],
  [{ actions: ['s3:GetObject'], resources: ['bucket'] }],
  [{ actions: ['s3:GetObject'], condition: 'x' }],
  [{ actions: ['s3:GetObject'], principal: '*' }],
  [{ actions: ['s3:GetObject'], sid: 1 }],
])('a statement like %j is refused', (value) => {
  expect(() => policyStatements(value)).toThrow(/^Statement 1 /);
});
