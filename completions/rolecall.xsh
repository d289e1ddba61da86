# Completion of rolecall for xonsh. Names come from plain files of the last refresh: TAB starts no program.
# Load it with: execx($(rolecall completion xonsh))

# What commands, flags and values there are; the build fills it in.
#@ tables


def _rolecall_lines(kind, typed):
    """The words of a list that start as the one typed, or else hold it; at most 200."""
    import os

    env = __xonsh__.env
    cache = env.get("XDG_CACHE_HOME") or ""
    cache = os.path.join(cache if cache.startswith("/") else os.path.expanduser("~/.cache"), "rolecall")
    if env.get("ROLECALL_HOME"):
        cache = os.path.join(env["ROLECALL_HOME"], "cache")
    try:
        with open(os.path.join(cache, "completion", kind), encoding="utf-8", errors="replace") as file:
            lines = file.read().split("\n")
    except OSError:
        return []
    found = [line for line in lines if line and line.startswith(typed)]
    if not found and kind == "profiles" and typed:
        found = [line for line in lines if typed.lower() in line.partition("\t")[0].lower()]
    return [(word, ", ".join(about.split("\t")[:2])) for word, _, about in (line.partition("\t") for line in found[:200])]


def _rolecall_takes(place):
    return _rolecall_taken.get(place) or _rolecall_taken.get("*:" + place.partition(":")[2])


def _rolecall_offers(kind, words, typed):
    starting = [(word, "") for word in words if word.startswith(typed)]
    if kind == "queries":
        found = starting + _rolecall_lines("keys", typed) if typed else []
        if ":" in typed:
            found += _rolecall_lines("queries", typed)
        return found + _rolecall_lines("profiles", typed)
    return starting or _rolecall_lines(kind, typed)


def _rolecall_inserted(word, opened):
    """What stands for the word in the line; None where xonsh could make something else of it: it quotes nothing itself."""
    import re

    if re.fullmatch(r"[\w.@+:/=%,-]+", word, re.ASCII):
        return word
    quote = opened[-1:] or "'"
    if not word.isprintable() or quote in word or re.search(r"[\\$`]", word):
        return None
    return word if opened else quote + word + quote


def _rolecall_place(command, words):
    """How many words of the command there are, beside flags and what they take."""
    place, taken = 1, False
    for word in words:
        if taken:
            taken = False
        elif word.startswith("-"):
            taken = "=" not in word and _rolecall_takes(command + ":" + word) is not None
        else:
            place += 1
    return place


def _rolecall_complete(context):
    from xonsh.completers.tools import RichCompletion

    before = [arg.value for arg in context.args[: context.arg_index]]
    typed = context.prefix
    if not before or "--" in before:
        return None
    starting_commands = [one for one in _rolecall_commands.items() if one[0].startswith(typed)]
    # The function of `rolecall init` is `rolecall env`, unless it is given a command.
    found = []
    if before[0] != "rolecall":
        if len(before) == 1:
            found = list(starting_commands)
        if len(before) == 1 or before[1] not in _rolecall_commands:
            before = ["rolecall", "env"] + before[1:]
    command = before[1] if len(before) > 1 else ""
    if (command or typed).startswith("-"):
        command = "pick"
    taken = _rolecall_takes(command + ":" + before[-1])
    if taken is None and not typed.startswith("-") and command:
        place = _rolecall_place(command, before[2:])
        taken = _rolecall_takes(command + ":arg" + str(place)) or _rolecall_takes(command + ":more")
    if taken is not None:
        found += _rolecall_offers(taken[0], taken[1:], typed)
    elif typed.startswith("-"):
        found += [one for one in _rolecall_flags.get(command, {}).items() if one[0].startswith(typed)]
    elif not command:
        found += starting_commands
    if taken is not None and taken[0] == "files":
        return None
    offers = set()
    for word, about in found:
        inserted = _rolecall_inserted(word, context.opening_quote)
        if inserted:
            space = word[-1:] != ":"
            offers.add(
                RichCompletion(inserted, display=word, description=about, prefix_len=len(typed), append_space=space)
            )
    return offers, len(typed)


def _rolecall_register():
    from xonsh.completers.completer import add_one_completer
    from xonsh.completers.tools import contextual_command_completer

    @contextual_command_completer
    def complete(context):
        """Commands, flags, values and names of rolecall."""
        if not context.args or context.arg_index == 0 or context.args[0].value not in _rolecall_functions:
            return None
        return _rolecall_complete(context)

    add_one_completer("rolecall", complete, "start")


_rolecall_functions = {"rolecall"}
_rolecall_register()
