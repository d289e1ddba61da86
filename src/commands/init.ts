// `init`: one line in the shell's startup file, and a word puts a role into the shell.
import { initText } from '../actions/init-text.ts';
import { UsageError } from '../domain/errors.ts';
import { exitCodes } from '../domain/exit-codes.ts';
import type { Host } from '../host.ts';
import { folderHook, folderTools } from '../shells/folder-hooks.ts';
import { detectShell, findShell } from '../shells/registry.ts';
import { checkFunctionName, type FunctionShell, functionShells } from '../shells/role-function.ts';
import type { ShellId } from '../shells/shell.ts';
import type { CommandModule } from './command.ts';

const help = `
It prints a function, role unless --name says otherwise, and the completion script:

  role                the picker; what you pick is in this shell
  role prod admin     the one role that matches, else the picker with these words
  role -              the role before this one
  role --refresh      this role again, with keys that live longer
  role --clear        no role
  role --profile NAME, --arn ACCOUNT:ROLE, --region R: as in rolecall env
  role --console ...  as rolecall console
  role list, ...      every command of rolecall

Keys go from rolecall to the shell through a pipe and stand in no file. When a call fails, or nothing was picked, the shell
stays as it is.

Examples:
  rolecall init --install
  rolecall init --install fish --name aws --dry-run
  rolecall init --uninstall

The line that --install puts into the shell's startup file, between two markers:
  bash        eval "$(rolecall init bash)"
  zsh         eval "$(rolecall init zsh)"          (after compinit)
  fish        rolecall init fish | source
  sh          eval "$(rolecall init sh)"           (dash, in the file that ENV names)
  PowerShell  rolecall init powershell | Out-String | Invoke-Expression
  nushell     mkdir ($nu.data-dir | path join vendor autoload)
              rolecall init nushell | save -f ($nu.data-dir | path join vendor autoload rolecall.nu)
  xonsh       execx($(rolecall init xonsh))
  elvish      eval (rolecall init elvish | slurp)
  tcsh        eval "\`rolecall init tcsh\`"
  cmd         has no functions: rolecall init cmd says what there is instead

rolecall init direnv and rolecall init mise print what makes these tools take the role of a folder: docs/folders.md`;

const isFunctionShell = (id: ShellId): id is FunctionShell =>
  (functionShells as readonly string[]).includes(id);

const noFunction = (): UsageError =>
  new UsageError(
    'cmd has no functions, and cannot read what a program prints without obeying it.',
    [
      'PowerShell:           rolecall init powershell | Out-String | Invoke-Expression',
      'A cmd with the role:  rolecall exec -- cmd',
      'One role in this cmd: rolecall env --shell cmd --help',
    ].join('\n'),
  );

const shellOf = async (host: Host, word: string | undefined): Promise<FunctionShell> => {
  const { id } =
    word === undefined ? detectShell(host.env, host.platform, await host.parentName()) : findShell(word);
  if (!isFunctionShell(id)) throw noFunction();
  return id;
};

const installOptions = ['file', 'dryRun', 'yes', 'json'] as const;

export const init: CommandModule = {
  configure: (command) =>
    void command
      .argument('[shell]', `${functionShells.join(', ')}; this shell unless given`)
      .option('--name <name>', 'what you want to type: role unless given')
      .option('--no-completion', 'the function only')
      .option('--install', 'add the line to the shell’s startup file, after showing the change')
      .option('--uninstall', 'remove what --install or setup added')
      .option('--file <path>', 'the startup file, where the shell reads another')
      .option('--dry-run', 'show the change and write nothing')
      .option('-y, --yes', 'do not ask')
      .option('--json', 'what was done, or would be without --yes')
      .addHelpText('after', help),
  run: async (host, [word], options) => {
    const tool = folderTools.find((name) => name === word);
    if (tool !== undefined) {
      host.stdout.write(folderHook(tool));
      return exitCodes.ok;
    }
    const shell = await shellOf(host, word);
    if (options['install'] === true || options['uninstall'] === true)
      return (await import('./init-install.ts')).installInit(host, shell, options);
    const given = installOptions.find((name) => options[name] !== undefined);
    if (given !== undefined) throw new UsageError('That option goes with --install or --uninstall.');
    const name = checkFunctionName(String(options['name'] ?? 'role'), shell);
    const isCompleting = options['completion'] !== false;
    const loadConfig = async () => (await host.services.configStore()).load();
    const { readPackageFile } = host;
    host.stdout.write(await initText({ shell, name, isCompleting, readPackageFile, loadConfig }));
    return exitCodes.ok;
  },
};
