// nushell reads its startup files before it runs them, so this text must be in a file of its own (see the startup block).
// `let` takes stdout alone: the picker keeps the terminal. A call that fails is an error of nushell, and nothing is set.
import { markName, nothingBefore, ownFlags, type RoleFunction } from './request.ts';

export const nushell = ({
  name,
  commands,
}: RoleFunction): string => `$env.${markName} = $"nushell:($nu.pid):${name}"

# A role of AWS for this shell.
def --env --wrapped ${name} [...words: string] {
    let first = ($words | get 0? | default "")
    # The last word of a branch, so that its output is not collected.
    if $first in [${[...commands, ...ownFlags].map((word) => `"${word}"`).join(' ')}] {
        ^rolecall ...$words
    } else if $first == "--console" {
        ^rolecall console ...($words | skip 1)
    } else {
        let before = ($env._ROLECALL_BEFORE? | default [])
        if $first == "-" and ($before | is-empty) {
            error make --unspanned { msg: "${nothingBefore(name)}" }
        }
        let back = if $first == "-" { [--instance $before.0 --arn $before.1 --region $before.2 ...($words | skip 1)] } else { $words }
        let text = (^rolecall env --shell nushell ...$back)
        if ($text | is-not-empty) {
            let held = [($env.ROLECALL_INSTANCE? | default "") $"($env.ROLECALL_ACCOUNT_ID?):($env.ROLECALL_ROLE_NAME?)" ($env.ROLECALL_ASKED_REGION? | default "")]
            $text | from json | load-env
            let now = [($env.ROLECALL_INSTANCE? | default "") $"($env.ROLECALL_ACCOUNT_ID?):($env.ROLECALL_ROLE_NAME?)" ($env.ROLECALL_ASKED_REGION? | default "")]
            if $held.0 != "" and $held != $now { $env._ROLECALL_BEFORE = $held }
        }
    }
}
`;
