// A CloudFormation template for an IAM user that may do what a tool needs, and no more: one statement a service, own
// statements as they are given, in as many managed policies as AWS's size limit asks for. Intrinsic functions are written
// in their long form, so that every YAML or JSON parser reads it.
import { UsageError } from './errors.ts';
import { isAction, isResource } from './iam-action.ts';
import { partitionOf } from './partition.ts';

export type PolicyStatement = {
  readonly sid: string | undefined;
  readonly effect: 'Allow' | 'Deny';
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly condition: Readonly<Record<string, unknown>> | undefined;
};

export type TemplateRequest = {
  /** Of the tool that needs it: for descriptions and logical ids. */
  readonly tool: string;
  readonly actions: readonly string[];
  /** Of `actions`; none = every resource. */
  readonly resources: readonly string[];
  readonly statements: readonly PolicyStatement[];
  /** Without an access key: it is made by hand then. */
  readonly hasKey: boolean;
  /** The user may change its own keys, which `rolecall keys rotate` needs. */
  readonly mayRotate: boolean;
};

const upperFirst = (word: string): string => `${word[0]?.toUpperCase() ?? ''}${word.slice(1)}`;

/** Letters and digits only, as logical ids and Sids must be: `my-tool` is `MyTool`. */
export const logicalId = (name: string): string => {
  const words = name.normalize('NFKD').match(/[A-Za-z0-9]+/g) ?? [];
  return words.map(upperFirst).join('').slice(0, 64) || 'Tool';
};

const byService = (actions: readonly string[]): ReadonlyMap<string, readonly string[]> => {
  const services = new Map<string, string[]>();
  for (const action of [...new Set(actions)].sort()) {
    const [service = ''] = action.split(':');
    services.set(service, [...(services.get(service) ?? []), action]);
  }
  return services;
};

type Written = Readonly<Record<string, unknown>>;

const written = (statement: PolicyStatement, at: number): Written => ({
  Sid: logicalId(statement.sid ?? `Own${at + 1}`),
  Effect: statement.effect,
  Action: [...statement.actions],
  Resource: statement.resources.length === 0 ? '*' : [...statement.resources],
  ...(statement.condition === undefined ? {} : { Condition: statement.condition }),
});

const ownKeys: Written = {
  Sid: 'OwnKeys',
  Effect: 'Allow',
  Action: ['iam:CreateAccessKey', 'iam:DeleteAccessKey', 'iam:ListAccessKeys', 'iam:UpdateAccessKey'],
  Resource: { 'Fn::GetAtt': ['User', 'Arn'] },
};

/** Of a managed policy, in characters without white space; a margin for what stands around the statements. */
const policyLimit = 6144 - 200;

/** A service may have more actions than a policy holds: as many as fit into one, beside the resources. */
const inPieces = (
  actions: readonly string[],
  resources: readonly string[],
): readonly (readonly string[])[] => {
  const room = policyLimit - JSON.stringify(resources).length - 200;
  const pieces: string[][] = [[]];
  let size = 0;
  for (const action of actions) {
    const length = action.length + 3;
    if (size > 0 && size + length > room) {
      pieces.push([]);
      size = 0;
    }
    pieces.at(-1)?.push(action);
    size += length;
  }
  return pieces;
};

const statementsOf = ({ actions, resources, statements, mayRotate }: TemplateRequest): readonly Written[] => {
  const services = [...byService(actions)].flatMap(([service, own]) => {
    const sid = `${upperFirst(service)}Access`;
    return inPieces(own, resources).map((piece) =>
      written({ sid, effect: 'Allow', actions: piece, resources, condition: undefined }, 0),
    );
  });
  const all = [...services, ...statements.map(written), ...(mayRotate ? [ownKeys] : [])];
  // A Sid must be the only one of its name in a policy.
  const seen = new Map<string, number>();
  return all.map((statement) => {
    const sid = String(statement['Sid']);
    const count = (seen.get(sid) ?? 0) + 1;
    seen.set(sid, count);
    return count === 1 ? statement : { ...statement, Sid: `${sid}No${count}` };
  });
};

