// `keys add|list|rotate|remove`: lasting access keys of IAM users, which lie in the secret store and nowhere else.
import type { Config, InstanceConfig } from '../domain/config.ts';
import { UsageError } from '../domain/errors.ts';
import { exitCodes } from '../domain/exit-codes.ts';
import { ageText } from '../domain/expiry.ts';
import { isPlainName } from '../domain/parse-keys.ts';
import { tableLines } from '../domain/table.ts';
import { audited } from '../engine/audit.ts';
import {
  type LastingKeys,
  lastingKeyNames,
  loadLastingKeys,
  requireLastingKeys,
} from '../engine/lasting-keys.ts';
import { instancesWith, removeKeys } from '../engine/remove-keys.ts';
import { rotateKeys } from '../engine/rotate-keys.ts';
import type { Host } from '../host.ts';
import { addKeys } from './add-keys.ts';
import type { CommandModule, Options } from './command.ts';

const help = `
  add NAME      keep the access keys of an IAM user, encrypted; asks for them, or reads stdin
  list          show whose they are, and since when
  rotate NAME   make new keys at AWS, keep them, then delete the old ones
  remove NAME   forget them here; at AWS they stay

Keys are never arguments. stdin may hold two lines (id, secret), the JSON of aws iam create-access-key, the
console's CSV file, or a section of a credentials file. add also writes an instance of the same name into
config.yaml; its roles are then listed, picked and assumed like any other. What env, exec and process hand out
is a session of the keys (sts:GetSessionToken), never the keys themselves; with --mfa-serial a session with MFA,
whose code is asked for, given with --mfa-code, or printed by mfa_command of config.yaml.

Examples:
  rolecall keys add legacy
  rolecall keys add legacy --mfa-serial arn:aws:iam::111111111111:mfa/jo < accessKeys.csv
  rolecall login --instance legacy --mfa-code 123456
  rolecall exec --profile legacy -- aws s3 ls
  rolecall keys rotate legacy

The keys of the keyboard in the picker: rolecall help keymap`;

const instanceOf = (config: Config, name: string): InstanceConfig | undefined =>
  instancesWith(config, name)[0];

const loadConfig = async (host: Host): Promise<Config> => (await host.services.configStore()).load();

type Listed = {
  readonly name: string;
  readonly keys: LastingKeys;
  readonly instance: InstanceConfig | undefined;
};

const recordOf = ({ name, keys, instance }: Listed) => ({
  name,
  user: keys.userArn,
  key_id: `****${keys.accessKeyId.slice(-4)}`,
  since: new Date(keys.since).toISOString(),
  region: keys.region,
  instance: instance?.name ?? null,
  mfa_serial: instance?.mfa?.serial ?? null,
});

const list = async (host: Host, options: Options): Promise<number> => {
  const config = await loadConfig(host);
  const listed: Listed[] = [];
  for (const name of await lastingKeyNames(host.services)) {
    const keys = await loadLastingKeys(host.services, name);
    if (keys !== undefined) listed.push({ name, keys, instance: instanceOf(config, name) });
  }
  if (options['json'] === true) {
    host.stdout.write(`${JSON.stringify(listed.map(recordOf), null, 2)}\n`);
    return exitCodes.ok;
  }
  if (listed.length === 0)
    host.stderr.write('There are no keys here. Add some with: rolecall keys add NAME\n');
  else {
    const now = host.services.clock.now();
    const rows = listed.map(({ name, keys, instance }) => [
      name,
      keys.userArn,
      `****${keys.accessKeyId.slice(-4)}`,
      ageText(keys.since, now),
      instance?.mfa?.serial === undefined ? 'no' : 'yes',
    ]);
    const header = ['name', 'user', 'key', 'since', 'mfa'];
    const width = host.stdout.isTTY ? host.stdout.columns : 1000;
    host.stdout.write(`${tableLines({ header, rows, width }).join('\n')}\n`);
  }
  return exitCodes.ok;
};

const isAgreed = async (host: Host, options: Options, question: string): Promise<boolean> => {
  if (options['yes'] === true) return true;
  if (host.isInteractive) return host.confirm(question);
  throw new UsageError('There is no terminal to ask on, so nothing was changed.', 'Say --yes to go on.');
};

const remove = async (host: Host, name: string, options: Options): Promise<number> => {
  const { accessKeyId } = await requireLastingKeys(host.services, name);
  const instances = instancesWith(await loadConfig(host), name);
  if (!(await isAgreed(host, options, `Forget the keys ${name} (****${accessKeyId.slice(-4)})?`))) {
    host.stderr.write('Nothing was changed.\n');
    return exitCodes.cancelled;
  }
  await audited(host.services, {
    subject: { event: 'keys', instance: instances[0]?.name },
    run: () => removeKeys(host.services, name, instances),
  });
  host.stderr.write(
    `The keys ${name} are gone from here. At AWS they hold until they are deleted in IAM: ****${accessKeyId.slice(-4)}\n`,
  );
  for (const instance of instances)
    host.stderr.write(`The instance ${instance.name} in config.yaml has no keys now.\n`);
  return exitCodes.ok;
};

const rotate = async (host: Host, name: string): Promise<number> => {
  const instance = instanceOf(await loadConfig(host), name);
  const { newKeyId, oldKeyId, problem } = await audited(host.services, {
    subject: { event: 'keys', instance: instance?.name },
    run: () => rotateKeys(host.services, { name, instance }),
  });
  const [made, old] = [newKeyId.slice(-4), oldKeyId.slice(-4)];
  if (problem === undefined) {
    host.stderr.write(`The keys ${name} are new (****${made}); the old ones (****${old}) are deleted.\n`);
    return exitCodes.ok;
  }
  host.stderr.write(
    `The keys ${name} are new (****${made}), but the old ones could not be deleted: ${problem}\nDelete ${oldKeyId} in IAM.\n`,
  );
  return exitCodes.failed;
};

const nameOf = (what: string, names: readonly string[]): string => {
  const [name, ...rest] = names;
  if (name === undefined || rest.length > 0)
    throw new UsageError(`Which keys? Say one name: rolecall keys ${what} NAME`);
  if (!isPlainName(name))
    throw new UsageError(`${name} is not a good name.`, 'Use letters, digits and _.@+- only.');
  return name;
};

export const keys: CommandModule = {
  configure: (command) =>
    void command
      .argument('<what>', 'add, list, rotate or remove')
      .argument('[name]', 'your name for the keys')
      .option('-r, --region <region>', 'with add: whose STS is asked; decides the partition (us-east-1)')
      .option('--mfa-serial <arn>', 'with add: the MFA device of the user')
      .option('--replace', 'with add: in the place of keys that are there')
      .option('--mfa-code <code>', 'with rotate: code of the MFA device, where one is due')
      .option('-y, --yes', 'with remove: do not ask')
      .option('--json', 'with list: JSON')
      .addHelpText('after', help),
  run: async (host, args, options) => {
    const [what = '', ...names] = args;
    if (what === 'list' && names.length === 0) return list(host, options);
    if (what === 'add') return addKeys(host, nameOf(what, names), options);
    if (what === 'rotate') return rotate(host, nameOf(what, names));
    if (what === 'remove') return remove(host, nameOf(what, names), options);
    throw new UsageError('Say what to do: add, list, rotate or remove.');
  },
};
