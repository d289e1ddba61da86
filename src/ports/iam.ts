import type { SigningKeys } from '../domain/credentials.ts';

export type AccessKeyFacts = {
  readonly accessKeyId: string;
  readonly isActive: boolean;
  /** ms since the epoch */
  readonly createdAt: number;
};

export type SimulationRequest = {
  /** A user, or a role by its own ARN, not by that of a session. */
  readonly principalArn: string;
  /** Passed on as they are. */
  readonly actions: readonly string[];
  /** None: every resource (`*`). */
  readonly resources: readonly string[];
};

/** What IAM says of one action on one resource. Texts are sanitised. */
export type Decision = {
  readonly action: string;
  readonly resource: string;
  readonly decision: 'allowed' | 'explicitDeny' | 'implicitDeny';
  /** The policies whose statements decided, by their id and kind, such as `AdministratorAccess (IAM Policy)`. */
  readonly policies: readonly string[];
  /** Condition keys that the call would have and the simulation had not. */
  readonly missingContext: readonly string[];
  /** What the organisation's own policies say; undefined when they were not looked at. */
  readonly isAllowedByOrganization: boolean | undefined;
};

/** The access keys of the user who signs, and what a principal of the account may do. Errors of all: UpstreamFailed, StsRefused, UsageError for the endpoint. */
export type Iam = {
  readonly listAccessKeys: () => Promise<readonly AccessKeyFacts[]>;
  readonly createAccessKey: () => Promise<SigningKeys>;
  readonly deactivateAccessKey: (accessKeyId: string) => Promise<void>;
  readonly deleteAccessKey: (accessKeyId: string) => Promise<void>;
  /** Policies of the principal, of its boundary and of the organisation; no resource policies. */
  readonly simulate: (request: SimulationRequest) => Promise<readonly Decision[]>;
};
