import { isAccountId } from '../../domain/sanitize.ts';
import type { Handler } from '../http/handler.ts';
import { json } from '../http/reply.ts';
import { pageOf } from './paging.ts';
import { portalError } from './portal-error.ts';
import { signedInSession } from './signed-in.ts';

const [usualAccounts, usualRoles] = [10, 3] as const;

export const listAccounts: Handler = (world, request) => {
  if (signedInSession(world, request) === undefined) return portalError('UnauthorizedException');
  const items = [...world.accounts.values()];
  const page = pageOf(request, { items, scope: 'accounts', usualSize: usualAccounts });
  if ('status' in page) return page;
  return json(200, {
    accountList: page.items.map(({ id, name, email }) => ({
      accountId: id,
      accountName: name,
      emailAddress: email,
    })),
    ...page.marker,
  });
};

export const listAccountRoles: Handler = (world, request) => {
  if (signedInSession(world, request) === undefined) return portalError('UnauthorizedException');
  const accountId = request.query.get('account_id') ?? '';
  if (!isAccountId(accountId)) return portalError('InvalidRequestException', 'Invalid account_id provided');
  const account = world.accounts.get(accountId);
  if (account === undefined) return portalError('ResourceNotFoundException', 'Account not found');
  const items = [...account.roles.keys()];
  const page = pageOf(request, { items, scope: `roles/${accountId}`, usualSize: usualRoles });
  if ('status' in page) return page;
  return json(200, { roleList: page.items.map((roleName) => ({ roleName, accountId })), ...page.marker });
};
