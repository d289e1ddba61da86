// tcsh has rules instead of a script: what may follow which word. A rule does not see the command, so that every flag is
// offered in all. No comments, and a semicolon after each statement: it comes through backquotes.
import type { CommandLine } from './command-line.ts';
import { longNames } from './posix-tables.ts';
import { tablesOf } from './rows.ts';

const lists = ['profiles', 'roles', 'accounts', 'instances', 'customers', 'filters'];

/** Only names of plain characters: what tcsh puts in, it runs. */
const listOf = (kind: string, before = ''): string => {
  const folder = '"${ROLECALL_HOME:+$ROLECALL_HOME/cache}" "${XDG_CACHE_HOME:-$HOME/.cache}/rolecall"';
  const read = `${before} for f in ${folder}; do test -n "$f" && break; done; cut -f1 "$f/completion/${kind}" 2>/dev/null | LC_ALL=C grep -x "[A-Za-z0-9_.@+:/=,-]*"`;
  return `\`sh -c '${read}'\``;
};

const offered = ([kind = '', ...words]: readonly string[]): string | undefined => {
  if (kind === 'queries') return listOf('profiles');
  if (lists.includes(kind)) return listOf(kind);
  return words.length > 0 ? `(${words.join(' ')})` : undefined;
};

const quoted = (rule: string): string => `'${rule.replaceAll("'", "'\\''")}'`;

/** After the word: one rule a word, the first that says anything. */
const followers = (lines: readonly CommandLine[]): ReadonlyMap<string, string> => {
  const rules = new Map<string, string>();
  for (const [places, taken] of tablesOf(lines).taken) {
    const offers = offered(taken);
    for (const place of places) {
      const [command = '', at = ''] = place.split(':');
      const word = at.startsWith('-') ? at : at === 'arg1' || at === 'more' ? command : undefined;
      if (word !== undefined && offers !== undefined && !rules.has(word)) rules.set(word, offers);
    }
  }
  return rules;
};

export const tcshTables = (lines: readonly CommandLine[]): string => {
  const flags = [...new Set(lines.flatMap((line) => longNames(line.flags)))].map((flag) => flag.slice(2));
  const rules = [
    ...[...followers(lines)].filter(([word]) => word.startsWith('-')),
    ['', ''],
    ...[...followers(lines)].filter(([word]) => !word.startsWith('-')),
  ].map(([word, offers]) => (word === '' ? `c#--#(${flags.join(' ')})#` : `n#${word}#${offers}#`));
  const commands = lines.map(({ name }) => name).join(' ');
  const complete = (name: string, first: string): string =>
    `complete ${name} ${[...rules, `p#1#${first}#`].map(quoted).join(' ')};\n`;
  // The function of `rolecall init` takes a role, or a command.
  return complete('rolecall', `(${commands})`) + complete('role', listOf('profiles', `echo ${commands};`));
};
