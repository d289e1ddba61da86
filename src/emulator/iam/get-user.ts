import { isoSeconds } from '../../domain/expiry.ts';
import type { SignedHandler } from '../query/signed-handler.ts';
import { iam } from './iam.ts';
import { targetUser } from './target-user.ts';

export const getUser: SignedHandler = (world, call) => {
  const user = targetUser(world, call, 'iam:GetUser');
  if ('status' in user) return user;
  return iam.result('GetUser', {
    User: {
      Path: user.path,
      UserName: user.userName,
      UserId: user.userId,
      Arn: user.arn,
      CreateDate: isoSeconds(user.createdAt),
    },
  });
};
