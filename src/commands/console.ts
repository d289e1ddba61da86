import {
  type ConsoleOutcome,
  type ConsoleRequest,
  consoleSigninUrl,
  openConsole,
} from '../actions/open-console.ts';
import { UsageError, UserError } from '../domain/errors.ts';
import { exitCodes } from '../domain/exit-codes.ts';
import type { Host } from '../host.ts';
import type { CommandModule, Options } from './command.ts';
import { addPage, listServices, pageOf } from './console-page.ts';
import { addConfirm } from './pass-guard.ts';
import { addSelectors, type ChosenRole, chooseRole } from './role-selection.ts';

const help = `
The sign-in URL is good for 15 minutes for whoever has it. It reaches the browser through a redirect on
loopback that answers once; --print shows it instead.

--service takes a service by the word, name or path that people know it by. --destination takes any page of the
console of the role's partition, and nothing else, or the ARN of a resource of the role's account.

Examples:
  rolecall console prod-admin
  rolecall console prod-admin --service s3 --region eu-west-1
  rolecall console prod-admin --destination 'https://eu-west-1.console.aws.amazon.com/ec2/home#Instances:'
  rolecall console prod-admin --destination arn:aws:sqs:eu-west-1:111111111111:orders
  rolecall console --services queue
  rolecall console --profile prod-admin --print`;

/** Minutes, as AWS allows: 15 to 720. Answers seconds. */
const durationOption = (options: Options): number | undefined => {
  const text = options['duration'];
  if (typeof text !== 'string') return undefined;
  const minutes = Number(text);
  if (Number.isInteger(minutes) && minutes >= 15 && minutes <= 720) return minutes * 60;
  throw new UsageError('--duration is in minutes, from 15 to 720.');
};

const failures: Readonly<Record<Exclude<ConsoleOutcome['kind'], 'opened'>, string>> = {
  'no-browser': 'No browser can be opened from here.',
  'not-fetched': 'The browser was started, but did not come for the sign-in URL within 30 seconds.',
};

const showConsole = async (host: Host, request: ConsoleRequest): Promise<number> => {
  const outcome = await openConsole(host.services, request);
  if (outcome.kind !== 'opened') {
    throw new UserError(failures[outcome.kind], {
      hint: `Print the URL instead: rolecall console --profile ${request.role.profile} --print\nOr set BROWSER, or browser in config.yaml.`,
    });
  }
  host.stderr.write(`The console is open as ${request.role.roleName} in ${request.role.accountName}.\n`);
  return exitCodes.ok;
};

const requestOf = (chosen: ChosenRole, options: Options): ConsoleRequest => ({
  role: chosen.role,
  instance: chosen.instance,
  ...pageOf(options),
  duration: durationOption(options),
});

export const console: CommandModule = {
  configure: (command) =>
    void addPage(addConfirm(addSelectors(command)))
      .option('-d, --duration <minutes>', 'how long the console session lives, 15 to 720')
      .option('--print', 'print the sign-in URL on stdout instead of opening it')
      .addHelpText('after', help),
  run: async (host, args, options) => {
    pageOf(options);
    if (options['services'] === true) return listServices(host, args, options);
    durationOption(options);
    const chosen = await chooseRole(host, { args, options, action: 'console' });
    const request = requestOf(chosen, options);
    if (options['print'] !== true) return showConsole(host, request);
    host.stdout.write(`${await consoleSigninUrl(host.services, request)}\n`);
    return exitCodes.ok;
  },
};
