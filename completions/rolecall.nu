# Completion of rolecall for nushell. Names come from plain files of the last refresh: TAB starts no program. Nushell asks
# one closure about all programs: the one that was there before is kept for all others.

# What commands, flags and values there are; the build fills it in.
#@ tables

# The words of a list that start as the one typed, or else hold it; at most 200.
def rolecall-find [kind: string, typed: string] {
  let own = ($env.ROLECALL_HOME? | default "")
  let xdg = ($env.XDG_CACHE_HOME? | default "")
  let local = if $nu.os-info.name == "windows" { $env.LOCALAPPDATA? | default "" } else { "" }
  let cache = if $own != "" { $own | path join cache } else if $local != "" { $local | path join rolecall cache } else if ($xdg | str starts-with "/") { $xdg | path join rolecall } else { "~/.cache/rolecall" | path expand }
  let file = ($cache | path join completion $kind)
  if not ($file | path exists) { return [] }
  let lines = (open --raw $file | decode utf-8 | lines)
  let starting = ($lines | where {|line| $line | str starts-with $typed } | take 200)
  let found = if ($starting | is-empty) and $kind == "profiles" {
    $lines | where {|line| $line | split row "\t" | first | str contains --ignore-case $typed } | take 200
  } else { $starting }
  $found | each {|line|
    let columns = ($line | split row "\t")
    let word = ($columns | first)
    let quoted = if $word =~ '^[A-Za-z0-9_.+:/=%-]+$' { $word } else { $word | to json }
    { value: $quoted, description: ($columns | skip 1 | str join ", ") }
  }
}

def rolecall-taken [command: string, flag: string] {
  $rolecall_taken | where {|row| ($"($command):($flag)" in $row.places) or ($"*:($flag)" in $row.places) } | take 1
}

# How many words of the command there are, beside flags and what they take.
def rolecall-place [command: string, words: list<string>] {
  let counted = ($words | reduce --fold { place: 1, taken: false } {|word, so_far|
    if $so_far.taken { { place: $so_far.place, taken: false } } else if ($word | str starts-with "-") {
      { place: $so_far.place, taken: (not ($word | str contains "=") and not (rolecall-taken $command $word | is-empty)) }
    } else { { place: ($so_far.place + 1), taken: false } }
  })
  $counted.place
}

def rolecall-offer [taken: record, typed: string] {
  let words = ($taken.words | where {|word| $word | str starts-with $typed } | each {|word| { value: $word, description: "" } })
  if $taken.kind == "queries" {
    let keys = if $typed == "" { [] } else { $words | append (rolecall-find keys $typed) }
    let parts = if ($typed | str contains ":") { rolecall-find queries $typed } else { [] }
    $keys | append $parts | append (rolecall-find profiles $typed)
  } else if $taken.kind in [profiles roles accounts instances customers filters] {
    rolecall-find $taken.kind $typed
  } else if $taken.kind == "files" { null } else { $words }
}

def rolecall-complete [spans: list<string>] {
  let typed = ($spans | last)
  let before = ($spans | drop 1)
  if "--" in $before { return null }
  let named = if ($before | length) > 1 { $before | get 1 } else { "" }
  let command = if ($"($named)($typed)" | str starts-with "-") { "pick" } else { $named }
  let by_flag = (rolecall-taken $command ($before | last))
  let taken = if not ($by_flag | is-empty) or $command == "" or ($typed | str starts-with "-") { $by_flag } else {
    let by_place = (rolecall-taken $command $"arg(rolecall-place $command ($before | skip 2))")
    if ($by_place | is-empty) { rolecall-taken $command more } else { $by_place }
  }
  if not ($taken | is-empty) { rolecall-offer ($taken | first) $typed } else if ($typed | str starts-with "-") {
    $rolecall_flags | where command == $command | get flags | flatten | where {|flag| $flag.value | str starts-with $typed }
  } else if $command == "" {
    $rolecall_commands | where {|one| $one.value | str starts-with $typed }
  } else { [] }
}

let rolecall_before = $env.config?.completions?.external?.completer?
$env.config.completions.external.completer = {|spans|
  if ($spans | first) == "rolecall" { rolecall-complete $spans } else if $rolecall_before != null { do $rolecall_before $spans }
}
