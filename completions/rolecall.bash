# Completion of rolecall for bash (3.2 and later). Names come from plain files of the last refresh: TAB starts no Node,
# asks nothing and opens no secret. Load it with: eval "$(rolecall completion bash)"

# What commands, flags and values there are; the build fills it in.
#@ tables

# Sets `file` to the list of a kind.
_rolecall_file() {
  file=${HOME-}/.cache
  [[ ${XDG_CACHE_HOME-} == /* ]] && file=$XDG_CACHE_HOME
  file=$file/rolecall
  [[ -n ${ROLECALL_HOME-} ]] && file=$ROLECALL_HOME/cache
  file=$file/completion/$1
  [[ -r $file && -f $file ]]
}

# Sets `plain`: the text as grep takes it word for word.
_rolecall_plain() {
  plain=${1//[/[[]}
  plain=${plain//\\/[\\]}
  plain=${plain//./[.]}
  plain=${plain//\*/[*]}
}

# _rolecall_grep MOST PATTERN FLAGS...: adds words of `file`. A substitution is read in blocks, a pipe by the character.
_rolecall_grep() {
  local IFS=$'\n' glob=+f most=$1 pattern=$2
  shift 2
  [[ $- == *f* ]] && glob=-f
  set -f
  offers+=($(LC_ALL=C exec grep "$@" -o -m "$most" -- "^$pattern[^"$'\t'"]*" "$file" 2>/dev/null))
  set "$glob"
}

# _rolecall_find KIND: adds the words that start as the one typed. Of very many the first ones, and the last: so TAB puts
# in no more than all have in common.
_rolecall_find() {
  local file plain
  local -i before=${#offers[@]}
  _rolecall_file "$1" || return
  _rolecall_plain "$current"
  _rolecall_grep 200 "$plain"
  ((${#offers[@]} == before + 200)) && _rolecall_file "$1.reversed" && _rolecall_grep 1 "$plain"
}

# Where no profile starts as the word typed, adds those that hold it, or else its letters in their order.
_rolecall_near() {
  local file plain letters='' any=[^$'\t']*
  local -i at
  ((${#offers[@]} == 0 && ${#current} > 0 && ${#current} < 40)) && _rolecall_file profiles || return 0
  _rolecall_plain "$current"
  _rolecall_grep 200 "$any$plain" -i
  if ((${#offers[@]} == 0)); then
    for ((at = 0; at < ${#current}; at++)); do
      _rolecall_plain "${current:at:1}"
      letters=$letters$any$plain
    done
    _rolecall_grep 200 "$letters" -i
  fi
  near=yes
}

_rolecall_among() {
  local word
  for word; do [[ $word == "$current"* ]] && offers+=("$word"); done
}

# What comes before a colon: few enough to be read here.
_rolecall_keys() {
  local file key
  _rolecall_file keys || return
  while IFS= read -r key; do _rolecall_among "$key"; done <"$file"
}

# Those that ship are given; and files of one's own.
_rolecall_themes() {
  local config=${HOME-}/.config file name
  [[ ${XDG_CONFIG_HOME-} == /* ]] && config=$XDG_CONFIG_HOME
  config=$config/rolecall
  [[ -n ${ROLECALL_HOME-} ]] && config=$ROLECALL_HOME
  for file in "$config"/themes/*.yaml "$config"/themes/*.yml "$config"/themes/*.json; do
    name=${file##*/}
    [[ -e $file ]] && _rolecall_among "${name%.*}"
  done
}

# _rolecall_offer KIND WORDS...
_rolecall_offer() {
  local kind=$1
  shift
  case $kind in
    queries)
      [[ -n $current ]] && _rolecall_among "$@"
      [[ -n $current && $current != *:* ]] && _rolecall_keys
      [[ $current == *:* ]] && _rolecall_find queries
      _rolecall_find profiles
      _rolecall_near
      ;;
    profiles)
      _rolecall_find profiles
      _rolecall_near
      ;;
    roles | accounts | instances | customers | filters) _rolecall_find "$kind" ;;
    files) compopt -o default 2>/dev/null ;;
    *) _rolecall_among "$@" ;;
  esac
  [[ $kind == themes ]] && _rolecall_themes
}

# Sets `words` and `raw`, the word at the cursor. bash itself also splits at `:` and `=`, which names hold.
_rolecall_split() {
  local rest=$1 word="([^]['\"\\\\[:space:]]|[][]|\\\\.|'[^']*'|\"([^\"\\\\]|\\\\.)*\")+"
  words=()
  while [[ $rest =~ ^[[:space:]]*($word)[[:space:]]+ ]]; do
    rest=${rest:${#BASH_REMATCH[0]}}
    words+=("${BASH_REMATCH[1]//[\"\'\\]/}")
  done
  raw=$rest
}

# Adds an offer to COMPREPLY, quoted as the word began, where it can be.
_rolecall_quote() {
  local offer=$1
  [[ $offer == *[[:cntrl:]]* ]] && return
  case $quote in
    '') printf -v offer %q "$offer" ;;
    \') offer=${offer//\'/\'\\\'\'} ;;
    *)
      # Between these nothing takes the meaning from `!`.
      [[ $offer == *!* ]] && return
      offer=${offer//\\/\\\\}
      offer=${offer//\"/\\\"}
      offer=${offer//\`/\\\`}
      offer=${offer//\$/\\\$}
      ;;
  esac
  COMPREPLY+=("$offer")
}

# Sets COMPREPLY to what is to stand in the line in the place of `text`.
_rolecall_reply() {
  local text=$1 before offer IFS=$'\n'
  before=${raw%"$text"}
  before=${before//[\"\'\\]/}
  if [[ -z $before$quote && "${offers[*]}" != *[!A-Za-z0-9_.@+:/=,%$'\n'-]* ]]; then
    COMPREPLY=("${offers[@]}")
  else
    for offer in "${offers[@]}"; do
      [[ $offer == "$before"* ]] && _rolecall_quote "${offer#"$before"}"
    done
  fi
  # Readline puts in what all have in common: a blank keeps it from taking away what was typed.
  [[ -n $near && ${#COMPREPLY[@]} -gt 1 ]] && COMPREPLY+=(' ')
  if ((${#COMPREPLY[@]} == 1)); then
    COMPREPLY=("${COMPREPLY[0]}$quote")
    [[ ${COMPREPLY[0]} == *[:=] ]] && compopt -o nospace 2>/dev/null
  fi
  return 0
}

# Sets `command`, and `place` to how many words of it are before the cursor, beside flags and what they take.
_rolecall_place() {
  local word REPLY taken=''
  command=${words[1]-} place=1
  [[ ${command:-$current} == -* ]] && command=pick place=0
  for word in "${words[@]:2}"; do
    if [[ -n $taken ]]; then taken=''
    elif [[ $word == -* ]]; then [[ $word != *=* ]] && _rolecall_takes "$command:$word" && taken=yes
    else ((place++))
    fi
  done
}

_rolecall_candidates() {
  local command place REPLY previous=${words[${#words[@]} - 1]}
  # The function of `rolecall init` is `rolecall env`, unless it is given a command.
  if [[ ${words[0]} != *rolecall ]]; then
    [[ ${#words[@]} -eq 1 ]] && _rolecall_among $_rolecall_commands --console
    [[ ${#words[@]} -gt 1 && " $_rolecall_commands " == *" ${words[1]} "* ]] || words=(rolecall env "${words[@]:1}")
  fi
  _rolecall_place
  if [[ -z $quote && $current == --*=* ]]; then
    previous=${current%%=*} current=${current#*=} raw=${raw#*=}
  fi
  if _rolecall_takes "$command:$previous"; then _rolecall_offer $REPLY
  elif [[ $current == -* ]] && _rolecall_flags "$command"; then _rolecall_among $REPLY
  elif [[ -z $command ]]; then _rolecall_among $_rolecall_commands
  elif _rolecall_takes "$command:arg$place" || _rolecall_takes "$command:more"; then _rolecall_offer $REPLY
  fi
}

_rolecall() {
  local raw current quote='' near=''
  local -a words offers=()
  COMPREPLY=()
  _rolecall_split "${COMP_LINE:0:COMP_POINT}"
  ((${#words[@]})) || return
  [[ $raw == [\"\']* ]] && quote=${raw:0:1}
  current=${raw//[\"\'\\]/}
  if [[ " ${words[*]} " == *' -- '* ]]; then
    if [[ ${words[${#words[@]} - 1]} == -- ]]; then
      local IFS=$'\n'
      COMPREPLY=($(compgen -c -- "${current:-?}"))
    else
      compopt -o default 2>/dev/null
    fi
    return
  fi
  _rolecall_candidates
  ((${#offers[@]})) && _rolecall_reply "$2"
  return 0
}

complete -o nosort -F _rolecall rolecall 2>/dev/null || complete -F _rolecall rolecall
