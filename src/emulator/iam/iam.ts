import type { Reply } from '../http/handler.ts';
import { type Caller, invalidToken } from '../query/caller.ts';
import { queryService } from '../query/query-service.ts';
import type { SignedHandler } from '../query/signed-handler.ts';

export const iam = queryService('iam', 'https://iam.amazonaws.com/doc/2010-05-08/');

/** IAM does not know sessions of users that had no MFA; this is how AWS says it. */
export const iamHandler =
  (handle: SignedHandler): SignedHandler =>
  (world, call) =>
    call.caller.kind === 'session' && !call.caller.hasMfa ? invalidToken(iam) : handle(world, call);

const reasons = {
  'not-allowed': (action: string) => `because no identity-based policy allows the ${action} action`,
  'needs-mfa': () => 'with an explicit deny in an identity-based policy',
};

export type Denial = {
  /** `iam:CreateAccessKey` */
  readonly action: string;
  readonly resource: string;
  readonly reason?: keyof typeof reasons;
};

export const denied = (caller: Caller, { action, resource, reason = 'not-allowed' }: Denial): Reply =>
  iam.error(
    403,
    'AccessDenied',
    `User: ${caller.arn} is not authorized to perform: ${action} on resource: ${resource} ${reasons[reason](action)}`,
  );

export const invalid = (member: string): Reply =>
  iam.error(400, 'ValidationError', `Value at '${member}' failed to satisfy constraint`);
