import type { Handler } from '../http/handler.ts';
import { callerOf } from './caller.ts';
import { stsResult } from './sts-xml.ts';

export const getCallerIdentity: Handler = (world, request) => {
  const caller = callerOf(world, request);
  if ('status' in caller) return caller;
  return stsResult('GetCallerIdentity', {
    Arn: caller.arn,
    UserId: caller.userId,
    Account: caller.accountId,
  });
};
