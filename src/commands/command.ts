import type { Command } from 'commander';
import type { Host } from '../host.ts';

/** Option values as commander gives them, camel-cased. */
export type Options = Readonly<Record<string, string | boolean | readonly string[] | undefined>>;

/** One file of `src/commands`: what it accepts, and what it does. */
export type CommandModule = {
  /** Adds arguments, options and help (with examples) to the command, whose name and summary are already set. */
  readonly configure: (command: Command) => void;
  /** Answers the exit code. `args` are the words that are not options. */
  readonly run: (host: Host, args: readonly string[], options: Options) => Promise<number>;
};
