import { isoSeconds } from '../../domain/expiry.ts';
import type { SignedHandler } from '../query/signed-handler.ts';
import { iam } from './iam.ts';
import { keyOwner } from './target-user.ts';
import { issueLastingKey, keysOf } from './user.ts';

const keysAtMost = 2;

export const createAccessKey: SignedHandler = (world, call) => {
  const user = keyOwner(world, call, 'iam:CreateAccessKey');
  if ('status' in user) return user;
  if (keysOf(world, user).length >= keysAtMost) {
    return iam.error(409, 'LimitExceeded', `Cannot exceed quota for AccessKeysPerUser: ${keysAtMost}`);
  }
  const key = issueLastingKey(world, user);
  return iam.result('CreateAccessKey', {
    AccessKey: {
      UserName: user.userName,
      AccessKeyId: key.accessKeyId,
      Status: key.status,
      SecretAccessKey: key.secretAccessKey,
      CreateDate: isoSeconds(key.createdAt),
    },
  });
};
