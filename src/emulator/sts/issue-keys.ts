import { createHash } from 'node:crypto';
import { partitionOf } from '../../domain/partition.ts';
import { fakeAccessKeyId, fakeSecretAccessKey, fakeSessionToken } from '../fake-secrets.ts';
import { type IssuedKeys, person, remember, type World } from '../world.ts';

type Identity = Pick<IssuedKeys, 'kind' | 'accountId' | 'roleName' | 'sessionName' | 'arn' | 'userId'>;

/** Keys for an identity, good for `life` ms. AWS ends them on a whole second. */
export const issueKeys = (world: World, identity: Identity, life: number): IssuedKeys => {
  const keys = {
    ...identity,
    accessKeyId: fakeAccessKeyId(),
    secretAccessKey: fakeSecretAccessKey(),
    sessionToken: fakeSessionToken(),
    expiresAt: Math.floor((world.now() + life) / 1000) * 1000,
  };
  remember(world.keys, keys.accessKeyId, keys);
  return keys;
};

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The name of the IAM role that Identity Center keeps in an account for a permission set. */
const reservedRoleName = (accountId: string, roleName: string): string =>
  `AWSReservedSSO_${roleName}_${digest(`${accountId}/${roleName}`).slice(0, 16)}`;

export type AssumedRole = {
  readonly kind: 'role' | 'chained';
  readonly accountId: string;
  /** As IAM knows it. */
  readonly roleName: string;
  readonly sessionName: string;
};

/** Who a role session is: `arn:aws:sts::ACCOUNT:assumed-role/ROLE/SESSION`. */
export const assumedIdentity = (world: World, role: AssumedRole): Identity => {
  const { accountId, roleName, sessionName } = role;
  const partition = partitionOf(world.settings.region).id;
  const roleId = digest(`${accountId}/${roleName}/id`).slice(0, 13).toUpperCase();
  return {
    ...role,
    arn: `arn:${partition}:sts::${accountId}:assumed-role/${roleName}/${sessionName}`,
    userId: `AROAFAKE${roleId}:${sessionName}`,
  };
};

/** What the portal gives for a role that the person holds. */
export const issueRoleKeys = (world: World, accountId: string, roleName: string): IssuedKeys => {
  const iamName = reservedRoleName(accountId, roleName);
  const identity = assumedIdentity(world, {
    kind: 'role',
    accountId,
    roleName: iamName,
    sessionName: person.email,
  });
  return issueKeys(world, { ...identity, roleName }, world.settings.roleTtl);
};
