import { createHash } from 'node:crypto';
import { partitionOf } from '../../domain/partition.ts';
import { fakeAccessKeyId, fakeSecretAccessKey, fakeSessionToken } from '../fake-secrets.ts';
import { person, type RoleKeys, type RoleKind, remember, type SessionKeys, type World } from '../world.ts';

type RoleIdentity = Pick<RoleKeys, 'kind' | 'accountId' | 'roleName' | 'sessionName' | 'arn' | 'userId'>;
type SessionIdentity = Pick<SessionKeys, 'kind' | 'accountId' | 'arn' | 'userId' | 'user' | 'hasMfa'>;

/** New secrets that are good for `life` ms. AWS ends them on a whole second. */
const newSecrets = (world: World, life: number) => ({
  accessKeyId: fakeAccessKeyId('ASIA'),
  secretAccessKey: fakeSecretAccessKey(),
  sessionToken: fakeSessionToken(),
  expiresAt: Math.floor((world.now() + life) / 1000) * 1000,
});

/** Keys of a role, good for `life` ms. */
export const issueRole = (world: World, identity: RoleIdentity, life: number): RoleKeys => {
  const keys = { ...identity, ...newSecrets(world, life) };
  remember(world.keys, keys.accessKeyId, keys);
  return keys;
};

/** Keys of a user's session, good for `life` ms. */
export const issueSession = (world: World, identity: SessionIdentity, life: number): SessionKeys => {
  const keys = { ...identity, ...newSecrets(world, life) };
  remember(world.keys, keys.accessKeyId, keys);
  return keys;
};

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The name of the IAM role that Identity Center keeps in an account for a permission set. */
export const reservedRoleName = (accountId: string, roleName: string): string =>
  `AWSReservedSSO_${roleName}_${digest(`${accountId}/${roleName}`).slice(0, 16)}`;

export type AssumedRole = {
  readonly kind: RoleKind;
  readonly accountId: string;
  /** As IAM knows it. */
  readonly roleName: string;
  readonly sessionName: string;
};

/** Who a role session is: `arn:aws:sts::ACCOUNT:assumed-role/ROLE/SESSION`. */
export const assumedIdentity = (world: World, role: AssumedRole): RoleIdentity => {
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
export const issueRoleKeys = (world: World, accountId: string, roleName: string): RoleKeys => {
  const iamName = reservedRoleName(accountId, roleName);
  const identity = assumedIdentity(world, {
    kind: 'role',
    accountId,
    roleName: iamName,
    sessionName: person.email,
  });
  return issueRole(world, { ...identity, roleName }, world.settings.roleTtl);
};
