// Asks IAM what a caller may do. IAM wants the principal's own ARN, of which STS does not tell the path: each that it may
// have is tried until IAM knows one.
import { type Caller, type PrincipalHints, principalArns } from '../domain/caller.ts';
import { StsRefused, UsageError, UserError } from '../domain/errors.ts';
import { exitCodes } from '../domain/exit-codes.ts';
import { explainRefusal } from '../domain/explain-refusal.ts';
import type { Decision, Iam, SimulationRequest } from '../ports/iam.ts';

export type Wish = {
  readonly caller: Caller;
  readonly hints: PrincipalHints;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  /** Of the keys, for messages. */
  readonly source: string;
  readonly region: string;
};

export type Simulation = {
  readonly principal: string;
  /** The path in its ARN is not what AWS told us. */
  readonly isAssumed: boolean;
  readonly decisions: readonly Decision[];
  /** Actions that AWS does not simulate, such as those with `*`. */
  readonly notTaken: readonly string[];
};

const codeOf = (error: unknown): string => {
  if (error instanceof StsRefused) return error.code;
  throw error;
};

type Answer = Pick<Simulation, 'decisions' | 'notTaken'>;

/** One by one: a single action that AWS does not take makes it refuse them all. */
const simulateEach = async (iam: Iam, request: SimulationRequest): Promise<Answer> => {
  const decisions: Decision[] = [];
  const notTaken: string[] = [];
  for (const action of request.actions) {
    try {
      decisions.push(...(await iam.simulate({ ...request, actions: [action] })));
    } catch (error) {
      if (codeOf(error) !== 'InvalidInput') throw error;
      notTaken.push(action);
    }
  }
  return { decisions, notTaken };
};

const simulateAll = async (iam: Iam, request: SimulationRequest): Promise<Answer> => {
  try {
    return { decisions: await iam.simulate(request), notTaken: [] };
  } catch (error) {
    if (codeOf(error) !== 'InvalidInput') throw error;
  }
  const answer = await simulateEach(iam, request);
  if (answer.decisions.length > 0 || request.resources.length === 0) return answer;
  throw new UsageError(
    'AWS takes none of these actions on these resources (InvalidInput).',
    'Check the ARNs, and name actions without *.',
  );
};

const mayNotAsk = ({ caller, source }: Wish, principal: string): UserError =>
  new UserError(
    `${caller.kind === 'user' ? 'This user' : 'This role'} may not ask: iam:SimulatePrincipalPolicy is denied to it (${source}).`,
    {
      exitCode: exitCodes.notAssigned,
      hint: `Whether it may do the actions, this does not say. Somebody who may read IAM of ${caller.accountId} can ask:\naws iam simulate-principal-policy --policy-source-arn ${principal} --action-names ...`,
    },
  );

const noPolicies = ({ caller }: Wish): UserError =>
  new UserError(
    caller.kind === 'root'
      ? 'This is the root user: it has no policies that IAM could simulate.'
      : `IAM simulates users and roles only, and this is ${caller.arn}.`,
    { hint: 'Ask with a role: rolecall validate --profile NAME --actions ...' },
  );

const unknown = ({ caller }: Wish, tried: readonly string[]): UserError =>
  new UserError(`IAM knows no role ${caller.iamName} under any path that it may have.`, {
    hint: `Tried:\n${tried.map((arn) => `  ${arn}`).join('\n')}\nFor a role with a path of its own, write path: in config.yaml.`,
  });

/** Errors: UserError when the caller may not ask or has no policies, UsageError, UpstreamFailed. */
export const simulateActions = async (iam: Iam, wish: Wish): Promise<Simulation> => {
  const { caller, hints, actions, resources, source, region } = wish;
  const candidates = principalArns(caller, hints);
  const [first] = candidates;
  if (first === undefined) throw noPolicies(wish);
  let denied: string | undefined;
  for (const principalArn of candidates) {
    try {
      const answer = await simulateAll(iam, { principalArn, actions, resources });
      return { principal: principalArn, isAssumed: caller.kind === 'role', ...answer };
    } catch (error) {
      const code = codeOf(error);
      if (code === 'AccessDenied') denied ??= principalArn;
      else if (code !== 'NoSuchEntity') {
        const { what, next } = explainRefusal(code, { source, region, renewal: undefined });
        throw new UserError(what, { hint: next });
      }
    }
  }
  throw denied === undefined ? unknown(wish, candidates) : mayNotAsk(wish, denied);
};
