// Whom an operation on a user is about, if the caller may: users act on themselves, admins on every user of the account.
import type { Reply } from '../http/handler.ts';
import type { SignedCall } from '../query/signed-handler.ts';
import type { World } from '../world.ts';
import { denied, iam, invalid } from './iam.ts';
import { roleAllows } from './permissions.ts';
import { type IamUser, type LastingKey, userNameForm } from './user.ts';

export const targetUser = (world: World, { caller, form }: SignedCall, action: string): IamUser | Reply => {
  const named = form.get('UserName');
  if (named !== null && !userNameForm.test(named)) return invalid('userName');
  const denial = { action, resource: `user ${named ?? caller.arn}` };
  if (caller.kind === 'user' || caller.kind === 'session') {
    return named === null || named === caller.user.userName ? caller.user : denied(caller, denial);
  }
  if (named === null) {
    return iam.error(400, 'ValidationError', 'Must specify userName when calling with non-User credentials');
  }
  if (!roleAllows(caller.roleName, action)) return denied(caller, denial);
  return (
    world.users.get(`${caller.accountId}/${named}`) ??
    iam.error(404, 'NoSuchEntity', `The user with name ${named} cannot be found.`)
  );
};

/** As `targetUser`, for access keys: some users manage theirs only with MFA. */
export const keyOwner = (world: World, call: SignedCall, action: string): IamUser | Reply => {
  const { caller } = call;
  const user = targetUser(world, call, action);
  if ('status' in user || !user.keysNeedMfa || caller.kind !== 'user') return user;
  return denied(caller, { action, resource: user.arn, reason: 'needs-mfa' });
};

/** The key of the owner that the call names. */
export const namedKey = (world: World, call: SignedCall, action: string): LastingKey | { refusal: Reply } => {
  const owner = keyOwner(world, call, action);
  if ('status' in owner) return { refusal: owner };
  const id = call.form.get('AccessKeyId') ?? '';
  if (!/^\w{16,128}$/.test(id)) return { refusal: invalid('accessKeyId') };
  const key = world.lastingKeys.get(id);
  if (key?.user === owner) return key;
  return { refusal: iam.error(404, 'NoSuchEntity', `The Access Key with id ${id} cannot be found.`) };
};
