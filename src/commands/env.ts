// `rolecall env`: the exports of one role, to be read by a shell. Everything is written at once, at the end, so that
// a cancelled picker or a failed call leaves nothing for `eval` to run.

import { renderDotenv, renderExports, renderJson } from '../actions/render-variables.ts';
import { UsageError } from '../domain/errors.ts';
import { exitCodes } from '../domain/exit-codes.ts';
import { clearVariables, type Holding, roleVariables, type Variables } from '../domain/export-variables.ts';
import { type ExportMode, exportModes, exportsOf } from '../domain/exports-config.ts';
import type { Role } from '../domain/role.ts';
import { handOutCredentials } from '../engine/hand-out-credentials.ts';
import { recordUse } from '../engine/record-use.ts';
import type { Host } from '../host.ts';
import { initMark } from '../shells/init-mark.ts';
import { detectShell, findShell } from '../shells/registry.ts';
import type { Shell } from '../shells/shell.ts';
import type { CommandModule, Options } from './command.ts';
import type { EnvOutput } from './env-output.ts';
import { chooseHeld, laterKeys, refreshOptions } from './env-refresh.ts';
import { folderWarning } from './folder-warning.ts';
import { addConfirm } from './pass-guard.ts';
import { addRegionRule, regionOption, regionRule, regionWords } from './region-option.ts';
import { addSelectors, type ChosenRole, chooseRole } from './role-selection.ts';

const formats = ['shell', 'dotenv', 'json'] as const;

type Format = (typeof formats)[number];

type Request = {
  readonly format: Format;
  readonly shell: Shell;
  readonly options: Options;
  /** Undefined: as config.yaml has it. */
  readonly mode: ExportMode | undefined;
  readonly isClear: boolean;
  /** The file that gets them, in place of stdout. */
  readonly output?: EnvOutput | undefined;
};

const help = `
Without a selector, on a terminal, the picker opens. The picker draws on the terminal, only the exports go to stdout.

Examples:
  bash, zsh   eval "$(rolecall env)"
  sh          eval "$(rolecall env --shell sh --profile prod-admin)"
  fish        rolecall env --shell fish | source
  PowerShell  rolecall env --shell powershell | Out-String | Invoke-Expression
  cmd         for /f "delims=" %i in ('rolecall env --shell cmd --profile prod-admin') do @%i
  nushell     rolecall env --shell nushell | from json | load-env
  xonsh       execx($(rolecall env --shell xonsh))
  tcsh        eval "\`rolecall env --shell tcsh\`"
  elvish      eval (rolecall env --shell elvish | slurp)
  files       rolecall env --output .env --profile dev-admin (0600; refused where git does not ignore the file)
  again       eval "$(rolecall env --refresh)"
  profile     eval "$(rolecall env --export-mode profile)"      AWS_PROFILE, and no keys
  leave       eval "$(rolecall env --clear)"

The shell is --shell, else ROLECALL_SHELL, else the one that runs rolecall, else the login shell in SHELL.
The region is --region, else one of your own that the shell has, else that of the role, its account or its instance.
--overwrite-region takes the role's also where you have one of your own, which --clear then gives back.`;

const text = (value: Options[string]): string | undefined => (typeof value === 'string' ? value : undefined);

const readFormat = (value: string): Format => {
  const format = formats.find((known) => known === value);
  if (format === undefined)
    throw new UsageError(`${JSON.stringify(value)} is not a format.`, `Formats: ${formats.join(', ')}`);
  return format;
};

const readMode = (value: string | undefined): ExportMode | undefined => {
  const mode = exportModes.find((known) => known === value);
  if (value === undefined || mode !== undefined) return mode;
  throw new UsageError(
    `${JSON.stringify(value)} is no way to hold a role.`,
    `--export-mode is one of ${exportModes.join(', ')}.`,
  );
};

const readRequest = async (host: Host, args: readonly string[], options: Options): Promise<Request> => {
  const format = readFormat(text(options['format']) ?? 'shell');
  const shellName = text(options['shell']);
  if (shellName !== undefined && format !== 'shell')
    throw new UsageError('--shell goes with --format shell only.');
  const isClear = options['clear'] === true;
  if (isClear && format !== 'shell')
    throw new UsageError('--clear goes with --format shell only: a file cannot unset variables.');
  const shell =
    shellName === undefined
      ? detectShell(host.env, host.platform, await host.parentName())
      : findShell(shellName);
  if (options['cached'] === true && (options['refresh'] !== true || options['output'] !== undefined))
    throw new UsageError('--cached goes with --refresh only, and is for a shell.');
  const wanted = options['refresh'] === true ? refreshOptions(host, args, options) : options;
  regionOption(wanted);
  const mode = readMode(text(wanted['exportMode']));
  return { format, shell, options: wanted, mode, isClear };
};

const render = ({ format, shell }: Request, variables: Variables): string => {
  switch (format) {
    case 'shell':
      return renderExports(shell, variables);
    case 'dotenv':
      return renderDotenv(variables);
    case 'json':
      return renderJson(variables);
  }
};

// Words that mean themselves in every shell.
const isPlain = (word: string): boolean => /^[A-Za-z0-9][A-Za-z0-9_.-]*$/.test(word);

