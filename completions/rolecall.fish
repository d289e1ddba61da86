# Completion of rolecall for fish. Names come from plain files of the last refresh: TAB starts no Node, asks nothing and
# opens no secret. Save it as ~/.config/fish/completions/rolecall.fish

# What commands, flags and values there are; the build fills it in.
#@ tables

# The list of a kind.
function __rolecall_file --argument-names kind
    set -l cache $HOME/.cache/rolecall
    string match -q '/*' -- "$XDG_CACHE_HOME"; and set cache $XDG_CACHE_HOME/rolecall
    test -n "$ROLECALL_HOME"; and set cache $ROLECALL_HOME/cache
    set -l file $cache/completion/$kind
    test -r $file -a -f $file; and echo $file
end

# Texts as grep takes them word for word.
function __rolecall_plain
    string replace -ra '[][\\\\.*^$]' '\\\\$0' -- $argv
end

# __rolecall_grep FILE MOST PATTERN FLAGS...: words with descriptions, of the lines that start so.
function __rolecall_grep --argument-names file most pattern
    set -l lines (LC_ALL=C command grep $argv[4..] -m $most -- "^$pattern" $file 2>/dev/null)
    or return
    string replace -r '^([^\t]*\t[^\t]*)\t([^\t]*).*' '$1, $2' -- $lines
    return 0
end

# __rolecall_find TYPED KIND: the words that start as the one typed. Of very many the first ones, and the last: so TAB
# puts in no more than all have in common.
function __rolecall_find --argument-names typed kind
    set -l file (__rolecall_file $kind)
    or return
    set -l plain (__rolecall_plain $typed)
    set -l found (__rolecall_grep $file 200 "$plain")
    or return
    set -q found[200]; and test -r $file.reversed
    and set -a found (__rolecall_grep $file.reversed 1 "$plain")
    string join \n -- $found
end

# The profiles that hold the word typed, or else its letters in their order; fish ranks them.
function __rolecall_near --argument-names typed
    set -l length (string length -- $typed)
    test $length -gt 0 -a $length -lt 40
    or return
    set -l file (__rolecall_file profiles)
    or return
    set -l any '[^'\t']*'
    __rolecall_grep $file 200 $any(__rolecall_plain $typed) -i
    or __rolecall_grep $file 200 $any(__rolecall_plain (string split '' -- $typed) | string join $any) -i
end

# __rolecall_offer TYPED KIND WORDS...
function __rolecall_offer --argument-names typed kind
    set -l words $argv[3..]
    switch $kind
        case queries profiles
            if test $kind = queries -a -n "$typed"
                string join \n -- $words
                if string match -q '*:*' -- $typed
                    __rolecall_find $typed queries
                else if set -l file (__rolecall_file keys)
                    string match '*' <$file
                end
            end
            __rolecall_find "$typed" profiles; or __rolecall_near $typed
        case roles accounts instances customers filters
            __rolecall_find "$typed" $kind
        case files
            __fish_complete_path $typed
        case themes
            set -l config $HOME/.config
            string match -q '/*' -- "$XDG_CONFIG_HOME"; and set config $XDG_CONFIG_HOME
            set config $config/rolecall
            test -n "$ROLECALL_HOME"; and set config $ROLECALL_HOME
            string join \n -- $words
            for file in $config/themes/*.yaml $config/themes/*.yml $config/themes/*.json
                string replace -r '^.*/(.*)\.[a-z]+$' '$1' -- $file
            end
        case '*'
            string join \n -- $words
    end
end

# How many words of the command are before the cursor, beside flags and what they take.
function __rolecall_place --argument-names command
    set -l taken
    set -l place 1
    for word in $argv[2..]
        if test -n "$taken"
            set taken
        else if string match -q -- '-*' $word
            not string match -q -- '*=*' $word; and __rolecall_takes $command:$word >/dev/null; and set taken yes
        else
            set place (math $place + 1)
        end
    end
    echo $place
end

function __rolecall_complete
    set -l words (commandline -opc)
    set -l token (commandline -ct)
    if set -l at (contains -i -- -- $words)
        set -l rest (string join -- ' ' (string escape -- $words[(math $at + 1)..]) $token)
        test -n "$rest"; and complete "--do-complete=$rest"
        return
    end
    set -l typed (string unescape -- $token; or string replace -r '^[\'"]' '' -- $token)
    # The function of `rolecall init` is `rolecall env`, unless it is given a command.
    if not string match -q '*rolecall' -- $words[1]
        set -q words[2]; or begin
            __rolecall_commands
            printf '%s\t%s\n' --console 'as rolecall console'
        end
        set -q words[2]; and __rolecall_commands | string match -q -- $words[2]\t'*'
        or set words rolecall env $words[2..]
    end
    set -l command $words[2]
    set -l previous $words[-1]
    test -n "$command"; or set command $typed
    string match -q -- '-*' $command; and set command pick
    set -q words[2]; or test "$command" = pick; or set command
    set -l option (string match -r -- '^(--[a-z-]+)=(.*)$' $typed)
    if set -q option[1]
        set previous $option[2]
        # fish wants the whole word.
        set -l takes (__rolecall_takes $command:$previous)
        and __rolecall_offer "$option[3]" $takes | string replace -r '^' -- $previous=
        return
    end
    if set -l takes (__rolecall_takes $command:$previous)
        __rolecall_offer "$typed" $takes
    else if string match -q -- '-*' $typed
        __rolecall_flags $command
    else if test -z "$command"
        __rolecall_commands
    else
        set -l takes (begin
            __rolecall_takes $command:arg(__rolecall_place $command $words[3..]); or __rolecall_takes $command:more
        end)
        and __rolecall_offer "$typed" $takes
    end
end

complete -c rolecall -f -a '(__rolecall_complete)'
