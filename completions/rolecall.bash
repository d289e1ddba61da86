# Completion of rolecall for bash (3.2 and later). Names come from plain files of the last refresh: TAB starts no Node,
# asks nothing and opens no secret. Load it with: eval "$(rolecall completion bash)"

# What commands, flags and values there are; the build fills it in.
#@ tables

# Sets `file` to a file of the cache.
_rolecall_file() {
  file=${HOME-}/.cache
  [[ ${XDG_CACHE_HOME-} == /* ]] && file=$XDG_CACHE_HOME
  file=$file/rolecall/$1
  [[ -n ${ROLECALL_HOME-} ]] && file=$ROLECALL_HOME/cache/$1
  [[ -r $file && -f $file ]]
}

# Sets `plain`: the text as grep takes it word for word.
_rolecall_plain() {
  plain=${1//[/[[]}
  plain=${plain//\\/[\\]}
  plain=${plain//./[.]}
  plain=${plain//\*/[*]}
}

# Sets `common`: the start that two texts share.
_rolecall_common() {
  common=$1
  while [[ $2 != "$common"* ]]; do common=${common%?}; done
}

# _rolecall_grep ARGUMENTS...: sets `found`. What is substituted is read in blocks, a pipe character by character.
_rolecall_grep() {
  local IFS=$'\n' glob=+f
  [[ $- == *f* ]] && glob=-f
  set -f
  found=($(LC_ALL=C exec grep "$@" "$file" 2>/dev/null))
  set "$glob"
}

# _rolecall_find FILE [KIND]: adds the words that start as the one typed. Of very many the first, and as many others as
# it takes for TAB to put in no more than all have in common.
_rolecall_find() {
  local file before=${2:+$2$'\t'} plain start common more
  local -a found
  _rolecall_file "$1" || return
  _rolecall_plain "$before$current"
  start=^$plain
  _rolecall_grep -o -m 500 "$start[^"$'\t'"]*"
  common=${found[499]-}
  while [[ -n $common && $common != "$before$current" ]]; do
    _rolecall_common "${found[0]}" "$common"
    _rolecall_plain "$common"
    more=$(LC_ALL=C grep -o "$start[^"$'\t'"]*" "$file" | LC_ALL=C grep -v -m 1 "^$plain") || break
    found+=("$more") common=$more
  done
  offers+=("${found[@]#"$before"}")
}

# _rolecall_near: where no name starts as the word typed, adds those that hold it, or else its letters in their order.
_rolecall_near() {
  local file plain pattern='' at
  local -a found
  ((${#offers[@]} == 0 && ${#current} > 0 && ${#current} < 40)) && _rolecall_file names || return 0
  _rolecall_plain "$current"
  _rolecall_grep -o -i -m 500 "^[^"$'\t'"]*$plain[^"$'\t'"]*"
  if ((${#found[@]} == 0)); then
    for ((at = 0; at < ${#current}; at++)); do
      _rolecall_plain "${current:at:1}"
      pattern=$pattern[^$'\t']*$plain
    done
    _rolecall_grep -o -i -m 500 "^$pattern[^"$'\t'"]*"
  fi
  offers=("${found[@]}")
  # Readline puts in what all have in common: a blank keeps it from taking away what was typed.
  ((${#found[@]} > 1)) && offers+=(' ')
}

_rolecall_among() {
  local word
  for word; do [[ $word == "$current"* ]] && offers+=("$word"); done
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
      if [[ -n $current ]]; then
        _rolecall_among "$@"
        _rolecall_find words key
      fi
      [[ $current == *:* ]] && _rolecall_find words query
      _rolecall_find names
      _rolecall_near
      ;;
    profiles)
      _rolecall_find names
      _rolecall_near
      ;;
    roles | accounts | instances) _rolecall_find words "${kind%s}" ;;
    filters) _rolecall_find filters ;;
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

# Sets COMPREPLY to what is to stand in the line in the place of `text`, quoted as the word began.
_rolecall_reply() {
  local text=$1 before offer dollar='`$'
  before=${raw%"$text"}
  before=${before//[\"\'\\]/}
  for offer in "${offers[@]}"; do
    [[ $offer == *[[:cntrl:]]* ]] && continue
    if [[ $offer == ' ' ]]; then
      COMPREPLY+=(' ')
      continue
    fi
    [[ $offer == "$before"* ]] || continue
    offer=${offer#"$before"}
    case $quote in
      '') [[ $offer == *[!A-Za-z0-9_.@+:/=,%-]* ]] && printf -v offer %q "$offer" ;;
      \') offer=${offer//\'/\'\\\'\'} ;;
      *)
        # Inside these nothing takes the meaning from `!`.
        [[ $offer == *!* ]] && continue
        offer=${offer//\\/\\\\} offer=${offer//\"/\\\"} offer=${offer//\`/\\\`} offer=${offer//\$/\\\$}
        ;;
    esac
    COMPREPLY+=("$offer")
  done
  [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == *[:=] ]] && compopt -o nospace 2>/dev/null
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
  local raw current quote=''
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
