// `init`: one line in the shell's startup file, and a word puts a role into the shell.
import { UsageError } from '../domain/errors.ts';
import { exitCodes } from '../domain/exit-codes.ts';
import type { Host } from '../host.ts';
import { detectShell, findShell } from '../shells/registry.ts';
import {
  checkFunctionName,
  type FunctionShell,
  functionShells,
  roleFunction,
  roleFunctionCompletion,
} from '../shells/role-function.ts';
import type { CommandModule } from './command.ts';
import { completionScripts } from './completion.ts';

const help = `
It prints a function, role unless --name says otherwise, and the completion script:

  role                the picker; what you pick is in this shell
  role prod admin     the one role that matches, else the picker with these words
  role -              the role before this one
  role --clear        no role
  role --profile NAME, --arn ACCOUNT:ROLE, --region R: as in rolecall env
  role --console ...  as rolecall console
  role list, ...      every command of rolecall

Keys go from rolecall to the shell through a pipe and stand in no file. When a call fails, or nothing was picked, the shell
stays as it is.

Examples:
  bash   echo 'eval "$(rolecall init bash)"' >> ~/.bashrc
  zsh    echo 'eval "$(rolecall init zsh)"' >> ~/.zshrc     (after compinit)
  fish   echo 'rolecall init fish | source' >> ~/.config/fish/config.fish`;

/** Those that the completion scripts know: a test compares them with the registry, which may not be imported here. */
const commandNames = async (host: Host): Promise<readonly string[]> => {
  const script = await host.readPackageFile(completionScripts.bash ?? '');
  return /^_rolecall_commands='([^']*)'$/m.exec(script)?.[1]?.split(' ') ?? [];
};

const isFunctionShell = (id: string): id is FunctionShell =>
  (functionShells as readonly string[]).includes(id);

export const init: CommandModule = {
  configure: (command) =>
    void command
      .argument('[shell]', `${functionShells.join(', ')}; this shell unless given`)
      .option('--name <name>', 'what you want to type', 'role')
      .option('--no-completion', 'the function only')
      .addHelpText('after', help),
  run: async (host, [word], options) => {
    const { id } =
      word === undefined ? detectShell(host.env, host.platform, await host.parentName()) : findShell(word);
    if (!isFunctionShell(id))
      throw new UsageError(
        `There is no function for ${id} yet.`,
        `Shells: ${functionShells.join(', ')}. In the others: rolecall env --help`,
      );
    const name = checkFunctionName(String(options['name']));
    const request = { shell: id, name, commands: await commandNames(host) };
    const script = completionScripts[id];
    const withCompletion = options['completion'] !== false && script !== undefined;
    const completion = withCompletion
      ? roleFunctionCompletion(request, await host.readPackageFile(script))
      : '';
    host.stdout.write(`${roleFunction(request)}${completion}`);
    return exitCodes.ok;
  },
};
