// elvish gets data: the record that nushell gets too. A call that fails is an exception of elvish, and nothing is set.
// `eval` has a namespace of its own, so that the function is handed to the session by `edit:`, which only a session has.
import { markName, nothingBefore, ownFlags, type RoleFunction } from './request.ts';

export const elvish = ({
  name,
  commands,
}: RoleFunction): string => `set-env ${markName} 'elvish:'$pid':${name}'
var rolecall-before = []
fn rolecall-held {
  var get = {|name| if (has-env $name) { get-env $name } else { put '' } }
  put [($get ROLECALL_INSTANCE) ($get ROLECALL_ACCOUNT_ID)':'($get ROLECALL_ROLE_NAME) ($get ROLECALL_ASKED_REGION)]
}
fn ${name} {|@words|
  var first = ''
  if (> (count $words) 0) { set first = $words[0] }
  if (has-value [${[...commands, ...ownFlags].join(' ')}] $first) {
    e:rolecall $@words
    return
  }
  if (eq $first --console) {
    e:rolecall console (all $words[1..])
    return
  }
  if (eq $first -) {
    if (== (count $rolecall-before) 0) { fail '${nothingBefore(name)}' }
    set words = [--instance $rolecall-before[0] --arn $rolecall-before[1] --region $rolecall-before[2] (all $words[1..])]
  }
  var records = [(e:rolecall env --shell nushell $@words | from-json)]
  if (== (count $records) 0) { return }
  var before = (rolecall-held)
  for name [(keys $records[0])] {
    var value = $records[0][$name]
    if (eq $value $nil) { unset-env $name } else { set-env $name $value }
  }
  if (and (not-eq $before[0] '') (not-eq $before (rolecall-held))) { set rolecall-before = $before }
}
`;

/** Makes the function one of the session's. */
export const elvishSession = ({ name }: RoleFunction): string => `edit:add-var ${name}~ $${name}~\n`;
