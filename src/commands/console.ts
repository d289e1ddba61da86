import {
  type ConsoleOutcome,
  type ConsoleRequest,
  consolePortalLink,
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
  rolecall console --browser chrome prod-admin          in a profile of Chrome that only this role has
  rolecall console --browser granted-containers prod-admin
  rolecall console --portal prod-admin
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
      hint: `Print the URL instead: rolecall console --profile ${request.role.profile} --print\nOr name a browser with --browser, BROWSER, or browser in config.yaml.`,
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
  browser: typeof options['browser'] === 'string' ? options['browser'] : undefined,
  link: options['portal'] === true ? 'portal' : undefined,
});

export const console: CommandModule = {
  configure: (command) =>
    void addPage(addConfirm(addSelectors(command)))
      .option('-d, --duration <minutes>', 'how long the console session lives, 15 to 720')
      .option(
        '-b, --browser <name>',
        'browser to open it in: a name of config.yaml, or a kind such as chrome',
      )
      .option('--portal', 'open the link of the access portal, which signs in by itself')
      .option('--print', 'print the sign-in URL on stdout instead of opening it')
      .addHelpText('after', help),
  run: async (host, args, options) => {
    pageOf(options);
    if (options['services'] === true) return listServices(host, args, options);
    if (durationOption(options) !== undefined && options['portal'] === true)
      throw new UsageError('--duration is not for --portal: the portal says how long its sessions live.');
    const chosen = await chooseRole(host, { args, options, action: 'console' });
    const request = requestOf(chosen, options);
    if (options['print'] !== true) return showConsole(host, request);
    const portal = await consolePortalLink(host.services, request);
    host.stdout.write(`${portal ?? (await consoleSigninUrl(host.services, request))}\n`);
    return exitCodes.ok;
  },
};
