# Completion of rolecall for PowerShell (5.1 and later). Names come from plain files of the last refresh: TAB starts no
# program. Load it with: rolecall completion powershell | Out-String | Invoke-Expression

# What commands, flags and values there are; the build fills it in.
#@ tables

$RolecallComplete = {
    param($wordToComplete, $commandAst, $cursorPosition)

    function Find-RolecallTaken([string] $command, [string] $flag) {
        foreach ($place in "${command}:$flag", "*:$flag") { if ($RolecallTaken.Contains($place)) { return , $RolecallTaken[$place] } }
    }

    # The lines of a list that start as the word typed, or else hold it; at most 200.
    function Find-RolecallLine([string] $kind, [string] $typed) {
        if ($env:ROLECALL_HOME) { $cache = Join-Path $env:ROLECALL_HOME 'cache' }
        elseif ($env:LOCALAPPDATA) { $cache = Join-Path $env:LOCALAPPDATA 'rolecall\cache' }
        elseif ("$env:XDG_CACHE_HOME".StartsWith('/')) { $cache = "$env:XDG_CACHE_HOME/rolecall" }
        else { $cache = "$env:HOME/.cache/rolecall" }
        $file = [IO.Path]::Combine($cache, 'completion', $kind)
        if (-not [IO.File]::Exists($file)) { return }
        $found = 0
        foreach ($line in [IO.File]::ReadLines($file)) {
            if ($line.StartsWith($typed, [StringComparison]::OrdinalIgnoreCase)) { $line; if (++$found -ge 200) { return } }
        }
        if ($found -or $kind -ne 'profiles') { return }
        foreach ($line in [IO.File]::ReadLines($file)) {
            $at = $line.IndexOf($typed, [StringComparison]::OrdinalIgnoreCase)
            if ($at -ge 0 -and $at -lt $line.IndexOf("`t")) { $line; if (++$found -ge 200) { return } }
        }
    }

    # A word and its description, parted by a tab, as what is to stand in the line.
    function New-RolecallResult([string] $line) {
        $word, $about = $line -split "`t", 2
        if ($word -match '[\p{Cc}]' -or -not $word) { return }
        $inserted = $word
        # The typographic quotes end a text too.
        if ($word -notmatch '^[\w.+:/=%-]+$') { $inserted = "'" + ($word -replace '[''\u2018-\u201b]', '$0$0') + "'" }
        $shown = "$about" -replace '\p{Cc}+', ', '
        if (-not $shown) { $shown = $word }
        [System.Management.Automation.CompletionResult]::new($inserted, $word, 'ParameterValue', $shown)
    }

    $typed = $wordToComplete.Trim("'", '"')
    $words = @($commandAst.CommandElements | Where-Object { $_.Extent.EndOffset -lt $cursorPosition } | ForEach-Object { "$_" })
    if ($words -contains '--') { return }
    $offers = @()
    # The function of `rolecall init` is `rolecall env`, unless it is given a command.
    if ($words[0] -notmatch 'rolecall(\.\w+)?$') {
        if ($words.Count -lt 2) { $offers += $RolecallCommands }
        if ($words.Count -lt 2 -or -not $RolecallFlags.Contains($words[1])) { $words = @('rolecall', 'env') + @($words | Select-Object -Skip 1) }
    }
    $command = "$($words[1])"
    if ("$command$typed".StartsWith('-')) { $command = 'pick' }
    $taken = Find-RolecallTaken $command $words[-1]
    if (-not $taken -and -not $typed.StartsWith('-') -and $words.Count -gt 1) {
        $place = 1
        $isValue = $false
        foreach ($word in ($words | Select-Object -Skip 2)) {
            if ($isValue) { $isValue = $false }
            elseif ($word.StartsWith('-')) { $isValue = -not $word.Contains('=') -and (Find-RolecallTaken $command $word) }
            else { $place++ }
        }
        $taken = Find-RolecallTaken $command "arg$place"
        if (-not $taken) { $taken = Find-RolecallTaken $command 'more' }
    }
    if ($taken) {
        $kind, $values = $taken
        if ($kind -eq 'queries') {
            if ($typed) { $offers += $values; $offers += @(Find-RolecallLine 'keys' $typed) }
            if ($typed.Contains(':')) { $offers += @(Find-RolecallLine 'queries' $typed) }
            $offers += @(Find-RolecallLine 'profiles' $typed)
        }
        elseif ($kind -in 'profiles', 'roles', 'accounts', 'instances', 'customers', 'filters') { $offers += @(Find-RolecallLine $kind $typed) }
        else { $offers += $values }
    }
    elseif ($typed.StartsWith('-')) { $offers += $RolecallFlags[$command] }
    elseif (-not $command) { $offers += $RolecallCommands }
    $starting = @($offers | Where-Object { "$_".StartsWith($typed, [StringComparison]::OrdinalIgnoreCase) })
    if ($starting.Count -eq 0 -and $typed) { $starting = $offers | Where-Object { "$_".Contains("`t") -and -not "$_".StartsWith('-') } }
    $starting | ForEach-Object { New-RolecallResult $_ }
}

Register-ArgumentCompleter -Native -CommandName rolecall -ScriptBlock $RolecallComplete
