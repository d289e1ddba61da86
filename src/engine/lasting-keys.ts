// The lasting access keys of IAM users, in the secret store and nowhere else. What is handed out is a session of theirs.
import type { SigningKeys } from '../domain/credentials.ts';
import { UserError } from '../domain/errors.ts';
import { exitCodes } from '../domain/exit-codes.ts';
import type { Services } from '../ports/services.ts';
import { lastingKeysName, lastingKeysPrefix, lastingKeysRecord } from './session-record.ts';
import { lastingKeysText, parseLastingKeys } from './stored-record.ts';

export type LastingKeys = SigningKeys & {
  readonly userArn: string;
  /** Whose IAM and STS are asked; decides the partition. */
  readonly region: string;
  /** When they were given or made (ms). */
  readonly since: number;
};

/** Undefined when there are none of that name. Errors: SecretStoreFailed. */
export const loadLastingKeys = async (
  services: Pick<Services, 'secretStore'>,
  name: string,
): Promise<LastingKeys | undefined> => {
  const text = await (await services.secretStore()).get(lastingKeysRecord(name));
  return text === undefined ? undefined : parseLastingKeys(text);
};

/** Errors: UserError (exit 4) when there are none of that name. */
export const requireLastingKeys = async (
  services: Pick<Services, 'secretStore'>,
  name: string,
): Promise<LastingKeys> => {
  const keys = await loadLastingKeys(services, name);
  if (keys !== undefined) return keys;
  throw new UserError(`There are no keys named ${name} here.`, {
    hint: `Run: rolecall keys add ${name}`,
    exitCode: exitCodes.loginNeeded,
  });
};

/** On the disk when this resolves. */
export const saveLastingKeys = async (services: Services, name: string, keys: LastingKeys): Promise<void> => {
  await (await services.secretStore()).set(lastingKeysRecord(name), lastingKeysText(keys));
};

export const removeLastingKeys = async (services: Services, name: string): Promise<void> =>
  (await services.secretStore()).delete(lastingKeysRecord(name));

/** Names, sorted. Unlocks nothing. */
export const lastingKeyNames = async (services: Services): Promise<readonly string[]> =>
  (await (await services.secretStore()).list(lastingKeysPrefix))
    .map(({ key }) => lastingKeysName(key))
    .sort();

/** Who changes keys changes them alone: of two at once, one would undo or delete what the other has made. */
export const changingKeys = async <T>(services: Services, name: string, work: () => Promise<T>): Promise<T> =>
  (await services.lock()).run(lastingKeysRecord(name), work);
