// Whose policies a simulation reads, by ARN.
import type { Reply } from '../http/handler.ts';
import { reservedRoleName } from '../sts/issue-keys.ts';
import type { World } from '../world.ts';
import { iam } from './iam.ts';
import { roleAllows, userAllows } from './permissions.ts';

export type Principal = { readonly allows: (action: string) => boolean };

const form = /^arn:[a-z-]+:iam::(\d{12}):(role|user)(\/(?:[\w+=,.@-]+\/)*)([\w+=,.@-]{1,64})$/;

/** Where Identity Center keeps its roles; in us-east-1 without the region. */
const reservedPath = ({ settings: { region } }: World): string =>
  `/aws-reserved/sso.amazonaws.com/${region === 'us-east-1' ? '' : `${region}/`}`;

type RoleNamed = { readonly accountId: string; readonly path: string; readonly name: string };

/** As AssumeRole sees it, an account has every role, but of those of Identity Center only the ones that are assigned. */
const roleExists = (world: World, { accountId, path, name }: RoleNamed): boolean => {
  const account = world.accounts.get(accountId);
  if (account === undefined || !name.startsWith('AWSReservedSSO_')) return account !== undefined;
  const names = [...account.roles.keys()].map((role) => reservedRoleName(accountId, role));
  return path === reservedPath(world) && names.includes(name);
};

/** A principal of the caller's own account; the error for any other, and for ARNs of sessions. */
export const principalOf = (world: World, callerAccount: string, arn: string): Principal | Reply => {
  const [, accountId = '', kind, path = '', name = ''] = form.exec(arn) ?? [];
  if (kind === undefined) {
    const message = `Invalid Entity Arn: ${arn} does not clearly define entity type and name.`;
    return iam.error(400, 'InvalidInput', message);
  }
  const isUser = kind === 'user' && world.users.get(`${accountId}/${name}`)?.arn === arn;
  const isRole = kind === 'role' && roleExists(world, { accountId, path, name });
  if (accountId !== callerAccount || !(isUser || isRole)) {
    return iam.error(404, 'NoSuchEntity', `The ${kind} with name ${name} cannot be found.`);
  }
  return { allows: isUser ? userAllows : (action) => roleAllows(name, action) };
};
