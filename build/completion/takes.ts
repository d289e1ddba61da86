// What may follow a flag, or stand as a word of a command. A list that the help spells out ("pkce, device or auto") is
// taken from there; whatever is looked up, or is too long for the help, has a line in one of the tables below.
import type { Argument, Option } from 'commander';
import { helpTopics } from '../../src/commands/help-topics.ts';
import { commands } from '../../src/commands/registry.ts';
import { namedBrowsers } from '../../src/domain/browser.ts';
import { consoleServices } from '../../src/domain/console-services.ts';
import { knownRegions } from '../../src/domain/known-regions.ts';
import { knownWords } from '../../src/domain/query.ts';
import { themeNames } from '../../src/domain/theme-name.ts';
import { shells } from '../../src/shells/registry.ts';
import { integratedShells } from '../../src/shells/startup-block.ts';

/** What a script looks up, in a file or on the disk; `words` and `anything` are not looked up. */
export type TakenKind =
  | 'words'
  | 'profiles'
  | 'roles'
  | 'accounts'
  | 'instances'
  | 'queries'
  | 'customers'
  | 'filters'
  | 'themes'
  | 'files'
  | 'anything';

export type Takes = {
  readonly kind: TakenKind;
  /** Offered beside what is looked up. */
  readonly words: readonly string[];
};

const takes = (kind: TakenKind, words: readonly string[] = []): Takes => ({ kind, words });
const list = (words: readonly string[]): Takes => takes('words', words);
const idsOf = (entries: readonly { readonly id: string }[]): Takes => list(entries.map(({ id }) => id));

const [accounts, filters, instances] = [takes('accounts'), takes('filters'), takes('instances')];
const [profiles, roles, files] = [takes('profiles'), takes('roles'), takes('files')];
const customers = takes('customers');
const queryFields = ['account:', 'email:', 'id:', 'instance:', 'profile:', 'region:', 'role:'];
const queries = takes('queries', [...queryFields, ...knownWords.map((word) => `@${word}`)]);
const regions = idsOf(knownRegions);
const themes = takes('themes', themeNames);

/** By the flag's long name, in every command unless one is named. */
const takenByFlags: Readonly<Record<string, Takes>> = {
  '--account': accounts,
  '--also': queries,
  '--browser': list(namedBrowsers),
  '--customer': customers,
  '--default': profiles,
  '--default-region': regions,
  '--expect-region': regions,
  '--filter': queries,
  '--instance': instances,
  '--profile': profiles,
  '--query': queries,
  '--region': regions,
  '--role': roles,
  '--saved': filters,
  '--service': idsOf(consoleServices),
  '--shell': idsOf(shells),
  '--shell-integration': list([...integratedShells, 'none']),
  '--theme': themes,
  '--via': profiles,
  'profiles --only': queries,
  'setup --remove': instances,
};

/** By the argument's name in the usage line, in every command unless one is named. */
const takenByArguments: Readonly<Record<string, Takes>> = {
  path: files,
  query: queries,
  selector: queries,
  'customer id': customers,
  'help topic': list([...helpTopics.map(({ name }) => name), ...commands.map(({ name }) => name)]),
  'themes name': themes,
};

/** `what it is: a, b or c; a unless given` -> a, b, c; nothing where the help spells out no list of single words. */
export const wordsOf = (description: string): readonly string[] => {
  const spelled = description
    .replace(/\([^)]*\)/g, '')
    .replace(/;.*/, '')
    .replace(/^.*: /, '');
  const words = spelled
    .split(/,(?: or\b)?| or /)
    .map((word) => word.trim())
    .filter((word) => word !== '');
  return words.length > 1 && words.every((word) => /^[a-z0-9][a-z0-9%-]*$/.test(word)) ? words : [];
};

const spelledOut = (choices: readonly string[] | undefined, description: string): Takes => {
  const words = choices ?? wordsOf(description);
  return words.length > 0 ? list(words) : takes('anything');
};

export const takenByFlag = (command: string, option: Option): Takes => {
  const long = option.long ?? '';
  const known = takenByFlags[`${command} ${long}`] ?? takenByFlags[long];
  if (known !== undefined) return known;
  return /<(file|path|folder)>/.test(option.flags)
    ? files
    : spelledOut(option.argChoices, option.description);
};

export const takenByArgument = (command: string, argument: Argument): Takes =>
  takenByArguments[`${command} ${argument.name()}`] ??
  takenByArguments[argument.name()] ??
  spelledOut(argument.argChoices, argument.description);
