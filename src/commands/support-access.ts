// `support-access`: a customer's role for one case and one time, as a profile or for one program.
import { customersOf } from '../domain/customers.ts';
import { UsageError } from '../domain/errors.ts';
import { caseForm, parseCase } from '../domain/support-access.ts';
import type { Host } from '../host.ts';
import { afterDashes } from './after-dashes.ts';
import { beginSupportAccess } from './begin-support.ts';
import type { CommandModule, Options } from './command.ts';
import { endSupportAccess, listSupportAccess, sweepSupport } from './end-support.ts';
import { loadConfig } from './instance-option.ts';
import { addConfirm } from './pass-guard.ts';

const help = `
Without a command after --, a profile support-CUSTOMER-CASE is written into ~/.aws/config, and its name printed. Its
credentials are asked for once, for the whole time: AWS ends them then, and nobody renews them. The case stands in the
name of the session (CASE-user), which the customer sees in CloudTrail, and in the audit log. What is over is taken
from ~/.aws/config by the next support-access, profiles write or profiles prune.
With a command, the command alone gets the keys, and nothing is written anywhere.
A time is at least 15 minutes, since AWS gives no shorter one, and at most an hour where a role assumes the customer's.

Examples:
  rolecall support-access --customer acme --case CS-123 --duration 1800
  aws s3 ls --profile support-acme-CS-123
  rolecall support-access --customer acme --case CS-123 -- aws s3 ls
  rolecall support-access --list
  rolecall support-access --end --case CS-123

Customers: rolecall customer --help`;

const textOf = (value: Options[string]): string | undefined =>
  typeof value === 'string' ? value : undefined;

const caseOf = (options: Options): string | undefined => {
  const text = textOf(options['case']);
  if (text === undefined) return undefined;
  const name = parseCase(text);
  if (name === undefined) throw new UsageError('--case names no case.', `It is ${caseForm}.`);
  return name;
};

const customerId = async (host: Host, options: Options): Promise<string> => {
  const given = textOf(options['customer']);
  if (given !== undefined) return given;
  const names = customersOf(await loadConfig(host)).map(({ id }) => id);
  throw new UsageError(
    'Which customer? Say --customer ID.',
    names.length === 0 ? 'There are none yet: rolecall customer --help' : `There are: ${names.join(', ')}`,
  );
};

const begin = async (host: Host, argv: readonly string[], options: Options): Promise<number> => {
  const customer = await customerId(host, options);
  const caseName = caseOf(options);
  if (caseName === undefined) throw new UsageError('For which case? Say --case NUMBER.');
  return beginSupportAccess(host, { customer, case: caseName, argv, options });
};

export const supportAccess: CommandModule = {
  configure: (command) =>
    void addConfirm(command)
      .usage('--customer ID --case NUMBER [--duration TIME] [-- command...]')
      .argument('[command...]', 'after --: a program that gets the keys, and no profile')
      .option('--customer <id>', 'whose role')
      .option('--case <number>', 'what it is for')
      .option('--duration <time>', 'how long: seconds, or 30m; from 15m on (30m)')
      .option('--list', 'show the access that there is')
      .option('--end', 'end it now: that of --customer, --case, or of both together')
      .option('--mfa-code <code>', 'code of the MFA device, where one is due')
      .option('--json', 'say what was made, or what there is, as JSON')
      .addHelpText('after', help),
  run: async (host, args, options) => {
    const { words, argv } = afterDashes(host, args);
    if (words.length > 0)
      throw new UsageError(`Too many words: ${words.join(' ')}.`, 'A command goes after --.');
    await sweepSupport(host);
    if (options['list'] === true) return listSupportAccess(host, options['json'] === true);
    if (options['end'] !== true) return begin(host, argv, options);
    return endSupportAccess(host, { customer: textOf(options['customer']), case: caseOf(options) });
  },
};
