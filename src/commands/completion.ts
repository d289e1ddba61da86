import { UsageError } from '../domain/errors.ts';
import { exitCodes } from '../domain/exit-codes.ts';
import { completionFiles, completionScript } from '../shells/completion-files.ts';
import { detectShell, findShell } from '../shells/registry.ts';
import type { CommandModule } from './command.ts';

const help = `
Names come from plain files that the last refresh wrote, so that TAB starts no program of ours.

Where the script goes, unless rolecall init has it already:
  bash        eval "$(rolecall completion bash)"
  zsh         rolecall completion zsh > "\${fpath[1]}/_rolecall"
              or, after compinit in ~/.zshrc: eval "$(rolecall completion zsh)"
  fish        rolecall completion fish > ~/.config/fish/completions/rolecall.fish
  xonsh       execx($(rolecall completion xonsh))
  elvish      eval (rolecall completion elvish | slurp)
  tcsh        eval "\`rolecall completion tcsh\`"
  PowerShell  rolecall completion powershell | Out-String | Invoke-Expression
  nushell     rolecall completion nushell | save -f ($nu.data-dir | path join vendor autoload rolecall-completion.nu)`;

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
