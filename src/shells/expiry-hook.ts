// What `init` adds for `on_expiry`: before each prompt the shell compares its own clock with ROLECALL_EXPIRES_AT, without a
// program. Only where keys end soon is rolecall started: to renew them behind the prompt, which never waits for AWS, and at
// a later prompt to take what was renewed. zsh and fish also look before a command, and there they wait for new keys where
// the old ones have ended; bash has no such hook but the DEBUG trap, which is the person's. What cannot be renewed is told
// once, and then left alone.
import { untraced } from './functions/posix.ts';

export type HookShell = 'bash' | 'zsh' | 'fish';

export type ExpiryHook = {
  /** The function of `init`. */
  readonly name: string;
  /** Keys are renewed, or only their end is told. */
  readonly isRenewing: boolean;
};

// Seconds. `process` renews what ends within 15 minutes, so a little later than that it has something to do.
const early = 870;
const pause = 60;
const patience = 2;

const renewal = `command rolecall process --instance "$ROLECALL_INSTANCE" --arn "$ROLECALL_ACCOUNT_ID:$ROLECALL_ROLE_NAME" </dev/null >/dev/null 2>&1`;

const told = (name: string): string =>
  `'rolecall: the keys of %s have expired. Renew them with: ${name} --refresh\\n'`;

type Dialect = { readonly shell: 'bash' | 'zsh'; readonly options: string; readonly now: string };

const posixRenewal = `
  if [[ \${1-} == command ]]; then
    (( now < ROLECALL_EXPIRES_AT )) || _rolecall_take || { ${renewal}; _rolecall_take; } || _rolecall_tell
    return $kept
  fi
  if (( _rolecall_began && ! _rolecall_looked && now >= _rolecall_began + ${patience} )); then
    _rolecall_looked=1
    _rolecall_take && return $kept
  fi
  if (( now >= _rolecall_began + ${pause} )); then
    _rolecall_began=$now _rolecall_looked=0
    ( ${renewal} & )
  fi
  (( now < ROLECALL_EXPIRES_AT || ! _rolecall_looked )) || _rolecall_tell`;

/** Before a command it is called with that word. Arithmetic sees no value that was not checked. */
const posix = ({ shell, options, now }: Dialect, { name, isRenewing }: ExpiryHook): string =>
  `_rolecall_began=0 _rolecall_looked=0 _rolecall_told=
_rolecall_take() {
  ${untraced('_rolecall_take')}
  local text
  text=$(command rolecall env --shell ${shell} --refresh --cached </dev/null 2>/dev/null) && [[ -n $text ]] && eval "$text"
}
_rolecall_tell() {
  _rolecall_told=$ROLECALL_EXPIRES_AT
  printf ${told(name)} "\${ROLECALL_PROFILE//[^[:print:]]/}" >&2
}
_rolecall_expiry() {
  local kept=$? now${options}
  case \${ROLECALL_EXPIRES_AT-} in
    '' | 0* | *[!0-9]* | ?????????????*) return $kept ;;
  esac
  [[ \${ROLECALL_KEY_ID-} == "\${AWS_ACCESS_KEY_ID-}" && $_rolecall_told != "$ROLECALL_EXPIRES_AT" ]] || return $kept
  ${now}
  (( now < ROLECALL_EXPIRES_AT - ${isRenewing ? early : 0} )) && return $kept${isRenewing ? posixRenewal : '\n  _rolecall_tell'}
  return $kept
}
`;

const inBash = {
  shell: 'bash',
  options: '',
  now: "printf -v now '%(%s)T' -1 2>/dev/null || return $kept",
} as const;

// What a prompt shows is to be what was renewed, so ours comes first. `$?` goes on to the next.
const bash = (hook: ExpiryHook): string => `${posix(inBash, hook)}\
case "\${PROMPT_COMMAND[*]-}" in
  *_rolecall_expiry*) ;;
  *) PROMPT_COMMAND="_rolecall_expiry\${PROMPT_COMMAND:+
$PROMPT_COMMAND}" ;;
esac
`;

const inZsh = { shell: 'zsh', options: '\n  emulate -L zsh', now: 'now=$EPOCHSECONDS' } as const;

const zsh = (hook: ExpiryHook): string => `${posix(inZsh, hook)}\
_rolecall_before_command() { _rolecall_expiry command }
if zmodload -F zsh/datetime p:EPOCHSECONDS 2>/dev/null; then
  autoload -Uz add-zsh-hook
  add-zsh-hook precmd _rolecall_expiry
${hook.isRenewing ? '  add-zsh-hook preexec _rolecall_before_command\n' : ''}fi
`;

const fishRenewal = `
    if test $_rolecall_began -gt 0 -a $_rolecall_looked = 0 -a $now -ge (math $_rolecall_began + ${patience})
        set -g _rolecall_looked 1
        _rolecall_take; and return
    end
    if test $now -ge (math $_rolecall_began + ${pause})
        set -g _rolecall_began $now
        set -g _rolecall_looked 0
        ${renewal} &
        disown $last_pid 2>/dev/null
    end
    test $now -lt $ROLECALL_EXPIRES_AT -o $_rolecall_looked = 0; or _rolecall_tell`;

const fishBeforeCommand = `
function _rolecall_before_command --on-event fish_preexec
    _rolecall_due 0 >/dev/null; or return
    _rolecall_take; and return
    ${renewal}
    _rolecall_take; or _rolecall_tell
end`;

// fish has no clock, but it knows when a folder was changed, and how long ago.
const fish = ({ name, isRenewing }: ExpiryHook): string => `if path mtime -R / >/dev/null 2>&1
set -g _rolecall_began 0
set -g _rolecall_looked 0
set -g _rolecall_told
function _rolecall_due
    string match -qr '^[1-9][0-9]{0,11}$' -- "$ROLECALL_EXPIRES_AT"
    and test "$ROLECALL_KEY_ID" = "$AWS_ACCESS_KEY_ID" -a "$_rolecall_told" != $ROLECALL_EXPIRES_AT
    or return
    set -l now (math (path mtime /) + (path mtime -R /))
    test $now -ge (math $ROLECALL_EXPIRES_AT - $argv[1]); and echo $now
end
function _rolecall_take
    set -l lines (command rolecall env --shell fish --refresh --cached </dev/null 2>/dev/null)
    and test -n "$lines"
    and string join \\n -- $lines | source
end
function _rolecall_tell
    set -g _rolecall_told $ROLECALL_EXPIRES_AT
    printf ${told(name)} (string replace -ra '[^[:print:]]' '' -- "$ROLECALL_PROFILE") >&2
end
function _rolecall_expiry --on-event fish_prompt
    set -l now (_rolecall_due ${isRenewing ? early : 0}); or return${isRenewing ? fishRenewal : '\n    _rolecall_tell'}
end${isRenewing ? fishBeforeCommand : ''}
end
`;

const hooks: Readonly<Record<HookShell, (hook: ExpiryHook) => string>> = { bash, zsh, fish };

export const isHookShell = (shell: string): shell is HookShell => Object.hasOwn(hooks, shell);

/** What the shell evaluates after the function of `init`. */
export const expiryHook = (shell: HookShell, hook: ExpiryHook): string => hooks[shell](hook);
