import { createHash } from 'node:crypto';
import { UsageError } from '../../domain/errors.ts';
import { partitionOf } from '../../domain/partition.ts';
import { fakeAccessKeyId, fakeMfaSeed, fakeSecretAccessKey } from '../fake-secrets.ts';
import type { World } from '../world.ts';

/** A virtual device for one-time codes. */
export type MfaDevice = {
  /** `arn:aws:iam::ACCOUNT:mfa/NAME` */
  readonly serial: string;
  /** base32 */
  readonly seed: string;
  /** Steps of 30 s whose code was used. */
  readonly usedSteps: Set<number>;
};

export type IamUser = {
  readonly accountId: string;
  readonly userName: string;
  /** `/`, or with names between slashes. */
  readonly path: string;
  readonly arn: string;
  readonly userId: string;
  /** ms since the epoch */
  readonly createdAt: number;
  readonly mfa: MfaDevice | undefined;
  /** Its policy lets it manage its access keys only with MFA. */
  readonly keysNeedMfa: boolean;
};

/** An access key that lasts until it is deleted. */
export type LastingKey = {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** ms since the epoch */
  readonly createdAt: number;
  readonly user: IamUser;
  status: 'Active' | 'Inactive';
};

export type NewUser = {
  readonly accountId: string;
  readonly userName: string;
  /** `/` unless given. */
  readonly path?: string | undefined;
  /** With an MFA device. */
  readonly mfa?: boolean | undefined;
  /** The user manages its access keys only with MFA. */
  readonly keysNeedMfa?: boolean | undefined;
};

/** A user that was added: who it is, its first access key, and its MFA device where it has one. */
export type AddedUser = {
  readonly arn: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly mfaSerial?: string;
  /** base32 */
  readonly mfaSeed?: string;
};

export const userNameForm = /^[\w+=,.@-]{1,64}$/;
const pathForm = /^\/(?:[\w+=,.@-]+\/)*$/;

const check = (world: World, { accountId, userName, path = '/' }: NewUser): void => {
  if (!/^\d{12}$/.test(accountId)) throw new UsageError('The account id of a user must be 12 digits.');
  if (!userNameForm.test(userName)) throw new UsageError('The user name must be one that IAM takes.');
  if (!pathForm.test(path)) throw new UsageError('The path of a user must begin and end with a slash.');
  if (world.users.has(`${accountId}/${userName}`)) {
    throw new UsageError(`There is a user ${userName} in ${accountId}.`);
  }
};

export const keysOf = (world: World, user: IamUser): readonly LastingKey[] =>
  [...world.lastingKeys.values()].filter((key) => key.user === user);

/** One more access key for a user, active at once. */
export const issueLastingKey = (world: World, user: IamUser): LastingKey => {
  const key: LastingKey = {
    accessKeyId: fakeAccessKeyId('AKIA'),
    secretAccessKey: fakeSecretAccessKey(),
    createdAt: world.now(),
    user,
    status: 'Active',
  };
  world.lastingKeys.set(key.accessKeyId, key);
  return key;
};

/** Errors: UsageError for what IAM would not take, and for a name that is taken. */
export const addUser = (world: World, wanted: NewUser): AddedUser => {
  check(world, wanted);
  const { accountId, userName, path = '/', mfa = false, keysNeedMfa = false } = wanted;
  const iamArn = `arn:${partitionOf(world.settings.region).id}:iam::${accountId}`;
  const id = createHash('sha256').update(`${accountId}/${userName}/user`).digest('hex');
  const user: IamUser = {
    accountId,
    userName,
    path,
    arn: `${iamArn}:user${path}${userName}`,
    userId: `AIDAFAKE${id.slice(0, 13).toUpperCase()}`,
    createdAt: world.now(),
    mfa: mfa ? { serial: `${iamArn}:mfa/${userName}`, seed: fakeMfaSeed(), usedSteps: new Set() } : undefined,
    keysNeedMfa,
  };
  world.users.set(`${accountId}/${userName}`, user);
  const { accessKeyId, secretAccessKey } = issueLastingKey(world, user);
  const device = user.mfa && { mfaSerial: user.mfa.serial, mfaSeed: user.mfa.seed };
  return { arn: user.arn, accessKeyId, secretAccessKey, ...device };
};
