// New lasting keys in the place of old ones, in an order in which no crash loses both: the new are made, kept, seen to
// work, and only then are the old switched off and deleted.

import type { InstanceConfig } from '../domain/config.ts';
import type { SigningKeys } from '../domain/credentials.ts';
import { StsRefused, UserError } from '../domain/errors.ts';
import { exitCodes } from '../domain/exit-codes.ts';
import { minute } from '../domain/expiry.ts';
import { guarded } from '../domain/guarded.ts';
import { userOfInstance } from '../domain/user-arn.ts';
import type { Iam } from '../ports/iam.ts';
import type { Services } from '../ports/services.ts';
import { changingKeys, type LastingKeys, requireLastingKeys, saveLastingKeys } from './lasting-keys.ts';
import { roleCredentials } from './role-credentials.ts';
import { explainKeys } from './user-session.ts';

export type Rotation = {
  readonly name: string;
  /** The instance that begins with these keys, where there is one: its MFA device is asked for. */
  readonly instance: InstanceConfig | undefined;
};

export type RotationReport = {
  readonly oldKeyId: string;
  readonly newKeyId: string;
  /** What could not be done to the old keys; undefined when they are gone. */
  readonly problem: string | undefined;
};

/** IAM takes some seconds to tell all of AWS of a new key. */
const settleTime = minute;

const tail = (accessKeyId: string): string => `****${accessKeyId.slice(-4)}`;

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : 'unknown reason');

/** A session with MFA may do what lasting keys alone may not; one without MFA may ask nothing of IAM. */
const signingKeys = async (
  services: Services,
  { instance }: Rotation,
  keys: LastingKeys,
): Promise<SigningKeys> => {
  const user = instance === undefined ? undefined : userOfInstance(instance);
  if (instance?.mfa?.serial === undefined || user === undefined) return keys;
  return roleCredentials(services, user, { instance });
};

const createKey = async (iam: Iam, { name }: Rotation, keys: LastingKeys): Promise<SigningKeys> => {
  try {
    return await iam.createAccessKey();
  } catch (error) {
    if (!(error instanceof StsRefused) || error.code !== 'LimitExceeded')
      throw explainKeys(name, keys, error);
    const others = (await iam.listAccessKeys()).filter(({ accessKeyId }) => accessKeyId !== keys.accessKeyId);
    throw new UserError(
      `The user has two access keys, as many as AWS allows: there is no room for a new one.`,
      {
        hint: `Delete the other one first, if nothing uses it: ${others.map(({ accessKeyId }) => tail(accessKeyId)).join(', ')}`,
      },
    );
  }
};

/** AWS tells a secret once: keys that cannot be kept here are deleted there, or nobody has them any more. */
const keepOrDelete = async (keep: () => Promise<void>, made: LastingKeys, iam: Iam): Promise<void> => {
  try {
    await keep();
  } catch (error) {
    const { exitCode = exitCodes.failed, hint = '' } = error instanceof UserError ? error : {};
    const whatNow = await iam.deleteAccessKey(made.accessKeyId).then(
      () => 'It was deleted at AWS again; the old keys stay.',
      () => `The old keys stay. Delete ${made.accessKeyId} in IAM.`,
    );
    throw new UserError(`The new key ${tail(made.accessKeyId)} could not be kept: ${reasonOf(error)}`, {
      hint: `${whatNow} ${hint}`,
      exitCode,
    });
  }
};

const untilKnown = async (services: Services, keys: LastingKeys): Promise<void> => {
  const deadline = services.clock.now() + settleTime;
  const sts = await services.sts(keys.region, keys);
  for (let wait = 500; ; wait = Math.min(wait * 2, 5_000)) {
    try {
      return void (await sts.getCallerIdentity());
    } catch (error) {
      const isUnknown = error instanceof StsRefused && error.code === 'InvalidClientTokenId';
      if (!isUnknown || services.clock.now() + wait > deadline) throw error;
    }
    await services.clock.sleep(wait);
  }
};

const retire = async (
  services: Services,
  rotation: Rotation,
  pair: readonly LastingKeys[],
): Promise<void> => {
  const [old, made] = pair;
  if (old === undefined || made === undefined) return;
  const iam = await services.iam(made.region, await signingKeys(services, rotation, made));
  await iam.deactivateAccessKey(old.accessKeyId);
  await iam.deleteAccessKey(old.accessKeyId);
};

const rotateAlone = async (services: Services, rotation: Rotation): Promise<RotationReport> => {
  const { name } = rotation;
  const old = await requireLastingKeys(services, name);
  const iam = await services.iam(old.region, await signingKeys(services, rotation, old));
  const made: LastingKeys = guarded({
    ...(await createKey(iam, rotation, old)),
    userArn: old.userArn,
    region: old.region,
    since: services.clock.now(),
  });
  await keepOrDelete(() => saveLastingKeys(services, name, made), made, iam);
  try {
    await untilKnown(services, made);
  } catch (error) {
    await saveLastingKeys(services, name, old);
    throw new UserError(
      `AWS made the key ${tail(made.accessKeyId)}, but does not know it yet: ${reasonOf(error)}`,
      {
        hint: `The old keys stay. Delete ${made.accessKeyId} in IAM, then try again.`,
      },
    );
  }
  const report = { oldKeyId: old.accessKeyId, newKeyId: made.accessKeyId };
  try {
    await retire(services, rotation, [old, made]);
    return { ...report, problem: undefined };
  } catch (error) {
    return { ...report, problem: reasonOf(error) };
  }
};

/**
 * The store has the new keys when this resolves, and also when it fails after AWS made them. Errors: UserError when AWS
 * refuses or another is at the same keys, as `roleCredentials` where an MFA code is due.
 */
export const rotateKeys = (services: Services, rotation: Rotation): Promise<RotationReport> =>
  changingKeys(services, rotation.name, () => rotateAlone(services, rotation));
