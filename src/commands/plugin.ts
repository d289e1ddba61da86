// `plugin list|check`: programs of config.yaml that give credentials, and whether they do.
import type { Config } from '../domain/config.ts';
import { UsageError, UserError } from '../domain/errors.ts';
import { exitCodes } from '../domain/exit-codes.ts';
import { isoSeconds, lifeText } from '../domain/expiry.ts';
import { type PluginPlace, pluginPlaces } from '../domain/plugin-places.ts';
import { tableLines } from '../domain/table.ts';
import { askPlugin } from '../engine/plugin-credentials.ts';
import type { Host } from '../host.ts';
import type { CommandModule, Options } from './command.ts';

const help = `
  list           show them, who uses each, and whether it may be run
  check [NAME]   run it for each use, and say whether credentials come; nothing is kept or shown of them

A plugin is a program in any language. It gets a line of JSON on stdin and prints what a credential_process prints.
It must be your own or the system's, and so must its folders: others may not write them. docs/plugins.md describes
it, with an example for HashiCorp Vault and one that wraps another tool.

In config.yaml:
  plugins:
    vault: {path: /usr/local/lib/rolecall/vault, config: {addr: "https://vault.acme.example"}}
  instances:
    vaulted:
      auth: plugin
      plugin: vault
      plugin_config: {creds: deploy}
      region: us-east-1
      accounts:
        "111111111111": {roles: {Deploy: {}, Audit: {plugin_config: {sts: audit}}}}

Examples:
  rolecall plugin list
  rolecall plugin check vault --json`;

const loadConfig = async (host: Host): Promise<Config> => (await host.services.configStore()).load();

const json = (host: Host, value: unknown): void =>
  void host.stdout.write(`${JSON.stringify(value, null, 2)}\n`);

const placeText = ({ instance, role }: PluginPlace): string =>
  role === undefined ? `instance ${instance.name}` : `${role.roleName} in ${role.accountId}`;

const table = (host: Host, header: readonly string[], rows: readonly (readonly string[])[]): void => {
  const width = host.stdout.isTTY ? host.stdout.columns : 1000;
  host.stdout.write(`${tableLines({ header, rows, width }).join('\n')}\n`);
};

const list = async (host: Host, options: Options): Promise<number> => {
  const config = await loadConfig(host);
  const plugins = await host.services.plugins();
  const listed = (config.plugins ?? []).map(({ name, path }) => {
    const file = plugins.look(path);
    const used = pluginPlaces(config, name).map(placeText);
    return { name, path, used_by: used, problem: file.kind === 'good' ? null : file.why };
  });
  if (options['json'] === true) json(host, listed);
  else if (listed.length === 0)
    host.stderr.write('config.yaml has no plugins. See: rolecall plugin --help\n');
  else
    table(
      host,
      ['plugin', 'program', 'used by', 'state'],
      listed.map(({ name, path, used_by: used, problem }) => [
        name,
        path,
        used.join(', ') || 'nobody',
        problem ?? 'good',
      ]),
    );
  return listed.some(({ problem }) => problem !== null) ? exitCodes.failed : exitCodes.ok;
};

type Checked = {
  readonly place: PluginPlace;
  readonly problem: UserError | undefined;
  /** Half a sentence. */
  readonly says: string;
  readonly keyId: string | undefined;
  /** ms */
  readonly endsAt: number | undefined;
};

const check = async (host: Host, place: PluginPlace): Promise<Checked> => {
  const { plugin, instance, role } = place;
  try {
    const keys = await askPlugin(host.services, { plugin, instance, role });
    const { accessKeyId, sessionToken, expiration: endsAt } = keys;
    const isWhole = role === undefined || (sessionToken !== undefined && endsAt !== undefined);
    const problem = isWhole
      ? undefined
      : new UserError('A role needs a SessionToken and an Expiration; lasting keys are good as a base only.');
    const life = endsAt === undefined ? 'no end' : `${lifeText(endsAt, host.services.clock.now())} left`;
    return { place, problem, says: life, keyId: `****${accessKeyId.slice(-4)}`, endsAt };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { place, problem: error, says: '', keyId: undefined, endsAt: undefined };
  }
};

const recordOf = ({ place, problem, keyId, endsAt }: Checked) => ({
  plugin: place.plugin.name,
  instance: place.instance.name,
  account_id: place.role?.accountId ?? null,
  role_name: place.role?.roleName ?? null,
  ok: problem === undefined,
  problem: problem?.message ?? null,
  key_id: keyId ?? null,
  expires: endsAt === undefined ? null : isoSeconds(endsAt),
});

const textOf = ({ place, problem, says, keyId }: Checked): string => {
  const head = `${place.plugin.name}, ${placeText(place)}: `;
  if (problem !== undefined) return `${head}${problem.message}`;
  return `${head}good (${keyId}, ${says}).`;
};

const checkAll = async (host: Host, name: string | undefined, options: Options): Promise<number> => {
  const config = await loadConfig(host);
  const names = (config.plugins ?? []).map((plugin) => plugin.name);
  if (name !== undefined && !names.includes(name))
    throw new UsageError(
      `config.yaml has no plugin ${name}.`,
      names.length === 0 ? 'See: rolecall plugin --help' : `It has: ${names.join(', ')}`,
    );
  const places = names
    .filter((one) => name === undefined || one === name)
    .flatMap((one) => pluginPlaces(config, one));
  const checked: Checked[] = [];
  for (const place of places) checked.push(await check(host, place));
  if (options['json'] === true)
    json(
      host,
      checked.map((one) => JSON.parse(host.redact(JSON.stringify(recordOf(one))))),
    );
  else if (checked.length === 0)
    host.stderr.write('No instance and no role uses it, so there is nothing to ask.\n');
  else for (const one of checked) host.stdout.write(`${host.redact(textOf(one))}\n`);
  return checked.some(({ problem }) => problem !== undefined) ? exitCodes.failed : exitCodes.ok;
};

export const plugin: CommandModule = {
  configure: (command) =>
    void command
      .argument('<what>', 'list or check')
      .argument('[name]', 'with check: this one alone')
      .option('--json', 'JSON on stdout')
      .addHelpText('after', help),
  run: async (host, args, options) => {
    const [what = '', name, ...rest] = args;
    if (rest.length > 0) throw new UsageError(`Too many words: ${rest.join(' ')}.`);
    if (what === 'list' && name === undefined) return list(host, options);
    if (what === 'check') return checkAll(host, name, options);
    throw new UsageError('Say what to do: list, or check.');
  },
};
