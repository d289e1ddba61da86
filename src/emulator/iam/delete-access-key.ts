import type { SignedHandler } from '../query/signed-handler.ts';
import { iam } from './iam.ts';
import { namedKey } from './target-user.ts';

export const deleteAccessKey: SignedHandler = (world, call) => {
  const key = namedKey(world, call, 'iam:DeleteAccessKey');
  if ('refusal' in key) return key.refusal;
  world.lastingKeys.delete(key.accessKeyId);
  return iam.result('DeleteAccessKey');
};
