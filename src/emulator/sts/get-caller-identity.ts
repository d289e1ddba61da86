import type { SignedHandler } from '../query/signed-handler.ts';
import { sts } from './sts.ts';

export const getCallerIdentity: SignedHandler = (_world, { caller }) =>
  sts.result('GetCallerIdentity', {
    Arn: caller.arn,
    UserId: caller.userId,
    Account: caller.accountId,
  });
