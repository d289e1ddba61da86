import type { RoleCredentials } from '../domain/credentials.ts';
import type { Guarded } from '../domain/guarded.ts';

export type CallerIdentity = { readonly account: string; readonly arn: string; readonly userId: string };

/** A device and what it shows now; a code is good once. */
export type MfaCode = Guarded<{ readonly serial: string; readonly code: string }>;

export type AssumeRoleRequest = {
  readonly roleArn: string;
  readonly sessionName: string;
  readonly externalId: string | undefined;
  readonly sourceIdentity: string | undefined;
  readonly mfa: MfaCode | undefined;
  /** ms; undefined = AWS's own default, an hour */
  readonly duration: number | undefined;
};

export type SessionTokenRequest = {
  readonly mfa: MfaCode | undefined;
  /** ms */
  readonly duration: number;
};

/**
 * Errors of all: UpstreamFailed; StsRefused when AWS says no (MfaRefused when it is the code); of those that give keys
 * also UsageError for an endpoint that may not give any.
 */
export type Sts = {
  readonly getCallerIdentity: () => Promise<CallerIdentity>;
  readonly assumeRole: (request: AssumeRoleRequest) => Promise<RoleCredentials>;
  /** For lasting keys only. */
  readonly getSessionToken: (request: SessionTokenRequest) => Promise<RoleCredentials>;
};
