// What a program prints comes to PowerShell in the console's encoding, which on Windows is seldom UTF-8, so it is set for
// the call. Not JSON: `ConvertFrom-Json` makes dates of texts that look like one.
import { markName, nothingBefore, ownFlags, type RoleFunction } from './request.ts';

export const powershell = ({
  name,
  commands,
}: RoleFunction): string => `$env:${markName} = "powershell:\${PID}:${name}"
function global:${name} {
    $words = @($args)
    $first = if ($words.Count -gt 0) { [string]$words[0] } else { '' }
    $rest = @($words | Select-Object -Skip 1)
    if (@(${[...commands, ...ownFlags].map((word) => `'${word}'`).join(', ')}) -ccontains $first) {
        & rolecall @words
        return
    }
    if ($first -ceq '--console') {
        & rolecall console @rest
        return
    }
    if ($first -ceq '-') {
        if (-not $global:_rolecall_before) {
            [Console]::Error.WriteLine('${nothingBefore(name)}')
            $global:LASTEXITCODE = 1
            return
        }
        $region = if ($global:_rolecall_before[2]) { @('--region', $global:_rolecall_before[2]) } else { @() }
        $words = @('--instance', $global:_rolecall_before[0], '--arn', $global:_rolecall_before[1]) + $region + $rest
    }
    $encoding = [Console]::OutputEncoding
    try {
        [Console]::OutputEncoding = New-Object System.Text.UTF8Encoding $false
        $text = (& rolecall env --shell powershell @words) -join [char]10
    } finally {
        [Console]::OutputEncoding = $encoding
    }
    if ($LASTEXITCODE -ne 0 -or -not $text) { return }
    $held = @($env:ROLECALL_INSTANCE, "$($env:ROLECALL_ACCOUNT_ID):$($env:ROLECALL_ROLE_NAME)", "$env:ROLECALL_ASKED_REGION")
    Invoke-Expression $text
    $now = @($env:ROLECALL_INSTANCE, "$($env:ROLECALL_ACCOUNT_ID):$($env:ROLECALL_ROLE_NAME)", "$env:ROLECALL_ASKED_REGION")
    if ($held[0] -and "$held" -cne "$now") { $global:_rolecall_before = $held }
}
`;
