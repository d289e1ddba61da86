// A command as its `--help` has it, taken apart for other forms of the same text.
import { Command } from 'commander';
import type { CommandEntry } from '../../src/commands/registry.ts';

export type DescribedCommand = {
  readonly name: string;
  readonly summary: string;
  /** `rolecall env [options] [query...]`. */
  readonly usage: string;
  readonly options: readonly (readonly [flags: string, meaning: string])[];
  readonly args: readonly (readonly [name: string, meaning: string])[];
  /** The paragraphs below, a line each; those that begin with two blanks are shown as they are. */
  readonly notes: readonly string[];
};

/** What `--help` prints after the lists of arguments and options. */
const notesOf = (command: Command): readonly string[] => {
  let text = '';
  command.configureOutput({
    writeOut: (more) => {
      text += more;
    },
  });
  command.outputHelp();
  return text.slice(command.helpInformation().length).trim().split('\n');
};

export const describeCommand = async ({ name, summary, load }: CommandEntry): Promise<DescribedCommand> => {
  const command = new Command('rolecall').command(name).description(summary);
  command.helpOption('-h, --help', 'show help');
  (await load()).configure(command);
  const help = command.createHelp();
  return {
    name,
    summary,
    usage: help.commandUsage(command),
    options: help
      .visibleOptions(command)
      .map((option) => [help.optionTerm(option), help.optionDescription(option)] as const),
    args: help
      .visibleArguments(command)
      .map((argument) => [help.argumentTerm(argument), help.argumentDescription(argument)] as const),
    notes: notesOf(command),
  };
};

/** Neighbouring lines of one kind, `isCode` where they are shown as they are (without their two blanks). */
export type Passage = { readonly isCode: boolean; readonly lines: readonly string[] };

export const passagesOf = (notes: readonly string[]): readonly Passage[] => {
  const passages: { isCode: boolean; lines: string[] }[] = [];
  let isNew = true;
  for (const line of notes) {
    const isCode = line.startsWith('  ');
    const last = passages.at(-1);
    if (line === '') isNew = true;
    else if (last !== undefined && last.isCode === isCode && !isNew)
      last.lines.push(isCode ? line.slice(2) : line);
    else passages.push({ isCode, lines: [isCode ? line.slice(2) : line] });
    if (line !== '') isNew = false;
  }
  return passages;
};
