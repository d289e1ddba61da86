// `keys add`: keys are read without showing them, tried at AWS, and only then kept.

import type { Config } from '../domain/config.ts';
import type { SigningKeys } from '../domain/credentials.ts';
import { Cancelled, StsRefused, UsageError, UserError } from '../domain/errors.ts';
import { exitCodes } from '../domain/exit-codes.ts';
import { guarded } from '../domain/guarded.ts';
import { isMfaSerial } from '../domain/parse-keys.ts';
import { partitionOf } from '../domain/partition.ts';
import { isLastingKeyId, readAccessKeys } from '../domain/read-access-keys.ts';
import { isRegion } from '../domain/region.ts';
import { parseUserArn } from '../domain/user-arn.ts';
import { audited } from '../engine/audit.ts';
import {
  changingKeys,
  type LastingKeys,
  loadLastingKeys,
  removeLastingKeys,
  saveLastingKeys,
} from '../engine/lasting-keys.ts';
import { instancesWith, wipeCredentials } from '../engine/remove-keys.ts';
import type { Host } from '../host.ts';
import type { NewInstance } from '../ports/config-store.ts';
import type { Options } from './command.ts';

const textOf = (value: Options[string]): string | undefined =>
  typeof value === 'string' ? value : undefined;

const regionFor = (host: Host, options: Options): string => {
  const region = textOf(options['region']) ?? host.env['AWS_REGION'] ?? 'us-east-1';
  if (isRegion(region)) return region;
  throw new UsageError(`${region} is not an AWS region.`, 'A region looks like us-east-1.');
};

const noForm = (): UsageError =>
  new UsageError(
    'That is no pair of access keys.',
    'stdin may hold two lines (id, secret), the JSON of aws iam create-access-key, the console’s CSV file, or a section of a credentials file.',
  );

const typed = async (host: Host): Promise<SigningKeys> => {
  const accessKeyId = await host.ask('Access key id:');
  const secretAccessKey = await host.askSecret('Secret access key (not shown)');
  if (secretAccessKey === undefined) throw new Cancelled();
  const keys = readAccessKeys(`${accessKeyId}\n${secretAccessKey.trim()}`);
  if (keys === undefined) throw new UsageError('That is no pair of access keys: nothing was kept.');
  return keys;
};

const given = async (host: Host): Promise<SigningKeys> => {
  const keys = host.stdin.isTTY ? await typed(host) : readAccessKeys(await host.readInput());
  if (keys === undefined) throw noForm();
  if (isLastingKeyId(keys.accessKeyId)) return keys;
  throw new UsageError(
    'These are not lasting keys of an IAM user: their id does not begin with AKIA.',
    'Temporary keys (ASIA...) end by themselves and need no keeping.',
  );
};

/** Whose they are, as AWS says. Errors: UserError when AWS does not take them. */
export const userArnOf = async (host: Host, keys: SigningKeys, region: string): Promise<string> => {
  const sts = await host.services.sts(region, keys);
  try {
    const { arn } = await sts.getCallerIdentity();
    if (parseUserArn(arn) !== undefined) return arn;
  } catch (error) {
    if (!(error instanceof StsRefused)) throw error;
    const isSecret = error.code === 'SignatureDoesNotMatch';
    throw new UserError(
      isSecret
        ? 'AWS does not take this secret for this key id. Nothing was kept.'
        : `AWS does not take these keys (${error.code}). Nothing was kept.`,
      { hint: `Asked in ${region}, partition ${partitionOf(region).id}. Another one: --region` },
    );
  }
  throw new UserError('These are the keys of no IAM user. Nothing was kept.', {
    hint: 'Keys of the root user are better deleted: they may do anything, and nothing can limit them.',
  });
};

/** Errors: UsageError when the name is taken, in the store or in the config. */
const requireRoom = async (
  host: Host,
  { name, config, options }: { name: string; config: Config; options: Options },
): Promise<void> => {
  const instance = config.instances.find((candidate) => candidate.name === name);
  if (instance !== undefined && instance.base?.kind !== 'keys')
    throw new UsageError(
      `${name} is an instance in config.yaml that needs no keys.`,
      'Choose another name for them.',
    );
  if (instance?.base?.kind === 'keys' && instance.base.name !== name)
    throw new UsageError(
      `The instance ${name} in config.yaml uses the keys named ${instance.base.name}.`,
      'Choose another name for these.',
    );
  if (options['replace'] === true || (await loadLastingKeys(host.services, name)) === undefined) return;
  throw new UsageError(
    `There are keys named ${name} already.`,
    `Choose another name, or say --replace. For new keys of the same user there is: rolecall keys rotate ${name}`,
  );
};

type Kept = { readonly name: string; readonly keys: LastingKeys; readonly settings: NewInstance['settings'] };

/** In the store and in the config, or in neither. */
const keep = async ({ services }: Host, { name, keys, settings }: Kept): Promise<void> => {
  const before = await loadLastingKeys(services, name);
  await saveLastingKeys(services, name, keys);
  try {
    await (await services.configStore()).saveInstance({ name, settings });
  } catch (error) {
    await (before === undefined
      ? removeLastingKeys(services, name)
      : saveLastingKeys(services, name, before));
    throw error;
  }
};

/** Answers the exit code. Errors: UsageError, UserError, SecretStoreFailed, Cancelled. */
export const addKeys = async (host: Host, name: string, options: Options): Promise<number> => {
  const { services } = host;
  const region = regionFor(host, options);
  const mfaSerial = textOf(options['mfaSerial']);
  if (mfaSerial !== undefined && !isMfaSerial(mfaSerial))
    throw new UsageError('--mfa-serial is like arn:aws:iam::111111111111:mfa/NAME.');
  const store = await services.configStore();
  const config = await store.load();
  await requireRoom(host, { name, config, options });
  const signing = await given(host);
  const userArn = await userArnOf(host, signing, region);
  const keys = guarded({ ...signing, userArn, region, since: services.clock.now() });
  const settings = { auth: 'keys', user: userArn, region, mfa_serial: mfaSerial };
  const work = async (): Promise<void> => {
    await requireRoom(host, { name, config, options });
    await keep(host, { name, keys, settings });
  };
  await audited(services, {
    subject: { event: 'keys', instance: name },
    run: () => changingKeys(services, name, work),
  });
  for (const instance of instancesWith(config, name)) await wipeCredentials(services, instance);
  host.stderr.write(
    `The keys of ${userArn} are kept, encrypted, as ${name}; ${name} is in ${store.path}.\nWhere they lie in clear text, delete them there now. Use them with: rolecall exec --profile ${name} -- COMMAND\n`,
  );
  return exitCodes.ok;
};
