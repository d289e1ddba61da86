// Which command the words name, parsed by commander. Only the chosen command's module is loaded; the others are
// there by name and summary, for help and for "did you mean".
import { Command, CommanderError } from 'commander';
import packageJson from '../../package.json' with { type: 'json' };
import { CommandPicked, DemoPicked, OtherActionPicked, UsageError, UserError } from '../domain/errors.ts';
import { exitCodes } from '../domain/exit-codes.ts';
import { isMfaCode } from '../domain/mfa-code.ts';
import { inertLines } from '../domain/sanitize.ts';
import type { Host } from '../host.ts';
import type { Options } from './command.ts';
import { topicLines } from './help-topics.ts';
import { commands } from './registry.ts';

const intro = `A full-screen picker for AWS roles from IAM Identity Center.

Without a command, rolecall opens the picker.`;

const outro = `
Examples:
  rolecall                              pick a role
  eval "$(rolecall env)"                pick a role and set it in this shell
  rolecall exec prod-admin -- aws s3 ls run one command with a role
  rolecall demo                         try it on a sample company

Topics:
${topicLines()}

Exit codes: 0 done, 1 failed or no match, 2 wrong usage or config, 3 guarded role not confirmed, 4 login needed,
5 not assigned, 6 AWS throttled or unreachable, 7 secret store locked or missing, 8 not as exec expects, 130 cancelled.
With any command, --debug logs what it does to stderr, without secrets; ROLECALL_LOG=FILE to a file.
Run rolecall COMMAND --help for more.`;

const newProgram = (host: Host): Command =>
  new Command('rolecall')
    .description(intro)
    .version(packageJson.version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'show help')
    .helpCommand(false)
    .showHelpAfterError('Run with --help to see what it takes.')
    .addHelpText('after', outro)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => host.stdout.write(text),
      // It repeats words of the command line.
      writeErr: (text) => host.stderr.write(inertLines(text)),
      getOutHelpWidth: () => host.stdout.columns ?? 100,
      getErrHelpWidth: () => host.stderr.columns ?? 100,
    });

/** `help exec` is `exec --help`; topics are the help command's. */
const helpWords = (words: readonly string[]): readonly string[] => {
  const isCommand = words[0] === undefined || commands.some(({ name }) => name === words[0]);
  return isCommand ? [...words, '--help'] : ['help', ...words];
};

/** `rolecall`, `rolecall --query x` mean `pick`; so does nothing else. */
const withDefault = (argv: readonly string[]): readonly string[] => {
  const [first] = argv;
  if (first === undefined) return ['pick'];
  if (first === 'help') return helpWords(argv.slice(1));
  const isOwn = ['-h', '--help', '-V', '--version'].includes(first);
  return first.startsWith('-') && !isOwn ? ['pick', ...argv] : argv;
};

const exitOf = (error: CommanderError): number => (error.exitCode === 0 ? exitCodes.ok : exitCodes.usage);

/** `--mfa-code` reaches whoever needs it as the variable does, which a script can set without showing it. */
const withMfaCode = (host: Host, { mfaCode }: Options): Host => {
  if (typeof mfaCode !== 'string') return host;
  const code = mfaCode.replaceAll(' ', '');
  if (!isMfaCode(code)) throw new UsageError('--mfa-code is six digits.');
  return host.withEnv({ ...host.env, ROLECALL_MFA_CODE: code });
};

/** After these there may be figures for CloudWatch. */
const handsOut: ReadonlySet<string> = new Set([
  ...['pick', 'env', 'exec', 'process', 'console', 'each', 'serve', 'credentials', 'support-access'],
  'aws-cli-helper',
]);

/** Parses, runs, answers the exit code. Errors of commands pass through. */
export const dispatch = async (host: Host): Promise<number> => {
  const argv = withDefault(host.argv);
  const program = newProgram(host);
  let status: number = exitCodes.ok;
  for (const entry of commands) {
    const command = program.command(entry.name).description(entry.summary).exitOverride();
    command.helpOption('-h, --help', 'show help');
    if (entry.name !== argv[0]) continue;
    const module = await entry.load();
    module.configure(command);
    command.action(async () => {
      const options = command.opts<Options>();
      (await host.services.audit()).began(entry.name);
      try {
        status = await module.run(withMfaCode(host, options), command.args, options);
      } finally {
        // Failures are counted, too.
        if (handsOut.has(entry.name)) await (await import('./metrics-later.ts')).sendMetricsLater(host);
      }
    });
  }
  try {
    await program.parseAsync([...argv], { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) return exitOf(error);
    if (error instanceof OtherActionPicked || error instanceof CommandPicked)
      return (await import('./carry-out.ts')).carryOutPicked(host, error);
    if (error instanceof DemoPicked) return (await import('./open-demo.ts')).openDemo(host);
    throw error instanceof Error ? error : new UserError(String(error));
  }
  return status;
};
