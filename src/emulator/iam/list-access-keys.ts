import { isoSeconds } from '../../domain/expiry.ts';
import type { SignedHandler } from '../query/signed-handler.ts';
import { iam } from './iam.ts';
import { pageOf } from './paging.ts';
import { keyOwner } from './target-user.ts';
import { keysOf } from './user.ts';

export const listAccessKeys: SignedHandler = (world, call) => {
  const user = keyOwner(world, call, 'iam:ListAccessKeys');
  if ('status' in user) return user;
  const page = pageOf(call.form, keysOf(world, user));
  if ('status' in page) return page;
  const metadata = page.items.map((key) => ({
    UserName: user.userName,
    AccessKeyId: key.accessKeyId,
    Status: key.status,
    CreateDate: isoSeconds(key.createdAt),
  }));
  return iam.result('ListAccessKeys', {
    UserName: user.userName,
    AccessKeyMetadata: metadata,
    ...page.tail,
  });
};
