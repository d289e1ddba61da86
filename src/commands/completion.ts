import { UsageError } from '../domain/errors.ts';
import { exitCodes } from '../domain/exit-codes.ts';
import { completionFiles, completionScript } from '../shells/completion-files.ts';
import { detectShell, findShell } from '../shells/registry.ts';
import type { CommandModule } from './command.ts';

const help = `
Role names come from the plain names file that the last refresh wrote, so that TAB starts no program of ours.

Examples:
  bash   echo 'eval "$(rolecall completion bash)"' >> ~/.bashrc
  zsh    rolecall completion zsh > "\${fpath[1]}/_rolecall"
         or, after compinit in ~/.zshrc: eval "$(rolecall completion zsh)"
  fish   rolecall completion fish > ~/.config/fish/completions/rolecall.fish`;

export const completion: CommandModule = {
  configure: (command) => {
    command
      .argument('[shell]', `${Object.keys(completionFiles).join(', ')}; this shell unless given`)
      .addHelpText('after', help);
  },
  run: async (host, args) => {
    const shell =
      args[0] === undefined
        ? detectShell(host.env, host.platform, await host.parentName())
        : findShell(args[0]);
    const path = completionScript(shell.id);
    if (path === undefined)
      throw new UsageError(
        `There is no completion script for ${shell.id} yet.`,
        `Scripts: ${Object.keys(completionFiles).join(', ')}`,
      );
    host.stdout.write(await host.readPackageFile(path));
    return exitCodes.ok;
  },
};
