// The words that the quick road of `list` takes mean what they mean to the parser of the long one.
import { Command } from 'commander';
import { expect, it } from 'vitest';
import { list } from '../src/commands/list.ts';
import { wantedOf } from '../src/quick-list.ts';

const parsed = async (words: readonly string[]) => {
  const command = new Command('list').exitOverride();
  list.configure(command);
  command.action(() => undefined);
  await command.parseAsync([...words], { from: 'user' });
  return { args: command.args, options: command.opts() };
};

it.each([
  [[]],
  [['prod', 'admin']],
  [['--filter', 'prod admin']],
  [['--filter=prod admin', 'x']],
  [['--filter=']],
  [['--filter', '-x']],
  [['-f', "!env:prod 'x", '-s', 'profile', '--reverse']],
  [['--filter', 'a', '--filter', 'b', '--csv']],
  [['--json', '--instance', 'acme', '--fields', 'profile,arn', 'é|ü']],
  [['--saved', 'one', '--sort=expires']],
])('%j', async (words) => {
  expect(wantedOf(words)).toEqual(await parsed(words));
});

it.each([
  [['--filter']],
  [['-fprod']],
  [['-f=prod']],
  [['--help']],
  [['--', 'prod']],
  [['-']],
  [['--json=1']],
  [['--filters', 'x']],
  [['--debug']],
])('%j is left to the long road', (words) => {
  expect(wantedOf(words)).toBeUndefined();
});
