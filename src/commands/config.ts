// `config get|set|edit|path|check`: config.yaml from the command line. What would make it wrong is refused, with line,
// column and the key that may have been meant; comments and order stay.
import { configPathText, parseConfigPath } from '../domain/config-path.ts';
import { ConfigRefused, type FileFault, UsageError, UserError } from '../domain/errors.ts';
import { exitCodes } from '../domain/exit-codes.ts';
import { audited } from '../engine/audit.ts';
import type { Host } from '../host.ts';
import type { ConfigChange, ConfigStore } from '../ports/config-store.ts';
import type { CommandModule, Options } from './command.ts';
import { parseValue, plainValue, valueText } from './config-value.ts';
import { editConfig } from './edit-config.ts';

const help = `
  get [KEY]           print a value, or the whole file; exit 1 when it is not set
  set KEY VALUE       change a value in place; a list or a mapping as YAML: '[a, b]', '{env: prod}'
  set --unset KEY     remove a key
  edit                open a copy in $VISUAL or $EDITOR, and check it before it takes the file's place
  path                print where the file is
  check [FILE]        say what is wrong with it: file, line, column and the nearest valid key; - reads stdin

KEY is a path of names with dots. A name that holds a dot or a space is quoted; an account id may be.

Examples:
  rolecall config get instances.acme.region
  rolecall config set theme dark
  rolecall config set 'instances.acme.accounts."111111111111".tags' '{env: prod, team: core}'
  rolecall config set instances.acme.accounts.111111111111.roles.'"My.Role"'.profile my-role
  rolecall config check --json`;

const json = (host: Host, value: unknown): void =>
  void host.stdout.write(`${JSON.stringify(value, null, 2)}\n`);

const get = async (host: Host, key: string | undefined, options: Options): Promise<number> => {
  const store = await host.services.configStore();
  if (key === undefined && options['json'] !== true) {
    host.stdout.write((await store.readText()) ?? '');
    return exitCodes.ok;
  }
  const path = key === undefined ? [] : parseConfigPath(key);
  const value = await store.valueAt(path);
  if (value === undefined)
    throw new UserError(`${configPathText(path)} is not set in ${store.path}.`, {
      hint: `Set it with: rolecall config set ${key} VALUE`,
    });
  if (options['json'] === true) json(host, plainValue(value));
  else host.stdout.write(await valueText(value));
  return exitCodes.ok;
};

const write = async (host: Host, store: ConfigStore, change: ConfigChange): Promise<boolean> => {
  const edit = await store.plan([change]);
  if (edit.before === edit.after) return false;
  await audited(host.services, { subject: { event: 'config' }, run: () => store.write(edit) });
  return true;
};

const unset = async (host: Host, key: string): Promise<number> => {
  const store = await host.services.configStore();
  const path = parseConfigPath(key);
  const name = configPathText(path);
  if ((await store.valueAt(path)) === undefined)
    throw new UserError(`${name} is not set in ${store.path}: nothing was changed.`);
  await write(host, store, { path, value: undefined });
  host.stderr.write(`${name} is no longer set in ${store.path}.\n`);
  return exitCodes.ok;
};

const set = async (host: Host, key: string, text: string): Promise<number> => {
  const store = await host.services.configStore();
  const path = parseConfigPath(key);
  const value = await parseValue(text);
  // In the file it would stand for a key that is not set.
  if (value === '')
    throw new UsageError(
      'An empty value sets nothing, so nothing was changed.',
      `To remove the key: rolecall config set --unset ${key}`,
    );
  const isChanged = await write(host, store, { path, value });
  const name = configPathText(path);
  host.stderr.write(isChanged ? `${name} is set in ${store.path}.\n` : `${name} was so already.\n`);
  return exitCodes.ok;
};

type Checked = { readonly file: string; readonly exists: boolean; readonly faults: readonly FileFault[] };

const checkText = async (store: ConfigStore, file: string, text: string | undefined): Promise<Checked> => {
  if (text === undefined) return { file, exists: false, faults: [] };
  try {
    await store.check(text, file);
    return { file, exists: true, faults: [] };
  } catch (error) {
    if (error instanceof ConfigRefused) return { file, exists: true, faults: error.faults };
    throw error;
  }
};

const problemRecord = ({ path, line, column, message, nearest }: FileFault) => ({
  path,
  line: line ?? null,
  column: column ?? null,
  message,
  nearest: nearest ?? null,
});

const check = async (host: Host, file: string | undefined, options: Options): Promise<number> => {
  const store = await host.services.configStore();
  const text = file === '-' ? await host.readInput() : await store.readText(file);
  if (text === undefined && file !== undefined) throw new UsageError(`There is no file ${file}.`);
  const name = file === '-' ? 'stdin' : (file ?? store.path);
  const { exists, faults } = await checkText(store, name, text);
  if (options['json'] === true)
    json(host, { file: name, exists, valid: faults.length === 0, problems: faults.map(problemRecord) });
  else if (faults.length > 0) throw new ConfigRefused(name, faults, 'Mend it with: rolecall config edit');
  else
    host.stderr.write(
      exists ? `${name} is right.\n` : `There is no ${name} yet: rolecall setup makes one.\n`,
    );
  // What `load` refuses beside the text: commands to run in a file that others may write.
  if (file === undefined && faults.length === 0) await store.load();
  return faults.length === 0 ? exitCodes.ok : exitCodes.usage;
};

const path = async (host: Host, options: Options): Promise<number> => {
  const store = await host.services.configStore();
  if (options['json'] === true)
    json(host, { path: store.path, exists: (await store.readText()) !== undefined });
  else host.stdout.write(`${store.path}\n`);
  return exitCodes.ok;
};

const needed = (word: string | undefined, usage: string): string => {
  if (word !== undefined) return word;
  throw new UsageError(`Say more: rolecall config ${usage}`);
};

const setOrUnset = (host: Host, words: readonly string[], options: Options): Promise<number> => {
  const [key, value] = words;
  if (typeof options['unset'] === 'string' && key === undefined) return unset(host, options['unset']);
  if (options['unset'] !== undefined) throw new UsageError('--unset takes a key and no value.');
  return set(host, needed(key, 'set KEY VALUE'), needed(value, 'set KEY VALUE'));
};

const most: Readonly<Record<string, number>> = { get: 1, set: 2, edit: 0, path: 0, check: 1 };

export const config: CommandModule = {
  configure: (command) =>
    void command
      .argument('<what>', 'get, set, edit, path or check')
      .argument('[words...]', 'a key, a value or a file')
      .option('--unset <key>', 'with set: remove the key')
      .option('--json', 'with get, path and check: JSON')
      .addHelpText('after', help),
  run: async (host, args, options) => {
    const [what = '', ...words] = args;
    const limit = most[what];
    if (limit === undefined) throw new UsageError('Say what to do: get, set, edit, path or check.');
    if (words.length > limit)
      throw new UsageError(
        `Too many words: ${words.slice(limit).join(' ')}.`,
        'A value of several words is quoted: rolecall config set KEY "VALUE"',
      );
    if (what === 'get') return get(host, words[0], options);
    if (what === 'set') return setOrUnset(host, words, options);
    if (what === 'edit') return editConfig(host);
    return what === 'path' ? path(host, options) : check(host, words[0], options);
  },
};
