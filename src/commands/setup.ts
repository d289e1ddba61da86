import { UsageError } from '../domain/errors.ts';
import { exitCodes } from '../domain/exit-codes.ts';
import { isInstanceName } from '../domain/parse-config.ts';
import { isRegion } from '../domain/region.ts';
import type { Host } from '../host.ts';
import type { NewInstance } from '../ports/config-store.ts';
import type { CommandModule, Options } from './command.ts';
import { flowNamed } from './flow-option.ts';

const help = `
What is not given is asked on a terminal. The start URL and the region stand on the page of Identity Center's
settings, and on the access portal's "Access keys" page. Running it again for the same instance changes it.

Examples:
  rolecall setup
  rolecall setup --instance acme --start-url https://acme.awsapps.com/start --region us-east-1`;

type Field = {
  readonly option: string;
  readonly flag: string;
  readonly question: string;
  readonly fallback?: string;
};

const answerTo = async (host: Host, options: Options, field: Field): Promise<string> => {
  const given = options[field.option];
  if (typeof given === 'string') return given;
  if (host.isInteractive) return host.ask(field.question, field.fallback);
  throw new UsageError(
    `setup needs ${field.flag}.`,
    'Without a terminal to ask on, give --instance, --start-url and --region.',
  );
};

const optional = (value: Options[string]): string | undefined =>
  typeof value === 'string' ? value : undefined;

const nameFrom = (startUrl: string): string | undefined => {
  const [first = ''] = URL.canParse(startUrl) ? new URL(startUrl).hostname.split('.') : [];
  return isInstanceName(first) && !first.startsWith('d-') && !/^\d+$/.test(first) ? first : undefined;
};

const checkedRegion = (region: string): string => {
  if (isRegion(region)) return region;
  throw new UsageError(
    `${region === '' ? 'Nothing' : region} is not an AWS region.`,
    'A region looks like us-east-1.',
  );
};

/** Asks for what is missing. Errors: UsageError, Cancelled. */
const newInstance = async (host: Host, options: Options): Promise<NewInstance> => {
  const url = await answerTo(host, options, {
    option: 'startUrl',
    flag: '--start-url',
    question: 'Start URL (https://...awsapps.com/start):',
  });
  const startUrl = await host.resolveStartUrl(url);
  const region = checkedRegion(
    await answerTo(host, options, {
      option: 'region',
      flag: '--region',
      question: 'Region of Identity Center:',
      fallback: 'us-east-1',
    }),
  );
  const name = await answerTo(host, options, {
    option: 'instance',
    flag: '--instance',
    question: 'Name for it:',
    fallback: nameFrom(startUrl) ?? 'main',
  });
  if (!isInstanceName(name))
    throw new UsageError(`${name} is not a good name.`, 'Use letters, digits and _.@+- only.');
  const defaultRegion = optional(options['defaultRegion']);
  const settings = {
    start_url: startUrl,
    region,
    default_region: defaultRegion === undefined ? undefined : checkedRegion(defaultRegion),
    login: flowNamed('--login', options['login']),
  };
  return { name, settings };
};

/** Writes an instance to config.yaml; also what the picker's first-run screen leads to. Answers its name. */
export const setUpInstance = async (host: Host, options: Options): Promise<string> => {
  const instance = await newInstance(host, options);
  const store = await host.services.configStore();
  await store.saveInstance(instance);
  host.stderr.write(`${instance.name} is in ${store.path}.\n`);
  return instance.name;
};

export const setup: CommandModule = {
  configure: (command) =>
    void command
      .option('--instance <name>', 'your name for the instance')
      .option('--start-url <url>', 'start URL of the access portal')
      .option('--region <region>', 'region where Identity Center is')
      .option('--default-region <region>', 'region that roles export when they have none of their own')
      .option('--login <flow>', 'how to sign in: pkce, device or auto')
      .addHelpText('after', help),
  run: async (host, _args, options) => {
    const name = await setUpInstance(host, options);
    host.stderr.write(`Next: rolecall login --instance ${name}\n`);
    return exitCodes.ok;
  },
};
