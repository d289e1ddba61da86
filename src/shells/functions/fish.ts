import { markName, nothingBefore, ownFlags, type RoleFunction } from './request.ts';

export const fish = ({
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
        case ${[...commands, ...ownFlags].join(' ')}
            command rolecall $argv
            return
        case -
            if test -z "$_rolecall_before_instance"
                echo '${nothingBefore(name)}' >&2
                return 1
            end
            set words --instance $_rolecall_before_instance --arn $_rolecall_before_arn \\
                --region "$_rolecall_before_region" $argv[2..-1]
    end
    set -l lines (command rolecall env --shell ${shell} $words)
    or return
    test -n "$lines"
    or return 0
    set -l instance $ROLECALL_INSTANCE
    set -l arn "$ROLECALL_ACCOUNT_ID:$ROLECALL_ROLE_NAME"
    set -l region "$ROLECALL_ASKED_REGION"
    string join \\n -- $lines | source
    if test -n "$instance"; and test "$instance $arn $region" != \\
            "$ROLECALL_INSTANCE $ROLECALL_ACCOUNT_ID:$ROLECALL_ROLE_NAME $ROLECALL_ASKED_REGION"
        set -g _rolecall_before_instance $instance
        set -g _rolecall_before_arn $arn
        set -g _rolecall_before_region $region
    end
end
`;
