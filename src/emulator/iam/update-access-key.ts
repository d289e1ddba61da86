import type { SignedHandler } from '../query/signed-handler.ts';
import { iam, invalid } from './iam.ts';
import { namedKey } from './target-user.ts';

export const updateAccessKey: SignedHandler = (world, call) => {
  const key = namedKey(world, call, 'iam:UpdateAccessKey');
  if ('refusal' in key) return key.refusal;
  const status = call.form.get('Status');
  if (status !== 'Active' && status !== 'Inactive') return invalid('status');
  key.status = status;
  return iam.result('UpdateAccessKey');
};
