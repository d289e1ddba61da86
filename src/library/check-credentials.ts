// `check`: who they are, what they may do, and how long they live. It hands nothing out.
import { simulateActions } from '../actions/simulate-actions.ts';
import { parseCaller } from '../domain/caller.ts';
import { UserError } from '../domain/errors.ts';
import { lifeLevel, lifeText } from '../domain/expiry.ts';
import { guarded } from '../domain/guarded.ts';
import type { Decision } from '../ports/iam.ts';
import type { CallerIdentity } from '../ports/sts.ts';
import type { CheckProblem, CheckReport, Expiry, Identity, PermissionCheck } from './check-report.ts';
import { type Found, identityOf } from './find-credentials.ts';
import { asRolecallError } from './rolecall-error.ts';
import type { AwsAuthSettings } from './settings.ts';
import type { Tool } from './tool.ts';
import { withoutSecrets } from './without-secrets.ts';

type Wish = { readonly actions: readonly string[]; readonly resources: readonly string[] };

/** Needs no permission, and a simulation that nobody may ask for. */
const free = 'sts:GetCallerIdentity';

const wishesOf = ({ requiredActions, customPermissions }: AwsAuthSettings): readonly Wish[] => [
  { actions: requiredActions.map(({ action }) => action), resources: [] },
  ...customPermissions
    .filter(({ effect }) => effect !== 'Deny')
    .map(({ actions, resources = [] }) => ({
      actions,
      resources: resources.filter((resource) => resource !== '*'),
    })),
];

const ofDecision = ({ action, resource, decision, policies }: Decision): PermissionCheck => {
  const isAllowed = decision === 'allowed';
  const by = policies.length === 0 ? 'no statement allows it' : policies.join(', ');
  return {
    action,
    resource,
    decision: isAllowed ? 'allowed' : 'denied',
    reason: isAllowed ? undefined : `${decision}: ${by}`,
  };
};

const unknown = ({ actions, resources }: Wish, reason: string): readonly PermissionCheck[] =>
  actions.map((action) => ({ action, resource: resources[0] ?? '*', decision: 'unknown', reason }));

type Asked = { readonly tool: Tool; readonly found: Found; readonly identity: CallerIdentity };

const decide = async ({ tool, found, identity }: Asked, wish: Wish): Promise<readonly PermissionCheck[]> => {
  const { services } = tool.host;
  const { region, source, credentials } = found;
  const { accessKeyId, secretAccessKey, sessionToken } = credentials;
  const iam = await services.iam(region, guarded({ accessKeyId, secretAccessKey, sessionToken }));
  const { instances } = await (await services.configStore()).load();
  const hints = { centerRegions: [...new Set(instances.map((one) => one.region))], path: undefined };
  const caller = parseCaller(identity.arn);
  const { decisions, notTaken } = await simulateActions(iam, { caller, hints, ...wish, source, region });
  return [
    ...decisions.map(ofDecision),
    ...unknown(
      { ...wish, actions: notTaken },
      'IAM simulates no such action: it knows it not, or it has a *.',
    ),
  ];
};

const permissionsOf = async (asked: Asked): Promise<readonly PermissionCheck[]> => {
  const checks: PermissionCheck[] = [];
  for (const wish of wishesOf(asked.tool.settings)) {
    const actions = wish.actions.filter((action) => action !== free);
    if (actions.length < wish.actions.length)
      checks.push({ action: free, resource: '*', decision: 'allowed', reason: undefined });
    if (actions.length === 0) continue;
    try {
      checks.push(...(await decide(asked, { ...wish, actions })));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      checks.push(...unknown({ ...wish, actions }, asRolecallError(error).message));
    }
  }
  return checks;
};

const expiryOf = (expiration: Date | undefined, now: number): Expiry => {
  const at = expiration?.getTime();
  if (at === undefined) return { expiration, level: 'lasting', left: undefined };
  return { expiration, level: lifeLevel(at, now), left: lifeText(at, now) };
};

const problemOf = (tool: Tool, error: unknown): CheckProblem => {
  const { code, message, hint } = asRolecallError(withoutSecrets(tool.host, error));
  return { code, message, hint };
};

const denied = ({ settings }: Tool, checks: readonly PermissionCheck[]): readonly CheckProblem[] => {
  const actions = checks.filter(({ decision }) => decision === 'denied').map(({ action }) => action);
  if (actions.length === 0) return [];
  return [
    {
      code: 'not-allowed',
      message: `${settings.toolName} needs what these credentials may not do: ${[...new Set(actions)].join(', ')}.`,
      hint: 'Use another role, or ask who administers the account to allow them.',
    },
  ];
};

const ended = (expiry: Expiry): readonly CheckProblem[] =>
  expiry.level === 'expired'
    ? [
        {
          code: 'no-credentials',
          message: 'The credentials have ended.',
          hint: 'Renew them where they came from.',
        },
      ]
    : [];

const identityFacts = ({ account, arn, userId }: CallerIdentity): Identity => {
  const { kind, roleName } = parseCaller(arn);
  return { accountId: account, arn, userId, kind, name: roleName };
};

const nothing: CheckReport = {
  ok: false,
  method: undefined,
  identity: undefined,
  permissions: [],
  expiry: undefined,
  problems: [],
};

/** Errors: none that can be told in the report. */
export const checkCredentials = async (tool: Tool, find: () => Promise<Found>): Promise<CheckReport> => {
  let report = nothing;
  try {
    const found = await find();
    const expiry = expiryOf(found.credentials.expiration, tool.host.services.clock.now());
    report = { ...report, method: found.method, expiry, problems: ended(expiry) };
    const identity = found.identity ?? (await identityOf(tool, found));
    report = { ...report, identity: identityFacts(identity) };
    const permissions = await permissionsOf({ tool, found, identity });
    const problems = [...report.problems, ...denied(tool, permissions)];
    return { ...report, permissions, problems, ok: problems.length === 0 };
  } catch (error) {
    return { ...report, problems: [...report.problems, problemOf(tool, error)] };
  }
};
