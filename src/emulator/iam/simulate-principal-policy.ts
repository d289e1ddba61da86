import type { XmlMembers } from '../query/query-service.ts';
import type { SignedHandler } from '../query/signed-handler.ts';
import { denied, iam, invalid } from './iam.ts';
import { pageOf } from './paging.ts';
import { roleAllows } from './permissions.ts';
import { principalOf } from './principal.ts';

/** `NAME.member.1`, `NAME.member.2` and so on. */
const listIn = (form: URLSearchParams, name: string): readonly string[] => {
  const items: string[] = [];
  for (let item = form.get(`${name}.member.1`); item !== null; ) {
    items.push(item);
    item = form.get(`${name}.member.${items.length + 1}`);
  }
  return items;
};

const evaluation = (action: string, resource: string, isAllowed: boolean): XmlMembers => ({
  EvalActionName: action,
  EvalResourceName: resource,
  EvalDecision: isAllowed ? 'allowed' : 'implicitDeny',
  MatchedStatements: isAllowed ? [{ SourcePolicyId: 'emulator', SourcePolicyType: 'IAM Policy' }] : [],
  MissingContextValues: [],
});

/** One result for each action on each resource. */
export const simulatePrincipalPolicy: SignedHandler = (world, { caller, form }) => {
  const action = 'iam:SimulatePrincipalPolicy';
  const arn = form.get('PolicySourceArn') ?? '';
  if (arn.length < 20) return invalid('policySourceArn');
  if (!('roleName' in caller && roleAllows(caller.roleName, action))) {
    return denied(caller, { action, resource: arn });
  }
  const actions = listIn(form, 'ActionNames');
  if (actions.length === 0) return invalid('actionNames');
  const strange = actions.find((name) => !/^[a-z0-9-]+:[a-z0-9]+$/i.test(name));
  if (strange !== undefined) return iam.error(400, 'InvalidInput', `Invalid action: ${strange}`);
  const principal = principalOf(world, caller.accountId, arn);
  if ('status' in principal) return principal;
  const given = listIn(form, 'ResourceArns');
  const resources = given.length === 0 ? ['*'] : given;
  const results = actions.flatMap((name) =>
    resources.map((resource) => evaluation(name, resource, principal.allows(name))),
  );
  const page = pageOf(form, results);
  if ('status' in page) return page;
  return iam.result('SimulatePrincipalPolicy', { EvaluationResults: page.items, ...page.tail });
};
