// IAM, for the access keys of the user who signs and for what a principal may do. Which host that is in each partition, the SDK's own rules say.

import { type Environment, endpointOverride, hostSwitches, refuseSwitches } from '../domain/aws-endpoint.ts';
import type { SigningKeys } from '../domain/credentials.ts';
import { UpstreamFailed, UsageError } from '../domain/errors.ts';
import { guarded } from '../domain/guarded.ts';
import { isRegion } from '../domain/region.ts';
import { lengthLimits, sanitize } from '../domain/sanitize.ts';
import { requireTrusted } from '../domain/trusted-endpoint.ts';
import type { AccessKeyFacts, Decision, Iam, SimulationRequest } from '../ports/iam.ts';
import { translateQueryError } from './aws-http/query-error.ts';
import { hushSdk, plainSdkConfig, sdkHandler } from './aws-http/sdk-handler.ts';

export type IamOptions = {
  /** Decides the partition. */
  readonly region: string;
  readonly credentials: SigningKeys;
  readonly env: Environment;
};

const connect = async ({ region, credentials, env }: IamOptions, endpoint: URL | undefined) => {
  hushSdk();
  const { accessKeyId, secretAccessKey, sessionToken } = credentials;
  const { isFips, isDualStack } = hostSwitches(env);
  const sdk = await import('./aws-http/iam-sdk.ts');
  const client = new sdk.IAMClient({
    ...plainSdkConfig,
    // No second try: a key that was made by a call whose answer was lost would be made twice.
    useFipsEndpoint: isFips,
    useDualstackEndpoint: isDualStack,
    region,
    ...(endpoint === undefined ? {} : { endpoint: endpoint.href }),
    credentials: { accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) },
    requestHandler: sdkHandler({ env }, () => undefined),
  });
  return { sdk, client };
};

const notInForm = (): UpstreamFailed => new UpstreamFailed('IAM gave an answer that is not in its form.');

/** Goes into messages and further calls: of AWS's alphabet only. */
const keyIdOf = (text: string | undefined): string => {
  if (text === undefined || !/^\w{16,128}$/.test(text)) throw notInForm();
  return text;
};

type Listed = { readonly AccessKeyId?: string; readonly Status?: string; readonly CreateDate?: Date };

const factsOf = ({ AccessKeyId, Status, CreateDate }: Listed): AccessKeyFacts => ({
  accessKeyId: keyIdOf(AccessKeyId),
  isActive: Status === 'Active',
  createdAt: CreateDate?.getTime() ?? 0,
});

type Made = { readonly AccessKeyId?: string | undefined; readonly SecretAccessKey?: string | undefined };

const madeKeys = (made: Made | undefined): SigningKeys => {
  const { AccessKeyId, SecretAccessKey = '' } = made ?? {};
  if (SecretAccessKey === '') throw notInForm();
  return guarded({ accessKeyId: keyIdOf(AccessKeyId), secretAccessKey: SecretAccessKey });
};

type Evaluation = {
  readonly EvalActionName?: string | undefined;
  readonly EvalResourceName?: string | undefined;
  readonly EvalDecision?: string | undefined;
  readonly MatchedStatements?:
    | readonly { readonly SourcePolicyId?: string; readonly SourcePolicyType?: string }[]
    | undefined;
  readonly MissingContextValues?: readonly string[] | undefined;
  readonly OrganizationsDecisionDetail?: { readonly AllowedByOrganizations?: boolean } | undefined;
};

const inert = (text: string | undefined): string => sanitize(text ?? '', lengthLimits.error);

const decisionIn = (text: string | undefined): Decision['decision'] => {
  if (text === 'allowed' || text === 'explicitDeny' || text === 'implicitDeny') return text;
  throw notInForm();
};

const decisionOf = (evaluation: Evaluation): Decision => {
  const { EvalActionName, EvalResourceName, EvalDecision, MatchedStatements = [] } = evaluation;
  const policies = MatchedStatements.map(({ SourcePolicyId, SourcePolicyType }) => {
    const kind = SourcePolicyType === undefined ? '' : ` (${inert(SourcePolicyType)})`;
    return `${inert(SourcePolicyId)}${kind}`;
  });
  return {
    action: inert(EvalActionName),
    resource: inert(EvalResourceName),
    decision: decisionIn(EvalDecision),
    policies: [...new Set(policies)],
    missingContext: (evaluation.MissingContextValues ?? []).map(inert),
    isAllowedByOrganization: evaluation.OrganizationsDecisionDetail?.AllowedByOrganizations,
  };
};

/** A thousand decisions a page, as many pages as anybody can read. */
const mostPages = 50;

const simulateWith = async (
  { client, sdk }: Awaited<ReturnType<typeof connect>>,
  { principalArn, actions, resources }: SimulationRequest,
): Promise<readonly Decision[]> => {
  const decisions: Decision[] = [];
  const seen = new Set<string>();
  for (let page = 0, marker: string | undefined; page < mostPages; page += 1) {
    const answer = await client.send(
      new sdk.SimulatePrincipalPolicyCommand({
        PolicySourceArn: principalArn,
        ActionNames: [...actions],
        ...(resources.length === 0 ? {} : { ResourceArns: [...resources] }),
        ...(marker === undefined ? {} : { Marker: marker }),
      }),
    );
    decisions.push(...(answer.EvaluationResults ?? []).map(decisionOf));
    marker = answer.IsTruncated ? answer.Marker : undefined;
    if (marker === undefined || marker === '') return decisions;
    if (seen.has(marker)) throw notInForm();
    seen.add(marker);
  }
  throw notInForm();
};

/** Errors here: UsageError for a region or endpoint that may not be used. */
export const connectIam = (options: IamOptions): Iam => {
  const { region, env } = options;
  if (!isRegion(region)) throw new UsageError(`"${region.slice(0, 40)}" is not an AWS region.`);
  const endpoint = endpointOverride('iam', env);
  if (endpoint !== undefined) refuseSwitches('iam', env);
  requireTrusted('iam', options);
  const ask = async <T>(work: (connected: Awaited<ReturnType<typeof connect>>) => Promise<T>): Promise<T> => {
    try {
      return await work(await connect(options, endpoint));
    } catch (error) {
      throw translateQueryError('IAM', error);
    }
  };
  return {
    listAccessKeys: () =>
      ask(async ({ client, sdk }) => {
        const { AccessKeyMetadata = [] } = await client.send(new sdk.ListAccessKeysCommand({}));
        return AccessKeyMetadata.map(factsOf);
      }),
    createAccessKey: () =>
      ask(async ({ client, sdk }) =>
        madeKeys((await client.send(new sdk.CreateAccessKeyCommand({}))).AccessKey),
      ),
    deactivateAccessKey: (AccessKeyId) =>
      ask(async ({ client, sdk }) => {
        await client.send(new sdk.UpdateAccessKeyCommand({ AccessKeyId, Status: 'Inactive' }));
      }),
    deleteAccessKey: (AccessKeyId) =>
      ask(async ({ client, sdk }) => {
        await client.send(new sdk.DeleteAccessKeyCommand({ AccessKeyId }));
      }),
    simulate: (request) => ask((connected) => simulateWith(connected, request)),
  };
};
