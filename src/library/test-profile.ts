// Whether a profile works for the tool: whose it is, and what it may do of what is needed.
import { type Held, holdProfile, holdRole } from '../actions/held-credentials.ts';
import { simulateActions } from '../actions/simulate-actions.ts';
import { parseCaller } from '../domain/caller.ts';
import { StsRefused, UserError } from '../domain/errors.ts';
import { explainRefusal } from '../domain/explain-refusal.ts';
import { findInstance } from '../domain/find-instance.ts';
import { loadRoles } from '../engine/load-roles.ts';
import type { Host } from '../host.ts';
import type { SetupRequest } from './setup-ui.ts';

export type Checked = { readonly name: string; readonly outcome: 'allowed' | 'denied' | 'unknown' };

export const checkWords: Readonly<Record<Checked['outcome'], string>> = {
  allowed: 'allowed',
  denied: 'NOT allowed',
  unknown: 'not known',
};

export type Tested = { readonly arn: string; readonly checks: readonly Checked[] };

const hold = async (host: Host, profile: string): Promise<Held> => {
  const { config, roles } = await loadRoles(host.services);
  const asking = { services: host.services, env: host.env, region: undefined };
  const role = roles.find((one) => one.profile === profile);
  return role === undefined
    ? holdProfile(asking, profile)
    : holdRole(asking, role, findInstance(config, role.instance));
};

const identityOf = async (host: Host, held: Held): Promise<string> => {
  const { keys, region, source } = held;
  try {
    return (await (await host.services.sts(region, keys)).getCallerIdentity()).arn;
  } catch (error) {
    if (!(error instanceof StsRefused)) throw error;
    const { what, next } = explainRefusal(error.code, { source, region, renewal: undefined });
    throw new UserError(what, { hint: next });
  }
};

const free = 'sts:GetCallerIdentity';

const wanted = ({ requiredActions, customPermissions }: SetupRequest): readonly string[] => [
  ...new Set([
    ...requiredActions.map(({ action }) => action),
    ...customPermissions.flatMap(({ effect, actions }) => (effect === 'Deny' ? [] : actions)),
  ]),
];

/** IAM may not be asked by everybody: what it does not tell is not known. */
const checksOf = async (
  host: Host,
  request: SetupRequest,
  held: Held & { arn: string },
): Promise<readonly Checked[]> => {
  const actions = wanted(request).filter((action) => action !== free);
  if (actions.length === 0) return [];
  const unknown = actions.map((name): Checked => ({ name, outcome: 'unknown' }));
  try {
    const { instances } = await (await host.services.configStore()).load();
    const { decisions, notTaken } = await simulateActions(await host.services.iam(held.region, held.keys), {
      caller: parseCaller(held.arn),
      hints: { centerRegions: [...new Set(instances.map((one) => one.region))], path: undefined },
      actions,
      resources: [],
      source: held.source,
      region: held.region,
    });
    return [
      ...decisions.map(
        ({ action, decision }): Checked => ({
          name: action,
          outcome: decision === 'allowed' ? 'allowed' : 'denied',
        }),
      ),
      ...notTaken.map((name): Checked => ({ name, outcome: 'unknown' })),
    ];
  } catch (error) {
    if (error instanceof UserError) return unknown;
    throw error;
  }
};

/** Errors: UserError that says why it does not work, LoginNeeded, UpstreamFailed. */
export const testProfile = async (host: Host, request: SetupRequest, profile: string): Promise<Tested> => {
  const held = await hold(host, profile);
  const arn = await identityOf(host, held);
  return { arn, checks: await checksOf(host, request, { ...held, arn }) };
};
