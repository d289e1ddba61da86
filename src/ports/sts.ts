import type { RoleCredentials } from '../domain/credentials.ts';

export type CallerIdentity = { readonly account: string; readonly arn: string; readonly userId: string };

export type AssumeRoleRequest = {
  readonly roleArn: string;
  readonly sessionName: string;
  readonly externalId: string | undefined;
  readonly sourceIdentity: string | undefined;
  /** ms; undefined = AWS's own default, an hour */
  readonly duration: number | undefined;
};

/** Errors of both: UpstreamFailed. */
export type Sts = {
  readonly getCallerIdentity: () => Promise<CallerIdentity>;
  /** Errors: StsRefused when AWS says no, UsageError for an endpoint that may not be given a chain. */
  readonly assumeRole: (request: AssumeRoleRequest) => Promise<RoleCredentials>;
};
