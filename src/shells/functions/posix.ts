// bash, zsh, and the shells of POSIX that know `local` (dash, ash, mksh).
import { markName, nothingBefore, ownFlags, type RoleFunction } from './request.ts';

export const posix = ({
  shell,
  name,
  commands,
}: RoleFunction): string => `export ${markName}="${shell}:\${$}:${name}"
${name}() {
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
