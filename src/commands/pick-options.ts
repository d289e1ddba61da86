// What `pick` accepts: fzf's flags where they mean the same, and their defaults from ROLECALL_DEFAULT_OPTS.
import { Command, CommanderError } from 'commander';
import type { ActionId } from '../domain/action.ts';
import { UsageError } from '../domain/errors.ts';
import { keyNameOf } from '../domain/key-name.ts';
import { inertLines, sanitize } from '../domain/sanitize.ts';
import { heightForm, parseHeight, type ScreenHeight } from '../domain/screen-height.ts';
import { splitWords } from '../domain/words.ts';
import type { Host } from '../host.ts';
import type { ExpectedKey } from '../picker/effective-keys.ts';
import type { Options } from './command.ts';

export const pickActions: readonly ActionId[] = ['export', 'exec', 'console', 'profile', 'print'];

export const addPickOptions = (command: Command): Command =>
  command
    .option('-q, --query <text>', 'start with this query')
    .option('--saved <name>', 'only roles of this saved filter')
    .option('-1, --select-1', 'take the role at once where the query matches only one')
    .option('-0, --exit-0', 'leave at once where the query matches none')
    .option('-f, --filter <text>', 'print what matches, best first, and show no picker')
    .option('--print', 'print the name of the role’s profile, and do nothing else')
    .option('-m, --multi', 'print all that are marked')
    .option('--print-query', 'print the query first')
    .option('--expect <keys>', 'keys that take the role too, comma-separated; the key is printed first')
    .option('--json', 'print as JSON')
    .option('--accessible', 'lines that can be read out and answered, instead of a screen')
    .option('--height <rows>', 'rows below the prompt instead of the whole screen: 15, 40%, or full')
    .option('--no-mouse', 'leave the mouse to the terminal')
    .option('--action <action>', `what Enter does: ${pickActions.join(', ')}`)
    .option('--theme <name>', 'colours to use: one of those that `rolecall themes` lists');

/** ROLECALL_DEFAULT_OPTS: words as a shell would split them, nothing expanded. Errors: UsageError. */
export const defaultPickOptions = (host: Host): Options => {
  const words = splitWords(host.env['ROLECALL_DEFAULT_OPTS'] ?? '');
  if (words.length === 0) return {};
  const command = addPickOptions(new Command('pick').helpOption(false).exitOverride());
  command.configureOutput({ writeErr: () => undefined, writeOut: () => undefined });
  try {
    return command
      .allowExcessArguments(false)
      .parse([...words], { from: 'user' })
      .opts<Options>();
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    const said = inertLines(error.message.replace(/^error: /, '').split('\n')[0] ?? '');
    throw new UsageError(`ROLECALL_DEFAULT_OPTS: ${said}`, 'It takes what rolecall pick --help lists.');
  }
};

/** Those of the command line over the defaults. */
export const withPickDefaults = (host: Host, options: Options): Options => {
  const defaults = defaultPickOptions(host);
  // Commander says `mouse: true` where nobody said anything.
  return { ...defaults, ...options, mouse: defaults['mouse'] !== false && options['mouse'] !== false };
};

export const textOption = (options: Options, name: string): string | undefined => {
  const given = options[name];
  return typeof given === 'string' ? given : undefined;
};

/** Errors: UsageError. */
export const heightOption = (options: Options): ScreenHeight | undefined => {
  const text = textOption(options, 'height');
  const height = text === undefined ? undefined : parseHeight(text);
  if (text === undefined || height !== undefined) return height;
  throw new UsageError(`--height ${heightForm}, not "${sanitize(text, 40)}".`);
};

/** `--expect ctrl-o,alt-enter`. Errors: UsageError for what is no key. */
export const expectedKeys = (options: Options): readonly ExpectedKey[] =>
  (textOption(options, 'expect')?.split(',') ?? [])
    .filter((text) => text !== '')
    .map((text) => {
      const key = keyNameOf(text);
      if ('name' in key) return { text, name: key.name };
      throw new UsageError(`--expect has "${sanitize(text, 40)}", which ${key.problem}`);
    });

/** These print, as they do in fzf. */
export const isPrinting = (options: Options): boolean =>
  ['print', 'multi', 'printQuery', 'json'].some((name) => options[name] === true) ||
  options['expect'] !== undefined ||
  options['action'] === 'print';