/** Of policies that a user may have. */
const mostPolicies = 10;

const inPolicies = (statements: readonly Written[]): readonly (readonly Written[])[] => {
  const policies: Written[][] = [[]];
  let size = 0;
  for (const statement of statements) {
    const length = JSON.stringify(statement).length + 1;
    if (length > policyLimit)
      throw new UsageError(
        `The statement ${statement['Sid']} alone is larger than a policy may be (6,144 characters).`,
        'Split it, or use wildcards.',
      );
    if (size + length > policyLimit) {
      policies.push([]);
      size = 0;
    }
    policies.at(-1)?.push(statement);
    size += length;
  }
  if (policies.length <= mostPolicies) return policies;
  throw new UsageError('That is more than ten policies hold, which is all that a user may have.');
};

const description = (tool: string): string =>
  `IAM user with what ${tool.replace(/[^\x20-\x7e]/g, '?').slice(0, 100)} needs, and no more`;

/** As an object that YAML and JSON write. Errors: UsageError for what IAM would not take. */
export const iamTemplate = (request: TemplateRequest): object => {
  const { tool, hasKey, actions, resources, statements } = request;
  const wrong = actions.find((action) => action === '*' || !isAction(action));
  if (wrong !== undefined)
    throw new UsageError(`${wrong.slice(0, 100)} is no action.`, 'An action is like s3:GetObject.');
  const elsewhere = resources.find((resource) => !isResource(resource));
  if (elsewhere !== undefined)
    throw new UsageError(
      `${elsewhere.slice(0, 100)} is no ARN.`,
      'A resource is like arn:aws:s3:::acme-shop/*, or *.',
    );
  if (actions.length === 0 && statements.length === 0)
    throw new UsageError('Nothing is asked for: say --actions, or --statements FILE.');
  const policies = inPolicies(statementsOf(request));
  const id = logicalId(tool);
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: description(tool),
    Resources: {
      User: {
        Type: 'AWS::IAM::User',
        Properties: { Path: '/external-tools/', Tags: [{ Key: 'tool', Value: id }] },
      },
      ...Object.fromEntries(
        policies.map((own, at) => [
          `${id}Policy${at === 0 ? '' : at + 1}`,
          {
            Type: 'AWS::IAM::ManagedPolicy',
            Properties: {
              Description: description(tool),
              Users: [{ Ref: 'User' }],
              PolicyDocument: { Version: '2012-10-17', Statement: own },
            },
          },
        ]),
      ),
      ...(hasKey
        ? { AccessKey: { Type: 'AWS::IAM::AccessKey', Properties: { UserName: { Ref: 'User' } } } }
        : {}),
    },
    Outputs: {
      UserName: { Description: 'Name of the user', Value: { Ref: 'User' } },
      ...(hasKey
        ? {
            AccessKeyId: { Description: 'Access key id', Value: { Ref: 'AccessKey' } },
            SecretAccessKey: {
              Description: 'Secret access key: whoever may read this stack sees it',
              Value: { 'Fn::GetAtt': ['AccessKey', 'SecretAccessKey'] },
            },
          }
        : {}),
    },
  };
};

/** What a person should look at again, a sentence each. */
export const templateWarnings = ({ actions, resources, statements }: TemplateRequest): readonly string[] => {
  const wide = [
    ...actions,
    ...statements.flatMap((one) => (one.effect === 'Allow' ? one.actions : [])),
  ].filter((action) => /[*?]/.test(action));
  return [
    ...(wide.length === 0 ? [] : [`Wider than single actions: ${[...new Set(wide)].join(', ')}.`]),
    ...(actions.length > 0 && resources.length === 0
      ? ['The actions hold for every resource of the account: --resource ARN narrows them.']
      : []),
  ];
};

/** Where the console makes a stack of a file that is uploaded. */
export const createStackPage = (region: string): string =>
  `https://${partitionOf(region).consoleHost}/cloudformation/home?region=${region}#/stacks/create/template`;
