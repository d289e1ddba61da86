// What stands after `--`: a program and its words, which are nobody's options.
import type { Host } from '../host.ts';

/** `args` are the words that are no options, those after `--` among them. */
export const afterDashes = (
  { argv }: Pick<Host, 'argv'>,
  args: readonly string[],
): { readonly words: readonly string[]; readonly argv: readonly string[] } => {
  const dashes = argv.indexOf('--');
  const program = dashes < 0 ? [] : argv.slice(dashes + 1);
  return { words: args.slice(0, args.length - program.length), argv: program };
};
