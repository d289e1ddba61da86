// `validate`: may a role do these actions? IAM itself is asked, by iam:SimulatePrincipalPolicy with the role's own keys.
import { type Simulation, simulateActions } from '../actions/simulate-actions.ts';
import { parseCaller } from '../domain/caller.ts';
import { UsageError, UserError } from '../domain/errors.ts';
import { exitCodes } from '../domain/exit-codes.ts';
import { isAction, isResource } from '../domain/iam-action.ts';
import { sanitize } from '../domain/sanitize.ts';
import { tableLines } from '../domain/table.ts';
import type { Host } from '../host.ts';
import type { Decision } from '../ports/iam.ts';
import type { CommandModule, Options } from './command.ts';
import { askIdentity, chooseHeld, type HeldChoice, refusedError } from './held-selection.ts';
import { addSelectors } from './role-selection.ts';

const help = `
IAM is asked with the role's own keys, so the role must be allowed iam:SimulatePrincipalPolicy for itself. It looks at the
role's policies, its boundary and the organisation's policies, not at those of resources. Actions with * go to AWS as they
are; where it takes none, it is said, and the others are answered all the same.
Without a selector: the role or user that this shell holds.

Examples:
  rolecall validate prod admin --actions s3:GetObject,s3:PutObject
  rolecall validate --profile dev-deploy --actions lambda:UpdateFunctionCode --resource arn:aws:lambda:eu-west-1:111122223333:function:web
  rolecall validate --actions ec2:DescribeInstances --json

Exit codes: 0 all are allowed, 1 one is denied, 2 wrong usage or an action that AWS does not take, 4 login needed,
5 not assigned, or the role may not ask, 6 AWS could not be reached, 7 secret store locked.`;

const collect = (text: string, before: readonly string[] = []): readonly string[] => [...before, text];

const listOf = (options: Options, name: string): readonly string[] => {
  const given = options[name];
  return Array.isArray(given) ? (given as readonly string[]) : [];
};

const actionsOf = (options: Options): readonly string[] => {
  const actions = listOf(options, 'actions')
    .flatMap((text) => text.split(','))
    .map((text) => text.trim())
    .filter((text) => text !== '');
  if (actions.length === 0)
    throw new UsageError('Which actions?', 'Say them: --actions s3:GetObject,ec2:DescribeInstances');
  const wrong = actions.find((action) => !isAction(action));
  if (wrong !== undefined)
    throw new UsageError(`"${sanitize(wrong, 60)}" is not an action.`, 'One looks like s3:GetObject.');
  return [...new Set(actions)];
};

const resourcesOf = (options: Options): readonly string[] => {
  const resources = listOf(options, 'resource');
  const wrong = resources.find((resource) => !isResource(resource));
  if (wrong !== undefined) throw new UsageError(`"${sanitize(wrong, 100)}" is not the ARN of a resource.`);
  return resources;
};

const words = { allowed: 'allowed', explicitDeny: 'denied', implicitDeny: 'denied' } as const;

const reasonOf = ({ decision, policies, isAllowedByOrganization, missingContext }: Decision): string => {
  const context =
    missingContext.length === 0 ? '' : `; depends on ${missingContext.join(', ')}, which was not given`;
  if (isAllowedByOrganization === false) return `a policy of the organisation does not allow it${context}`;
  const by = policies.length === 0 ? '' : `: ${policies.join(', ')}`;
  if (decision === 'explicitDeny') return `explicitDeny${by}${context}`;
  if (decision === 'implicitDeny') return `implicitDeny: no statement allows it${context}`;
  return `${by.replace(/^: /, '')}${context}`;
};

const header = ['action', 'resource', 'decision', 'by'];

const notTakenReason = (action: string): string =>
  action.includes('*')
    ? 'IAM simulates no wildcards: name the actions, such as ec2:DescribeInstances'
    : 'AWS knows no such action (InvalidInput)';

const rowsOf = ({ decisions, notTaken }: Simulation): readonly (readonly string[])[] => [
  ...decisions.map((decision) => [
    decision.action,
    decision.resource,
    words[decision.decision],
    reasonOf(decision),
  ]),
  ...notTaken.map((action) => [action, '', 'unknown', notTakenReason(action)]),
];

const printRows = ({ stdout }: Host, simulation: Simulation): void => {
  const rows = rowsOf(simulation);
  const lines = stdout.isTTY
    ? tableLines({ header, rows, width: stdout.columns || 80 })
    : rows.map((row) => row.join('\t'));
  stdout.write(`${lines.join('\n')}\n`);
};

const recordOf = ({ principal, isAssumed, decisions, notTaken }: Simulation) => ({
  principal,
  principal_assumed: isAssumed,
  allowed: notTaken.length === 0 && decisions.every(({ decision }) => decision === 'allowed'),
  results: decisions.map((decision) => ({
    action: decision.action,
    resource: decision.resource,
    decision: decision.decision,
    policies: decision.policies,
    missing_context: decision.missingContext,
    allowed_by_organization: decision.isAllowedByOrganization ?? null,
  })),
  not_taken: notTaken,
});

/** Regions where Identity Center may be, that of the role's own instance first. */
const centerRegions = async (host: Host, { instance }: HeldChoice): Promise<readonly string[]> => {
  const named = host.env['ROLECALL_INSTANCE'];
  try {
    const { instances } = await (await host.services.configStore()).load();
    const first = instances.filter(({ name }) => name === (instance?.name ?? named));
    return [...new Set([...first, ...instances].map(({ region }) => region))];
  } catch {
    return [];
  }
};

const simulate = async (host: Host, choice: HeldChoice, options: Options): Promise<Simulation> => {
  const actions = actionsOf(options);
  const resources = resourcesOf(options);
  const identity = await askIdentity(host, choice);
  if ('code' in identity) throw refusedError(identity);
  const caller = parseCaller(identity.arn);
  const { keys, source, region } = choice.held;
  const hints = { centerRegions: await centerRegions(host, choice), path: choice.role?.path };
  const iam = await host.services.iam(region, keys);
  return simulateActions(iam, { caller, hints, actions, resources, source, region });
};

const exitOf = ({ decisions, notTaken }: Simulation): number => {
  if (decisions.some(({ decision }) => decision !== 'allowed')) return exitCodes.failed;
  return notTaken.length === 0 ? exitCodes.ok : exitCodes.usage;
};

export const validate: CommandModule = {
  configure: (command) =>
    void addSelectors(command)
      .option('--actions <names>', 'actions, separated by commas; may be repeated', collect)
      .option('--resource <arn>', 'on this resource; may be repeated (every resource)', collect)
      .option('-r, --region <region>', 'decides the partition, for keys of this shell')
      .option('--json', 'one object with every decision')
      .addHelpText('after', help),
  run: async (host, args, options) => {
    actionsOf(options);
    resourcesOf(options);
    const simulation = await simulate(host, await chooseHeld(host, args, options), options);
    const { principal, isAssumed, decisions, notTaken } = simulation;
    if (decisions.length === 0 && notTaken.length === 0) throw new UserError('IAM decided nothing.');
    if (options['json'] === true) host.stdout.write(`${JSON.stringify(recordOf(simulation), null, 2)}\n`);
    else {
      host.stderr.write(
        `IAM was asked about ${principal}${isAssumed ? ' (its path was assumed, and found)' : ''}.\n`,
      );
      printRows(host, simulation);
    }
    return exitOf(simulation);
  },
};
