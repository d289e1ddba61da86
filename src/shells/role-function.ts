// The function that `init` defines, so that one word puts a role into this shell. It captures what `env` prints and
// obeys it whole or not at all; commands of rolecall are passed on. What it keeps is the role before this one, by name.
import { UsageError } from '../domain/errors.ts';
import type { ShellId } from './shell.ts';

export type FunctionShell = Extract<ShellId, 'bash' | 'zsh' | 'fish'>;

export const functionShells: readonly FunctionShell[] = ['bash', 'zsh', 'fish'];

/** Says that the function is there, in which shell (its process id), and under which name: `zsh:4711:role`. */
export const markName = 'ROLECALL_INIT';

export type RoleFunction = {
  readonly shell: FunctionShell;
  /** What the person types. */
  readonly name: string;
  /** Commands of rolecall, which are passed on. */
  readonly commands: readonly string[];
};

const namePattern = /^[A-Za-z][A-Za-z0-9_-]*$/;

/** Errors: UsageError for what is no name of a function in every shell, and for `rolecall` itself. */
export const checkFunctionName = (name: string): string => {
  if (name === 'rolecall')
    throw new UsageError('A function named rolecall would hide the program.', 'Choose another: --name role');
  if (namePattern.test(name)) return name;
  throw new UsageError(
    `${JSON.stringify(name)} cannot be the name of a function.`,
    'A letter first, then letters, digits, - and _.',
  );
};

const posix = ({
  shell,
  name,
  commands,
}: RoleFunction): string => `export ${markName}="${shell}:\${$}:${name}"
${name}() {
  local text instance arn
  case "\${1-}" in
    --console) shift; command rolecall console "$@"; return ;;
    ${commands.join('|')}|-h|--help|-V|--version) command rolecall "$@"; return ;;
    -)
      if [ -z "\${_rolecall_before_instance-}" ]; then
        echo '${name}: there is no role to go back to in this shell.' >&2
        return 1
      fi
      shift
      set -- --instance "$_rolecall_before_instance" --arn "$_rolecall_before_arn" "$@" ;;
  esac
  text=$(command rolecall env --shell ${shell} "$@") || return
  [ -n "$text" ] || return 0
  instance=\${ROLECALL_INSTANCE-} arn=\${ROLECALL_ACCOUNT_ID-}:\${ROLECALL_ROLE_NAME-}
  eval "$text" || return
  if [ -n "$instance" ] && [ "$instance $arn" != "\${ROLECALL_INSTANCE-} \${ROLECALL_ACCOUNT_ID-}:\${ROLECALL_ROLE_NAME-}" ]; then
    _rolecall_before_instance=$instance _rolecall_before_arn=$arn
  fi
}
`;

const fish = ({
  shell,
  name,
  commands,
}: RoleFunction): string => `set -gx ${markName} "${shell}:$fish_pid:${name}"
function ${name} --description 'A role of AWS for this shell'
    set -l words $argv
    switch "$argv[1]"
        case --console
            command rolecall console $argv[2..-1]
            return
        case ${commands.join(' ')} -h --help -V --version
            command rolecall $argv
            return
        case -
            if test -z "$_rolecall_before_instance"
                echo '${name}: there is no role to go back to in this shell.' >&2
                return 1
            end
            set words --instance $_rolecall_before_instance --arn $_rolecall_before_arn $argv[2..-1]
    end
    set -l lines (command rolecall env --shell ${shell} $words)
    or return
    test -n "$lines"
    or return 0
    set -l instance $ROLECALL_INSTANCE
    set -l arn "$ROLECALL_ACCOUNT_ID:$ROLECALL_ROLE_NAME"
    string join \\n -- $lines | source
    if test -n "$instance"; and test "$instance $arn" != "$ROLECALL_INSTANCE $ROLECALL_ACCOUNT_ID:$ROLECALL_ROLE_NAME"
        set -g _rolecall_before_instance $instance
        set -g _rolecall_before_arn $arn
    end
end
`;

/** TAB after the function offers what it takes: roles, the flags of `env`, and commands. Uses the completion script. */
const completionOf: Readonly<Record<FunctionShell, (request: RoleFunction, script: string) => string>> = {
  bash: ({ name, commands }, script) => `${script}
_rolecall_function() {
  local rest=\${COMP_LINE#*[[:space:]]} typed=$COMP_LINE words='env '
  case "\${rest%%[[:space:]]*}" in
    ${commands.join('|')}) [[ $rest == *[[:space:]]* ]] && words='' ;;
  esac
  local COMP_LINE="rolecall $words$rest"
  local COMP_POINT=$((COMP_POINT + \${#COMP_LINE} - \${#typed}))
  _rolecall
  [[ $rest == *[[:space:]]* ]] || COMPREPLY+=($(compgen -W "$_rolecall_commands" -- "$rest"))
}
complete -o nosort -F _rolecall_function ${name} 2>/dev/null || complete -F _rolecall_function ${name}
`,
  // Before compinit there is nothing to register at.
  zsh: ({ name, commands }, script) => `if (( $+functions[compdef] )); then
${script}
_rolecall_function() {
  local -i first=$(( CURRENT == 2 ))
  words[1]=rolecall
  if (( first )) || [[ $words[2] != (${commands.join('|')}) ]]; then
    words=(rolecall env "\${(@)words[2,-1]}")
    (( CURRENT += 1 ))
  fi
  _rolecall
  (( first )) && [[ $PREFIX != -* ]] && _rolecall_commands
  return 0
}
compdef _rolecall_function ${name}
fi
`,
  fish: ({ name, commands }, script) => `${script}
complete -c ${name} --wraps 'rolecall env'
complete -c ${name} -n '__fish_is_first_arg' -a '${commands.join(' ')}'
`,
};

/** What the shell evaluates at its start. */
export const roleFunction = (request: RoleFunction): string =>
  request.shell === 'fish' ? fish(request) : posix(request);

/** The completion script of the shell, and what makes the function complete by it. */
export const roleFunctionCompletion = (request: RoleFunction, script: string): string =>
  completionOf[request.shell](request, script);
