// What can be typed after `rolecall`, read from the registry of commands: all that the scripts know.
import { Command, type Option } from 'commander';
import { commands } from '../../src/commands/registry.ts';
import { type Takes, takenByArgument, takenByFlag } from './takes.ts';

export type Flag = {
  /** `--region`, `-r`: the long name first. */
  readonly names: readonly string[];
  readonly about: string;
  /** Undefined where nothing follows the flag. */
  readonly takes?: Takes;
};

export type CommandLine = {
  readonly name: string;
  readonly about: string;
  readonly flags: readonly Flag[];
  readonly words: readonly Takes[];
  /** The last of the words may come again and again. */
  readonly isOpen: boolean;
};

const flagOf = (command: string, option: Option): Flag => ({
  names: [option.long, option.short].filter((name) => name !== undefined),
  about: option.description,
  ...(option.required || option.optional ? { takes: takenByFlag(command, option) } : {}),
});

const help: Flag = { names: ['--help', '-h'], about: 'show help' };

export const readCommandLines = async (): Promise<readonly CommandLine[]> =>
  Promise.all(
    commands.map(async ({ name, summary, load }) => {
      const command = new Command(name);
      (await load()).configure(command);
      const shown = command.options.filter((option) => !option.hidden);
      return {
        name,
        about: summary.replaceAll('`', ''),
        flags: [...shown.map((option) => flagOf(name, option)), help],
        words: command.registeredArguments.map((argument) => takenByArgument(name, argument)),
        isOpen: command.registeredArguments.at(-1)?.variadic ?? false,
      };
    }),
  );
