// bash, zsh, and the shells of POSIX that know `local` (dash, ash, mksh). An alias of the same name would take the
// function's place, and make its definition an error: it goes. What `set -x` would trace are the keys: while they are set
// nothing is traced.
import { markName, nothingBefore, ownFlags, type RoleFunction } from './request.ts';

/** The first line of a function: it calls itself untraced. */
export const untraced = (name: string): string =>
  `case $- in *x*) set +x; \\${name} "$@"; set -- "$?"; set -x; return "$1" ;; esac`;

export const posix = ({
  shell,
  name,
  commands,
}: RoleFunction): string => `export ${markName}="${shell}:\${$}:${name}"
unalias ${name} 2>/dev/null || :
${shell === 'sh' ? `${name}()` : `function ${name}`} {
  ${untraced(name)}
  local text instance arn region
  case "\${1-}" in
    --console) shift; command rolecall console "$@"; return ;;
    ${[...commands, ...ownFlags].join('|')}) command rolecall "$@"; return ;;
    -)
      if [ -z "\${_rolecall_before_instance-}" ]; then
        echo '${nothingBefore(name)}' >&2
        return 1
      fi
      shift
      set -- --instance "$_rolecall_before_instance" --arn "$_rolecall_before_arn" \\
        --region "$_rolecall_before_region" "$@" ;;
  esac
  text=$(command rolecall env --shell ${shell} "$@") || return
  [ -n "$text" ] || return 0
  instance=\${ROLECALL_INSTANCE-} arn=\${ROLECALL_ACCOUNT_ID-}:\${ROLECALL_ROLE_NAME-}
  region=\${ROLECALL_ASKED_REGION-}
  eval "$text" || return
  if [ -n "$instance" ] && [ "$instance $arn $region" != \
    "\${ROLECALL_INSTANCE-} \${ROLECALL_ACCOUNT_ID-}:\${ROLECALL_ROLE_NAME-} \${ROLECALL_ASKED_REGION-}" ]; then
    _rolecall_before_instance=$instance _rolecall_before_arn=$arn _rolecall_before_region=$region
  fi
}
`;
