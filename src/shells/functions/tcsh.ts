// tcsh has no functions, and its aliases are one line: the words of the call go to a list, and an alias for what they
// ask for is run by `eval`, which looks for aliases again. Every statement ends with a semicolon, since this text itself
// comes through backquotes, which make blanks of line ends. What a call prints goes to a variable first, so that its
// status is known before anything of it is obeyed.
import { markName, nothingBefore, ownFlags, type RoleFunction } from './request.ts';

/** The code of an alias, between single quotes. */
const alias = (name: string, ...statements: readonly string[]): string =>
  `alias ${name} '${statements.join('; ').replaceAll("'", "'\\''").replaceAll('!', '\\!')}';`;

const held = (name: string): string => `"\`printenv ${name}\`"`;

export const tcsh = ({ shell, name, commands }: RoleFunction): string =>
  [
    `setenv ${markName} ${shell}:$$:${name};`,
    `set _rolecall_commands = " ${[...commands, ...ownFlags].join(' ')} ";`,
    'set _rolecall_before = ();',
    alias('_rolecall_pass', 'rolecall $_rolecall_words:q'),
    alias('_rolecall_console', 'shift _rolecall_words', 'rolecall console $_rolecall_words:q'),
    // Backquotes take quoted words apart, but not those of an alias.
    alias('_rolecall_call', `rolecall env --shell ${shell} $_rolecall_words:q`),
    alias('_rolecall_nothing', `sh -c "echo '${nothingBefore(name)}' >&2; exit 1"`),
    alias(
      '_rolecall_back',
      'shift _rolecall_words',
      'set _rolecall_words = (--instance "$_rolecall_before[1]" --arn "$_rolecall_before[2]" "$_rolecall_before[3]" $_rolecall_words:q)',
      '_rolecall_env',
    ),
    alias(
      '_rolecall_env',
      'set _rolecall_text = "`_rolecall_call`"',
      'set _rolecall_status = $status',
      `set _rolecall_held = (${held('ROLECALL_INSTANCE')} ${held('ROLECALL_ACCOUNT_ID')}:${held('ROLECALL_ROLE_NAME')} --region=${held('ROLECALL_ASKED_REGION')})`,
      'eval "$_rolecall_text"',
      'unset _rolecall_text',
      `set _rolecall_now = (${held('ROLECALL_INSTANCE')} ${held('ROLECALL_ACCOUNT_ID')}:${held('ROLECALL_ROLE_NAME')} --region=${held('ROLECALL_ASKED_REGION')})`,
      'if ("$_rolecall_held[1]" != "" && "$_rolecall_held" != "$_rolecall_now") set _rolecall_before = ($_rolecall_held:q)',
      '( exit $_rolecall_status )',
    ),
    alias(
      name,
      'set _rolecall_words = (!*)',
      'set _rolecall_first = ($_rolecall_words:q "")',
      'set _rolecall_run = env',
      'if ("$_rolecall_commands" =~ "* $_rolecall_first[1] *") set _rolecall_run = pass',
      'if ("$_rolecall_first[1]" == "--console") set _rolecall_run = console',
      'if ("$_rolecall_first[1]" == "-") set _rolecall_run = nothing',
      'if ("$_rolecall_first[1]" == "-" && $#_rolecall_before > 0) set _rolecall_run = back',
      'eval _rolecall_$_rolecall_run',
    ),
    '',
  ].join('\n');
