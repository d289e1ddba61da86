# Completion of rolecall for elvish. Names come from plain files of the last refresh: TAB starts grep and nothing else.
# Load it with: eval (rolecall completion elvish | slurp)
use path
use re
use str

# What commands, flags and values there are; the build fills it in.
#@ tables

fn rolecall-env {|name| if (has-env $name) { get-env $name } else { put '' } }

fn rolecall-described {|pairs|
  for pair $pairs { edit:complex-candidate $pair[0] &display=(str:join '  ' $pair) }
}

# The words of a list that start as the one typed.
fn rolecall-find {|kind typed|
  var cache = (rolecall-env XDG_CACHE_HOME)
  if (not (str:has-prefix $cache /)) { set cache = (rolecall-env HOME)/.cache }
  set cache = $cache/rolecall
  if (not-eq (rolecall-env ROLECALL_HOME) '') { set cache = (rolecall-env ROLECALL_HOME)/cache }
  var file = $cache/completion/$kind
  if (not (path:is-regular &follow-symlink=$true $file)) { return }
  var plain = (re:replace '[][\\.*^$]' '\$0' $typed)
  try {
    e:grep -m 200 -- '^'$plain $file 2>/dev/null | from-lines | each {|line|
      var columns = [(str:split "\t" $line)]
      var suffix = ' '
      if (str:has-suffix $columns[0] ':') { set suffix = '' }
      edit:complex-candidate $columns[0] &code-suffix=$suffix &display=(str:join '  ' $columns)
    }
  } catch { }
}

fn rolecall-offer {|taken typed|
  var kind @words = $@taken
  if (eq $kind queries) {
    if (not-eq $typed '') { all $words; rolecall-find keys $typed }
    if (str:contains $typed ':') { rolecall-find queries $typed }
    rolecall-find profiles $typed
  } elif (has-value [profiles roles accounts instances customers filters] $kind) {
    rolecall-find $kind $typed
  } elif (eq $kind files) {
    edit:complete-filename $typed
  } else {
    all $words
  }
}

# What is taken at a place, or nothing.
fn rolecall-takes {|command flag|
  for place [$command':'$flag '*:'$flag] {
    if (has-key $rolecall-taken $place) { put $rolecall-taken[$place]; return }
  }
}

# How many words of the command there are, beside flags and what they take.
fn rolecall-place {|command words|
  var place = 1
  var taken = $false
  for word $words {
    if $taken {
      set taken = $false
    } elif (str:has-prefix $word -) {
      set taken = (and (not (str:contains $word '=')) (> (rolecall-takes $command $word | count) 0))
    } else {
      set place = (+ $place 1)
    }
  }
  put arg$place
}

fn rolecall-complete {|@words|
  var typed = $words[-1]
  var before = $words[..-1]
  # The function of `rolecall init` is `rolecall env`, unless it is given a command.
  if (not-eq $words[0] rolecall) {
    if (== (count $before) 1) { rolecall-described $rolecall-commands }
    if (or (== (count $before) 1) (not (has-key $rolecall-flags $before[1]))) {
      set before = [rolecall env $@before[1..]]
    }
  }
  if (has-value $before --) { return }
  var command = ''
  if (> (count $before) 1) { set command = $before[1] }
  if (str:has-prefix $command$typed -) { set command = pick }
  var taken = [(rolecall-takes $command $before[-1])]
  if (and (eq $taken []) (not (str:has-prefix $typed -)) (> (count $before) 1)) {
    set taken = [(rolecall-takes $command (rolecall-place $command $before[2..])) (rolecall-takes $command more)]
  }
  if (not-eq $taken []) {
    rolecall-offer $taken[0] $typed
  } elif (str:has-prefix $typed -) {
    if (has-key $rolecall-flags $command) { rolecall-described $rolecall-flags[$command] }
  } elif (eq $command '') {
    rolecall-described $rolecall-commands
  }
}

set edit:completion:arg-completer[rolecall] = $rolecall-complete~
