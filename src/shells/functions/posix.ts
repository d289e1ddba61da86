// bash, zsh, and the shells of POSIX that know `local` (dash, ash, mksh).
import { markName, nothingBefore, ownFlags, type RoleFunction } from './request.ts';

export const posix = ({
  shell,
  name,
  commands,
}: RoleFunction): string => `export ${markName}="${shell}:\${$}:${name}"
${name}() {
  local text instance arn
  case "\${1-}" in
    --console) shift; command rolecall console "$@"; return ;;
    ${[...commands, ...ownFlags].join('|')}) command rolecall "$@"; return ;;
    -)
      if [ -z "\${_rolecall_before_instance-}" ]; then
        echo '${nothingBefore(name)}' >&2
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
