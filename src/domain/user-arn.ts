// The ARN of an IAM user, and the row that stands for the user among the roles of its instance.
import type { InstanceConfig, UserName } from './config.ts';
import type { RoleId } from './role.ts';
import { isRoleName } from './sanitize.ts';

const form = /^arn:[a-z-]+:iam::(\d{12}):user((?:\/[\w+=,.@-]+)*\/)([\w+=,.@-]+)$/;

/** Undefined for what is no user's: a role's, the root user's, a federated one's. */
export const parseUserArn = (arn: string): UserName | undefined => {
  const [, accountId, path, userName] = form.exec(arn) ?? [];
  if (accountId === undefined || path === undefined || userName === undefined) return undefined;
  return isRoleName(userName) ? { accountId, path, userName } : undefined;
};

/** The user whose lasting keys an instance begins with, as an entry beside its roles. */
export const userOfInstance = ({ name, base }: Pick<InstanceConfig, 'name' | 'base'>): RoleId | undefined =>
  base?.kind === 'keys'
    ? { instance: name, accountId: base.user.accountId, roleName: base.user.userName }
    : undefined;

/** Is that entry meant, and no role? Only one of the two can have a name: the config is refused otherwise. */
export const isUserOf = (
  instance: Pick<InstanceConfig, 'name' | 'base'>,
  role: Pick<RoleId, 'accountId' | 'roleName'>,
): boolean => {
  const user = userOfInstance(instance);
  return user !== undefined && user.accountId === role.accountId && user.roleName === role.roleName;
};
