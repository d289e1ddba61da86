// The flags of `setup`: one for each answer.
import type { Command } from 'commander';
import { UsageError } from '../domain/errors.ts';
import { isInstanceName } from '../domain/parse-config.ts';
import { profileNamer } from '../domain/profile-name.ts';
import { isRegion } from '../domain/region.ts';
import { defaultActions } from '../domain/setup-answers.ts';
import { themeNames } from '../domain/theme-name.ts';
import type { Answers } from '../setup/state.ts';
import { integratedShells } from '../shells/startup-block.ts';
import type { Options } from './command.ts';
import { flowNamed } from './flow-option.ts';

const help = `
On a terminal it asks, a screen for each answer; Esc goes back, and nothing is written before the last. With
--instance, --start-url and --region, or with --yes, it asks nothing and draws nothing. Without these three, the other
flags change what they name and leave the rest. An instance that is there is changed: what is not given stays.

Examples:
  rolecall setup
  rolecall setup --instance acme --start-url https://acme.awsapps.com/start --region us-east-1 --sign-in
  rolecall setup --instance acme --default-region eu-west-1 --yes
  rolecall setup --theme dark --shell-integration zsh --yes
  rolecall setup --remove acme`;

export const addSetupOptions = (command: Command): Command =>
  command
    .option('--instance <name>', 'your name for the instance')
    .option('--start-url <url>', 'start URL of the access portal')
    .option('--region <region>', 'region where Identity Center is')
    .option('--default-region <region>', 'region that roles export when they have none of their own')
    .option('--login <flow>', 'how to sign in: pkce, device or auto')
    .option('--template <template>', 'Liquid template of profile names')
    .option('--default-action <action>', `what Enter does in the picker: ${defaultActions.join(', ')}`)
    .option('--theme <name>', `colours: ${themeNames.join(', ')}`)
    .option(
      '--shell-integration <shell>',
      `the function role and completion in ${integratedShells.join(', ')}, or none`,
    )
    .option('--sign-in', 'sign in, and read accounts and roles')
    .option('--no-sign-in', 'do not sign in')
    .option('--remove <name>', 'remove an instance, its session and what is cached of it')
    .option('-y, --yes', 'ask nothing')
    .addHelpText('after', help);

const textOf = (value: Options[string]): string | undefined =>
  typeof value === 'string' ? value : undefined;

const oneOf = <T extends string>(
  flag: string,
  value: string | undefined,
  allowed: readonly T[],
): T | undefined => {
  if (value === undefined) return undefined;
  const found = allowed.find((word) => word === value);
  if (found === undefined) throw new UsageError(`${flag} is one of ${allowed.join(', ')}.`);
  return found;
};

export const checkedRegion = (region: string): string => {
  if (isRegion(region)) return region;
  throw new UsageError(
    `${region === '' ? 'Nothing' : region} is not an AWS region.`,
    'A region looks like us-east-1.',
  );
};

export const checkedName = (name: string): string => {
  if (isInstanceName(name)) return name;
  throw new UsageError(`${name} is not a good name.`, 'Use letters, digits and _.@+- only.');
};

const mapped = <T>(value: string | undefined, check: (text: string) => T): T | undefined =>
  value === undefined ? undefined : check(value);

const checkedTemplate = (template: string): string => {
  profileNamer(template);
  return template;
};

/** What the flags answer; what is not given is not in it. Errors: UsageError. */
export const givenAnswers = (options: Options): Partial<Answers> => {
  const shells = [...integratedShells, 'none'] as const;
  const shell = oneOf('--shell-integration', textOf(options['shellIntegration']), shells);
  const all: Partial<Answers> = {
    name: mapped(textOf(options['instance']), checkedName),
    startUrl: textOf(options['startUrl']),
    region: mapped(textOf(options['region']), checkedRegion),
    defaultRegion: mapped(textOf(options['defaultRegion']), checkedRegion),
    login: flowNamed('--login', options['login']),
    template: mapped(textOf(options['template']), checkedTemplate),
    defaultAction: oneOf('--default-action', textOf(options['defaultAction']), defaultActions),
    theme: oneOf('--theme', textOf(options['theme']), themeNames),
    shell,
    wantsSignIn: typeof options['signIn'] === 'boolean' ? options['signIn'] : undefined,
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
};
