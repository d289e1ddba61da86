import type { SignedHandler } from '../query/signed-handler.ts';
import { denied, iam } from './iam.ts';
import { pageOf } from './paging.ts';
import { roleAllows } from './permissions.ts';

/** `Payments Prod` is `payments-prod`; a name without three plain letters in it makes none. */
const aliasOf = (accountName: string): string | undefined => {
  const plain = accountName
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 63)
    .replace(/^-|-$/g, '');
  return plain.length < 3 ? undefined : plain;
};

export const listAccountAliases: SignedHandler = (world, { caller, form }) => {
  const action = 'iam:ListAccountAliases';
  if ('roleName' in caller && !roleAllows(caller.roleName, action)) {
    return denied(caller, { action, resource: '*' });
  }
  const alias = aliasOf(world.accounts.get(caller.accountId)?.name ?? '');
  const page = pageOf(form, alias === undefined ? [] : [alias]);
  if ('status' in page) return page;
  return iam.result('ListAccountAliases', { AccountAliases: page.items, ...page.tail });
};