/** The command that asks for the same again without a picker, in words that no shell needs quoted. */
const sameAgain = (request: Request, role: Role | undefined): string => {
  const { shell, options } = request;
  const words = ['rolecall', 'env', '--shell', shell.id];
  if (role === undefined) return [...words, '--clear'].join(' ');
  if (isPlain(role.profile)) words.push('--profile', role.profile);
  else words.push('--account', role.accountId, '--role', isPlain(role.roleName) ? role.roleName : 'ROLE');
  return [...words, ...regionWords(options)].join(' ');
};

const write = (host: Host, request: Request, result: { variables: Variables; role?: Role }): void => {
  host.stdout.write(render(request, result.variables));
  if (!host.stdout.isTTY || request.format !== 'shell') return;
  const mark = initMark(host.env, host.parentId);
  const word = mark?.isHere ? `by the word ${mark.name}` : 'by one word, after: rolecall init --install';
  host.stderr.write(
    `Nothing has changed in this shell yet. Run: ${request.shell.capture(sameAgain(request, result.role))}\nOr ${word}\n`,
  );
};

const variablesOf = (
  host: Host,
  { options, output }: Request,
  { role, config, holding }: ChosenRole & { readonly holding: Holding },
): Variables => {
  // A file holds what the role has, whatever this shell has.
  const currentEnv = output === undefined ? host.env : {};
  return roleVariables({ role, holding, ...regionRule(options, config), currentEnv });
};

const holdKeys = async (host: Host, { role, instance }: ChosenRole): Promise<Holding> => {
  const credentials = await handOutCredentials(host.services, role, { instance });
  if (credentials.staleReason !== undefined)
    host.stderr.write(`These credentials end soon and could not be renewed: ${credentials.staleReason}\n`);
  return { kind: 'credentials', credentials };
};

const hold = async (host: Host, mode: ExportMode, chosen: ChosenRole): Promise<Holding> => {
  if (mode === 'credentials') return holdKeys(host, chosen);
  const { holdByProfile, holdByServer } = await import('../actions/hold-without-keys.ts');
  const { role, config } = chosen;
  return mode === 'profile'
    ? holdByProfile(host.services, role, config.instances)
    : holdByServer(host.services, role);
};

const printRole = async (host: Host, request: Request, chosen: ChosenRole): Promise<number> => {
  const { role, config, folder } = chosen;
  const holding = await hold(host, request.mode ?? exportsOf(config).mode, chosen);
  const variables = variablesOf(host, request, { ...chosen, holding });
  if (request.output === undefined) write(host, request, { role, variables });
  else await request.output.write(variables);
  const warning = folderWarning(folder, role);
  if (warning !== undefined) host.stderr.write(`${warning}\n`);
  await recordUse(host.services, [role]);
  return exitCodes.ok;
};

/** For a hook of the shell: what is there already, or nothing and exit 1. */
const printCached = async (host: Host, request: Request): Promise<number> => {
  const chosen = await chooseHeld(host, request.options);
  const credentials = await laterKeys(host, chosen);
  if (credentials === undefined) return exitCodes.failed;
  const holding: Holding = { kind: 'credentials', credentials };
  write(host, request, { variables: variablesOf(host, request, { ...chosen, holding }) });
  return exitCodes.ok;
};

const outputOf = async (host: Host, path: string, options: Options): Promise<EnvOutput> =>
  (await import('./env-output.ts')).openEnvOutput(host, path, options);

export const env: CommandModule = {
  configure: (command) => {
    const named = addConfirm(addSelectors(command))
      .option('--shell <name>', 'the shell that reads the exports')
      .option('--format <format>', `${formats.join(', ')}; shell unless given`)
      .option('-r, --region <region>', 'region to export, whatever the shell and the role have');
    addRegionRule(named)
      .option('--refresh', 'the role that this shell holds, with keys that live longer')
      .option(
        '--cached',
        'with --refresh: only what is there already, without AWS and without a question, else exit 1',
      )
      .option('--export-mode <mode>', `${exportModes.join(', ')}; config.yaml says which unless given`)
      .option('-o, --output <file>', 'write them into this file, between two marker lines')
      .option('--force', 'with --output: even where a git commit could take the file up')
      .option('--clear', 'print what removes the role from the shell; with --output, from the file')
      .addHelpText('after', help);
  },
  run: async (host, args, options) => {
    const path = text(options['output']);
    if (path !== undefined && options['clear'] === true)
      return (await import('./env-output.ts')).clearEnvOutput(host, path);
    const output = path === undefined ? undefined : await outputOf(host, path, options);
    const request = { ...(await readRequest(host, args, options)), output };
    if (request.isClear) {
      write(host, request, { variables: clearVariables(host.env) });
      return exitCodes.ok;
    }
    if (options['cached'] === true) return printCached(host.unattended(), request);
    const isAgain = options['refresh'] === true;
    const { options: wanted } = request;
    const choice = isAgain ? chooseHeld(host, wanted) : chooseRole(host, { args, options, action: 'export' });
    return printRole(host, request, await choice);
  },
};
