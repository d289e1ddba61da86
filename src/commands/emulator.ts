// The command line of the embedded Identity Center. Everything is checked before anything listens.
import { UsageError } from '../domain/errors.ts';
import { exitCodes } from '../domain/exit-codes.ts';
import { yamlFaultText } from '../domain/yaml-fault.ts';
import type { EmulatorOptions, Organisation, RefreshMode } from '../emulator/start-emulator.ts';
import type { Host } from '../host.ts';
import type { CommandModule, Options } from './command.ts';

const help = `
When it listens, it prints one JSON line on stdout: url, start_url, region, and env, the variables that point
any AWS SDK and rolecall at it. It runs until SIGINT or SIGTERM, and forgets everything then.

Examples:
  rolecall emulator --accounts 200 --roles 5 --auto-approve
  rolecall emulator --org company.yaml --port 8700
  rolecall emulator --throttle 20 --latency 80 --token-ttl 60

An organisation for --org:
  accounts:
    - id: "012345678901"
      name: Payments Prod
      email: aws+payments-prod@example.com
      roles: [ReadOnlyAccess, DeployRole]`;

type Limits = { readonly least: number; readonly most: number };

const numberOption = (options: Options, name: string, limits: Limits): number | undefined => {
  const text = options[name.replace(/-[a-z]/g, (part) => part.slice(1).toUpperCase())];
  if (text === undefined) return undefined;
  const value = typeof text === 'string' && /^\d{1,9}$/.test(text) ? Number(text) : -1;
  if (value >= limits.least && value <= limits.most) return value;
  throw new UsageError(`--${name} must be a whole number from ${limits.least} to ${limits.most}.`);
};

const modes: readonly RefreshMode[] = ['reuse', 'rotate', 'rotate-revoke-family'];

const refreshModeOption = (options: Options): RefreshMode | undefined => {
  const text = options['refreshMode'];
  const mode = modes.find((candidate) => candidate === text);
  if (text === undefined || mode !== undefined) return mode;
  throw new UsageError(`--refresh-mode must be one of ${modes.join(', ')}.`);
};

const organisationOption = async (options: Options): Promise<Organisation | undefined> => {
  const path = options['org'];
  if (typeof path !== 'string') return undefined;
  const [{ readFile }, { parse, YAMLParseError }, { parseOrganisation }] = await Promise.all([
    import('node:fs/promises'),
    import('yaml'),
    import('../emulator/organisation/organisation.ts'),
  ]);
  const reason = (error: unknown): string => (error instanceof Error ? error.message : String(error));
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new UsageError(`The organisation cannot be read: ${reason(error)}`);
  });
  try {
    return parseOrganisation(parse(text));
  } catch (error) {
    if (error instanceof UsageError) throw new UsageError(`${path}: ${error.message}`, error.hint);
    const fault = error instanceof YAMLParseError ? yamlFaultText(error) : reason(error);
    throw new UsageError(`${path} is not YAML. ${fault}`);
  }
};

const day = 86_400;

/** Options of the command line as the emulator takes them. Errors: UsageError. */
export const emulatorOptions = async (options: Options): Promise<EmulatorOptions> => ({
  port: numberOption(options, 'port', { least: 0, most: 65_535 }),
  accounts: numberOption(options, 'accounts', { least: 0, most: 100_000 }),
  roles: numberOption(options, 'roles', { least: 0, most: 500 }),
  seed: typeof options['seed'] === 'string' ? options['seed'] : undefined,
  organisation: await organisationOption(options),
  autoApprove: options['autoApprove'] === true,
  throttle: numberOption(options, 'throttle', { least: 1, most: 100_000 }),
  latency: numberOption(options, 'latency', { least: 0, most: 600_000 }),
  tokenTtl: numberOption(options, 'token-ttl', { least: 1, most: 90 * day }),
  sessionTtl: numberOption(options, 'session-ttl', { least: 1, most: 90 * day }),
  roleTtl: numberOption(options, 'role-ttl', { least: 1, most: 90 * day }),
  refreshMode: refreshModeOption(options),
});

export const emulator: CommandModule = {
  configure: (command) =>
    void command
      .option('--port <number>', 'port on 127.0.0.1; any free one unless given')
      .option('--accounts <number>', 'accounts of the made-up organisation (40)')
      .option('--roles <number>', 'at most so many roles an account (5)')
      .option('--seed <text>', 'what decides the made-up names; the same seed gives the same organisation')
      .option('--org <file>', 'use the organisation in this YAML file instead')
      .option('--auto-approve', 'approve every sign-in at once, without a page')
      .option('--throttle <rps>', 'requests a second that the access portal takes before it answers 429')
      .option('--latency <ms>', 'milliseconds before every answer')
      .option('--token-ttl <seconds>', 'life of an access token (3600)')
      .option('--session-ttl <seconds>', 'life of a sign-in (28800)')
      .option('--role-ttl <seconds>', 'life of role credentials (3600)')
      .option('--refresh-mode <mode>', `what a used refresh token becomes: ${modes.join(', ')} (reuse)`)
      .addHelpText('after', help),
  run: async (host: Host, _args, options) => {
    const { startEmulator } = await import('../emulator/start-emulator.ts');
    const asked = await emulatorOptions(options);
    // Before the line is printed: who reads it may send the signal at once.
    const signal = host.untilSignal();
    const { url, startUrl, region, env, close } = await startEmulator(asked);
    host.stdout.write(`${JSON.stringify({ url, start_url: startUrl, region, env })}\n`);
    await signal;
    await close();
    return exitCodes.ok;
  },
};
