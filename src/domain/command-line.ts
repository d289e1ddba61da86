// The command of a `credential_process` line is split by botocore as a shell would, without one, and handed to a real
// shell by the JavaScript, Go and Java SDKs; Go also unquotes the value before that. Only text that means the same
// words to all of them is written (reference aws-files.md 2.5).
import { UsageError } from './errors.ts';
import { sanitize } from './sanitize.ts';

const bare = /^[A-Za-z0-9_./+@:-]+$/;

// Inside double quotes these stay special to a shell, or to one of the parsers on the way. `%` is cmd's.
const unsafe = /["$`\\!%]| [#;]/;

const refuse = (word: string, why: string): UsageError =>
  new UsageError(
    `${sanitize(word, 300)} cannot be written into a credential_process line: ${why}.`,
    'Make a symlink to it with a plain path, such as ~/.local/bin/rolecall, or install it where the path has none of " $ ` \\ ! %, and run it from there.',
  );

const quote = (word: string, options: { readonly always: boolean }): string => {
  if (word === '') throw refuse('An empty word', 'it would vanish');
  if (!options.always && bare.test(word)) return word;
  if (!/^[\x20-\x7e]+$/.test(word)) throw refuse(word, 'it holds characters outside printable ASCII');
  if (unsafe.test(word)) throw refuse(word, 'shells and SDKs do not read one of its characters alike');
  return `"${word}"`;
};

/**
 * One line that a shell, Python's shlex and every AWS SDK split into exactly `argv`. On Windows the program's path is
 * written with forward slashes. Errors: UsageError where no such line exists.
 */
export const commandString = (argv: readonly string[], platform = 'linux'): string => {
  const isWindows = platform === 'win32';
  const words = argv.map((word, index) => {
    const isPath = isWindows && /^[A-Za-z]:\\/.test(word);
    return quote(isPath ? word.replaceAll('\\', '/') : word, { always: isWindows && index === 0 });
  });
  const line = words.join(' ');
  // The Go SDK strips the quotes of a value that begins and ends with one.
  if (words.length === 0 || (line.startsWith('"') && line.endsWith('"')))
    throw refuse(argv.at(-1) ?? 'An empty command', 'the line would begin and end with a quote');
  return line;
};

/** The words of a line that `commandString` made, and of others of that plain form; undefined for any other. */
export const splitCommand = (line: string): readonly string[] | undefined => {
  const words: string[] = [];
  const rest = line
    .trim()
    .replace(/(?:"([^"\\$`]*)"|([^\s"'\\$`|;&<>()]+))(?:\s+|$)/gy, (_all, quoted, plain) => {
      words.push(quoted ?? plain);
      return '';
    });
  return rest === '' && words.length > 0 ? words : undefined;
};
