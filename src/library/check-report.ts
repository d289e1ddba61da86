import type { RolecallErrorCode } from './rolecall-error.ts';

export type Identity = {
  readonly accountId: string;
  readonly arn: string;
  readonly userId: string;
  readonly kind: 'role' | 'user' | 'root' | 'federated' | 'unknown';
  /** Of a role of Identity Center the permission set's name. */
  readonly name: string;
};

export type PermissionCheck = {
  readonly action: string;
  /** `*` unless a permission names some. */
  readonly resource: string;
  /** `unknown`: IAM could not be asked about it, and `reason` says why. */
  readonly decision: 'allowed' | 'denied' | 'unknown';
  readonly reason: string | undefined;
};

export type Expiry = {
  /** Undefined where nobody tells when they end. */
  readonly expiration: Date | undefined;
  /** `lasting`: nobody tells. `warning` from 15 minutes on, `critical` from 5. */
  readonly level: 'fresh' | 'warning' | 'critical' | 'expired' | 'lasting';
  /** `7h 12m`; undefined where nobody tells. */
  readonly left: string | undefined;
};

export type CheckProblem = {
  readonly code: RolecallErrorCode;
  readonly message: string;
  readonly hint: string;
};

export type CheckReport = {
  /** There are credentials, AWS knows them, none of the actions is denied, and they have not ended. */
  readonly ok: boolean;
  /** The method that has them; undefined where none has. */
  readonly method: string | undefined;
  readonly identity: Identity | undefined;
  readonly permissions: readonly PermissionCheck[];
  readonly expiry: Expiry | undefined;
  /** What is wrong, the worst first. */
  readonly problems: readonly CheckProblem[];
};

export type ProfileFacts = {
  readonly name: string;
  /** Where it stands: in rolecall, or in one of the AWS files. */
  readonly source: 'rolecall' | 'config' | 'credentials';
  readonly accountId: string | undefined;
  readonly roleName: string | undefined;
  readonly region: string | undefined;
  /** It is the one that the tool takes. */
  readonly isOfTool: boolean;
};
