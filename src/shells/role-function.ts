// The function that `init` defines, so that one word puts a role into this shell. It captures what `env` prints and
// obeys it whole or not at all; commands of rolecall are passed on. What it keeps is the role before this one, by name.
import { UsageError } from '../domain/errors.ts';
import { elvish, elvishSession } from './functions/elvish.ts';
import { fish } from './functions/fish.ts';
import { nushell } from './functions/nushell.ts';
import { posix } from './functions/posix.ts';
import { powershell } from './functions/powershell.ts';
import type { FunctionShell, RoleFunction } from './functions/request.ts';
import { tcsh } from './functions/tcsh.ts';
import { xonsh } from './functions/xonsh.ts';

export { type FunctionShell, markName, type RoleFunction } from './functions/request.ts';

const definitions: Readonly<Record<FunctionShell, (request: RoleFunction) => string>> = {
  bash: posix,
  zsh: posix,
  fish,
  sh: posix,
  powershell,
  nushell,
  xonsh,
  elvish,
  tcsh,
};

export const functionShells = Object.keys(definitions) as readonly FunctionShell[];

// POSIX has no hyphens in the names of functions, and dash none in practice.
const namePattern = (shell: FunctionShell | undefined): RegExp =>
  shell === 'sh' ? /^[A-Za-z][A-Za-z0-9_]*$/ : /^[A-Za-z][A-Za-z0-9_-]*$/;

// Grammar of some shell, or what the function itself calls: a function of this name would be an error of each start, or
// call itself for ever.
const taken = new Set(
  (
    'if then else elif elseif elsif fi for foreach while until do done case esac switch function select time repeat coproc ' +
    'end endif endsw begin and or not in def class import from with try lambda del pass fn var let mut use param break ' +
    'continue return exit exec eval command builtin source local export set unset shift echo printf test cd env alias'
  ).split(' '),
);

/** Errors: UsageError for what is no name of a function in the shell, a word of shells, and `rolecall` itself. */
export const checkFunctionName = (name: string, shell?: FunctionShell): string => {
  if (name === 'rolecall')
    throw new UsageError('A function named rolecall would hide the program.', 'Choose another: --name role');
  if (taken.has(name))
    throw new UsageError(`${name} is a word of the shells themselves.`, 'Choose another: --name role');
  if (namePattern(shell).test(name)) return name;
  throw new UsageError(
    `${JSON.stringify(name)} cannot be the name of a function.`,
    `A letter first, then letters, digits${shell === 'sh' ? '' : ', -'} and _.`,
  );
};

/**
 * TAB after the function offers what it takes: roles, the flags of `env`, and commands. The script knows how. Those of
 * PowerShell and nushell were never run: an error in them must not take the function away.
 */
const completionOf: Readonly<Partial<Record<FunctionShell, (name: string, script: string) => string>>> = {
  bash: (name, script) => `${script}
complete -o nosort -F _rolecall ${name} 2>/dev/null || complete -F _rolecall ${name}
`,
  // Before compinit there is nothing to register at.
  zsh: (name, script) => `if (( \${+functions[compdef]} )); then
${script}
compdef _rolecall ${name}
fi
`,
  fish: (name, script) => `${script}
complete -c ${name} -f -a '(__rolecall_complete)'
`,
  xonsh: (name, script) => `${script}
_rolecall_functions.add('${name}')
`,
  elvish: (name, script) => `${script}
set edit:completion:arg-completer[${name}] = $rolecall-complete~
`,
  // It has no comments, since line ends become blanks on its way.
  tcsh: (name, script) => script.replace('complete role ', `complete ${name} `),
};

/** The definition, which a script can evaluate too. */
export const roleFunction = (request: RoleFunction): string => definitions[request.shell](request);

/** What only a shell that a person sits at can evaluate. */
export const sessionPart = (request: RoleFunction): string =>
  request.shell === 'elvish' ? elvishSession(request) : '';

/** The completion script of the shell, and what makes the function complete by it. */
export const roleFunctionCompletion = ({ shell, name }: RoleFunction, script: string): string =>
  completionOf[shell]?.(name, script) ?? '';
