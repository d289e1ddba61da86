# Completion of rolecall for fish. Commands and flags are written here; role names come from the plain names file of
# the last refresh, so TAB starts no Node. Save it as ~/.config/fish/completions/rolecall.fish

# The column of every line, with a description. Profiles only where they start with the word so far, or else hold it,
# since that is much less to read; fish ranks and quotes them.
function __rolecall_names --argument-names column
    set -l cache $HOME/.cache
    string match -q '/*' -- "$XDG_CACHE_HOME"; and set cache $XDG_CACHE_HOME
    set -l file $cache/rolecall/names
    test -n "$ROLECALL_HOME"; and set file $ROLECALL_HOME/cache/names
    test -r $file; or return
    set -l part (string escape --style=regex -- (commandline -ct | string replace -r '^--[a-z-]+=' ''))
    switch $column
        case profile
            string replace -rf '^('$part'[^\t]*)\t([^\t]*)\t([^\t]*)\t.*' '$1\t$2, $3' <$file
            or string replace -rfi '^([^\t]*'$part'[^\t]*)\t([^\t]*)\t([^\t]*)\t.*' '$1\t$2, $3' <$file
        case role
            string replace -rf '^[^\t]*\t[^\t]*\t([^\t]*)\t.*' '$1' <$file | sort -u
        case account
            string replace -rf '^[^\t]*\t([^\t]*)\t[^\t]*\t(.*)' '$2\t$1' <$file | sort -u
    end
end

# The saved filters of config.yaml, as the last command read them.
function __rolecall_filters
    set -l cache $HOME/.cache
    string match -q '/*' -- "$XDG_CACHE_HOME"; and set cache $XDG_CACHE_HOME
    set -l file $cache/rolecall/filters
    test -n "$ROLECALL_HOME"; and set file $ROLECALL_HOME/cache/filters
    test -r $file; and string replace -r '$' '' <$file
end

# Those that ship, and files of one's own.
function __rolecall_themes
    set -l config $HOME/.config
    string match -q '/*' -- "$XDG_CONFIG_HOME"; and set config $XDG_CONFIG_HOME
    set config $config/rolecall
    test -n "$ROLECALL_HOME"; and set config $ROLECALL_HOME
    string split ' ' 'auto terminal dark light high-contrast-dark high-contrast-light color-blind-dark color-blind-light midnight forest dusk amber paper frost mono'
    for file in $config/themes/*.yaml $config/themes/*.yml $config/themes/*.json
        string replace -r '\.[a-z]+$' '' -- (string replace -r '.*/' '' -- $file)
    end
end

function __rolecall_is --description 'Is the command one of these, before any --?'
    set -l words (commandline -opc)
    set -q words[2]; or set -a words (commandline -ct)
    # A flag in the place of a command means the picker.
    string match -q -- '-*' $words[2]; and set words[2] pick
    contains -- "$words[2]" $argv; and not contains -- -- $words
end

function __rolecall_is_after_separator
    contains -- -- (commandline -opc)
end

function __rolecall_rest
    set -l words (commandline -opc) (commandline -ct)
    set -l at (contains -i -- -- $words)
    set -e words[1..$at]
    complete -C (string join -- ' ' $words)
end

complete -c rolecall -f
complete -c rolecall -n __rolecall_is_after_separator -a '(__rolecall_rest)'

function __rolecall_is_first
    set -l words (commandline -opc)
    test (count $words) -eq 1
end

complete -c rolecall -n __rolecall_is_first -a pick -d 'Open the picker'
complete -c rolecall -n __rolecall_is_first -a env -d 'Print exports of a role for this shell'
complete -c rolecall -n __rolecall_is_first -a exec -d 'Run a command, or a subshell, with a role'
complete -c rolecall -n __rolecall_is_first -a each -d 'Run one command with every role that matches'
complete -c rolecall -n __rolecall_is_first -a console -d 'Open the AWS console as a role'
complete -c rolecall -n __rolecall_is_first -a process -d 'Answer an SDK as its credential_process'
complete -c rolecall -n __rolecall_is_first -a serve -d 'Serve credentials to containers and long jobs'
complete -c rolecall -n __rolecall_is_first -a profiles -d 'Write roles as profiles in ~/.aws/config'
complete -c rolecall -n __rolecall_is_first -a credentials -d 'Write temporary keys into a credentials file, or clean them up'
complete -c rolecall -n __rolecall_is_first -a keys -d 'Keep lasting access keys of IAM users, encrypted'
complete -c rolecall -n __rolecall_is_first -a list -d 'List roles'
complete -c rolecall -n __rolecall_is_first -a tags -d 'Show the tags of roles'
complete -c rolecall -n __rolecall_is_first -a themes -d 'Show the themes of the picker, and try one out'
complete -c rolecall -n __rolecall_is_first -a history -d 'Show which roles were used and pinned'
complete -c rolecall -n __rolecall_is_first -a pin -d 'Pin a role before all others in the picker'
complete -c rolecall -n __rolecall_is_first -a unpin -d 'Take a pin away'
complete -c rolecall -n __rolecall_is_first -a status -d 'Say what this shell holds, and for how long'
complete -c rolecall -n __rolecall_is_first -a time -d 'Say how long its credentials live'
complete -c rolecall -n __rolecall_is_first -a whoami -d 'Ask AWS whose credentials these are'
complete -c rolecall -n __rolecall_is_first -a validate -d 'Ask AWS whether a role may do some actions'
complete -c rolecall -n __rolecall_is_first -a doctor -d 'Find what is wrong, and say how to mend it'
complete -c rolecall -n __rolecall_is_first -a report -d 'Sum up the audit log: which roles are used, how often, how long'
complete -c rolecall -n __rolecall_is_first -a setup -d 'Add, change or remove an IAM Identity Center instance'
complete -c rolecall -n __rolecall_is_first -a import -d 'Take over what another tool knows: instances, roles, profiles, keys'
complete -c rolecall -n __rolecall_is_first -a config -d 'Read, change and check config.yaml'
complete -c rolecall -n __rolecall_is_first -a login -d 'Sign in to Identity Center'
complete -c rolecall -n __rolecall_is_first -a logout -d 'Sign out and wipe what is stored'
complete -c rolecall -n __rolecall_is_first -a unlock -d 'Ask for the passphrase once for some hours'
complete -c rolecall -n __rolecall_is_first -a lock -d 'Ask for the passphrase again from now on'
complete -c rolecall -n __rolecall_is_first -a refresh -d 'Discover accounts and roles again'
complete -c rolecall -n __rolecall_is_first -a changes -d 'Tell which roles and accounts are new, gone or renamed'
complete -c rolecall -n __rolecall_is_first -a init -d 'Print the function that puts roles into this shell'
complete -c rolecall -n __rolecall_is_first -a completion -d 'Print the completion script of a shell'
complete -c rolecall -n __rolecall_is_first -a demo -d 'Try rolecall on a sample company, without AWS'
complete -c rolecall -n __rolecall_is_first -a emulator -d 'Run an embedded Identity Center on loopback'
complete -c rolecall -n __rolecall_is_first -a help -d 'Explain a topic, such as query, or a command'

set -l selecting env exec each console process serve whoami validate pin
complete -c rolecall -n "__rolecall_is $selecting" -a '(__rolecall_names profile)'
complete -c rolecall -n "__rolecall_is $selecting credentials" -x -s p -l profile -a '(__rolecall_names profile)' -d 'Role with this profile name'
complete -c rolecall -n "__rolecall_is $selecting" -x -s A -l account -a '(__rolecall_names account)' -d 'Account id or name, with --role'
complete -c rolecall -n "__rolecall_is $selecting" -x -s R -l role -a '(__rolecall_names role)' -d 'Role name, with --account'
complete -c rolecall -n "__rolecall_is $selecting" -x -s a -l arn -d 'Role ARN, or ACCOUNT:ROLE'
complete -c rolecall -n "__rolecall_is $selecting pick list tags profiles" -x -l saved -a '(__rolecall_filters)' -d 'Saved filter'
complete -c rolecall -n "__rolecall_is $selecting keys login" -x -l mfa-code -d 'Code of the MFA device'
complete -c rolecall -n '__rolecall_is pick env exec each console serve credentials' -x -l confirm -d 'Name that the guard of the role asks for'
complete -c rolecall -n "__rolecall_is $selecting profiles credentials list tags setup login logout refresh changes" -x -l instance -d 'Identity Center instance'

complete -c rolecall -n '__rolecall_is history' -l clear -d 'Forget which roles were used'
complete -c rolecall -n '__rolecall_is unpin' -l all -d 'Take away all pins'
complete -c rolecall -n '__rolecall_is pick' -x -s q -l query -d 'Start with this query'
complete -c rolecall -n '__rolecall_is pick' -s 1 -l select-1 -d 'Take the only match at once'
complete -c rolecall -n '__rolecall_is pick' -s 0 -l exit-0 -d 'Leave at once where nothing matches'
complete -c rolecall -n '__rolecall_is pick' -x -s f -l filter -d 'Print what matches, without a picker'
complete -c rolecall -n '__rolecall_is pick' -l print -d 'Print the profile name only'
complete -c rolecall -n '__rolecall_is pick' -s m -l multi -d 'Print all that are marked'
complete -c rolecall -n '__rolecall_is pick' -l print-query -d 'Print the query first'
complete -c rolecall -n '__rolecall_is pick' -l accessible -d 'Lines that can be read out, instead of a screen'
complete -c rolecall -n '__rolecall_is pick' -x -l height -a '40% 50% 15 20 full' -d 'Rows below the prompt'
complete -c rolecall -n '__rolecall_is pick' -l no-mouse -d 'Leave the mouse to the terminal'
complete -c rolecall -n '__rolecall_is pick' -x -l expect -d 'Keys that take the role too'
complete -c rolecall -n '__rolecall_is pick' -l json -d 'Print as JSON'
complete -c rolecall -n '__rolecall_is pick' -x -l action -a 'export exec console profile print' -d 'What Enter does'
complete -c rolecall -n '__rolecall_is env' -x -l shell -a 'bash zsh fish sh powershell cmd nushell xonsh tcsh elvish' -d 'Shell that reads the exports'
complete -c rolecall -n '__rolecall_is env' -x -l format -a 'shell dotenv json' -d 'Form of the output'
complete -c rolecall -n '__rolecall_is env' -l clear -d 'Remove the role from the shell'
complete -c rolecall -n '__rolecall_is env exec each console whoami validate' -x -s r -l region -a 'us-east-1 us-east-2 us-west-1 us-west-2 eu-central-1 eu-central-2 eu-west-1 eu-west-2 eu-west-3 eu-north-1 eu-south-1 eu-south-2 ap-east-1 ap-east-2 ap-south-1 ap-south-2 ap-southeast-1 ap-southeast-2 ap-southeast-3 ap-southeast-4 ap-southeast-5 ap-southeast-6 ap-southeast-7 ap-northeast-1 ap-northeast-2 ap-northeast-3 ca-central-1 ca-west-1 sa-east-1 mx-central-1 il-central-1 me-central-1 me-south-1 af-south-1 cn-north-1 cn-northwest-1 us-gov-west-1 us-gov-east-1 eusc-de-east-1' -d 'Region instead of the role\'s own'
complete -c rolecall -n '__rolecall_is exec' -l nest -d 'Also inside a shell of rolecall exec'
complete -c rolecall -n '__rolecall_is exec' -l server -d 'Renew the keys as long as the command runs'
complete -c rolecall -n '__rolecall_is each' -x -l also -d 'And those that match this'
complete -c rolecall -n '__rolecall_is each' -l all -d 'Every role'
complete -c rolecall -n '__rolecall_is each' -x -s j -l jobs -d 'How many run at once'
complete -c rolecall -n '__rolecall_is each' -l prefix -d 'Each line behind the name of its role'
complete -c rolecall -n '__rolecall_is each' -l json -d 'One object a line'
complete -c rolecall -n '__rolecall_is each' -l fail-fast -d 'Stop all after the first failure'
complete -c rolecall -n '__rolecall_is each' -x -l timeout -d 'How long one command may take'
complete -c rolecall -n '__rolecall_is each' -l keep-going -d 'Run it with all, whatever fails'
complete -c rolecall -n '__rolecall_is each' -s n -l dry-run -d 'Only list the roles'
complete -c rolecall -n '__rolecall_is each' -s q -l quiet -d 'No summary'
complete -c rolecall -n '__rolecall_is each' -s y -l yes -d 'Do not ask'
complete -c rolecall -n '__rolecall_is console' -x -s s -l service -a 'console ec2 lambda ecs eks ecr beanstalk apprunner batch imagebuilder outposts autoscaling compute-optimizer serverlessrepo simspaceweaver pcs s3 glacier efs fsx backup storagegateway datasync transfer snowfamily drs rds dynamodb dax elasticache memorydb documentdb neptune keyspaces timestream dsql dms vpc cloudfront route53 route53domains route53resolver apigateway directconnect globalaccelerator transitgateway networkmanager loadbalancers privatelink cloudmap appmesh vpclattice iam identitycenter accessanalyzer cognito kms secretsmanager acm acmpca cloudhsm directoryservice guardduty securityhub inspector macie detective securitylake auditmanager artifact waf firewallmanager networkfirewall signer ram verifiedpermissions paymentcryptography cloudwatch logs logsinsights xray cloudformation cloudtrail config ssm parameters sessionmanager fleetmanager runcommand appconfig incidentmanager organizations controltower servicecatalog servicequotas trustedadvisor health licensemanager wellarchitected resourcegroups resourceexplorer launchwizard resiliencehub fis grafana prometheus chatbot proton support billing costexplorer costmanagement budgets account marketplace athena glue emr emrserverless redshift kinesis firehose flink kinesisvideo msk opensearch lakeformation datazone dataexchange databrew cleanrooms entityresolution mwaa sagemaker bedrock bedrockagentcore amazonq comprehend rekognition textract transcribe translate polly lex kendra personalize forecast frauddetector lookoutvision lookoutequipment a2i devopsguru codeguru healthlake omics states sqs sns events pipes scheduler schemas mq appsync appflow swf b2bi codesuite codecommit codebuild codedeploy codepipeline codeartifact codeconnections cloud9 cloudshell amplify devicefarm applicationcomposer location mgn migrationhub discovery transform ses pinpoint smsvoice connect chime workspaces appstream workmail iot greengrass iotevents iotsitewise iottwinmaker iotanalytics iotdevicedefender freertos mediaconvert medialive mediapackage mediaconnect mediatailor ivs gamelift groundstation braket managedblockchain deadline ssmsap' -d 'Console service to open'
complete -c rolecall -n '__rolecall_is console' -x -l destination -d 'Page of the console'
complete -c rolecall -n '__rolecall_is console' -l services -d 'List the services'
complete -c rolecall -n '__rolecall_is console' -l json -d 'JSON'
complete -c rolecall -n '__rolecall_is console' -x -s d -l duration -d 'Minutes that the session lives'
complete -c rolecall -n '__rolecall_is console' -x -s b -l browser -a 'firefox chrome chromium edge brave vivaldi granted-containers open-url-in-container safari system' -d 'Browser to open it in'
complete -c rolecall -n '__rolecall_is console' -l portal -d 'Open the link of the access portal'
complete -c rolecall -n '__rolecall_is console' -l print -d 'Print the URL'
complete -c rolecall -n '__rolecall_is serve' -a 'load list unload'
complete -c rolecall -n '__rolecall_is serve' -x -l slot -d 'Slot that the role goes into'
complete -c rolecall -n '__rolecall_is serve' -x -l port -d 'Port to listen on'
complete -c rolecall -n '__rolecall_is serve' -x -l bind -d 'Address to listen on'
complete -c rolecall -n '__rolecall_is serve' -x -l host-name -d 'Further name of the server'
complete -c rolecall -n '__rolecall_is serve' -r -F -l tls-cert -d 'Certificate for HTTPS'
complete -c rolecall -n '__rolecall_is serve' -r -F -l tls-key -d 'Key of the certificate'
complete -c rolecall -n '__rolecall_is serve' -l print-token -d 'Print the token itself'
complete -c rolecall -n '__rolecall_is profiles' -a 'write diff print preview prune check'
complete -c rolecall -n '__rolecall_is profiles' -x -l only -d 'Only roles that match'
complete -c rolecall -n '__rolecall_is profiles' -x -l style -a 'process sso' -d 'Whose the credentials are'
complete -c rolecall -n '__rolecall_is profiles' -x -l default -a '(__rolecall_names profile)' -d 'Profile that [default] is to be'
complete -c rolecall -n '__rolecall_is profiles' -l block -d 'One block between marker lines'
complete -c rolecall -n '__rolecall_is profiles' -l no-block -d 'Mark each section by itself'
complete -c rolecall -n '__rolecall_is profiles' -x -l template -d 'Template to preview'
complete -c rolecall -n '__rolecall_is profiles' -s y -l yes -d 'Write without asking'
complete -c rolecall -n '__rolecall_is profiles' -r -F -l aws-config -d 'Another file than ~/.aws/config'
complete -c rolecall -n '__rolecall_is credentials' -a 'write clean'
complete -c rolecall -n '__rolecall_is credentials' -r -F -l file -d 'Another file than the shared credentials file'
complete -c rolecall -n '__rolecall_is list' -x -s f -l filter -d 'Only roles that match'
complete -c rolecall -n '__rolecall_is list' -x -l fields -d 'What to show'
complete -c rolecall -n '__rolecall_is list' -x -s s -l sort -d 'Sort by a field'
complete -c rolecall -n '__rolecall_is list' -l reverse -d 'Sort the other way round'
complete -c rolecall -n '__rolecall_is list' -l csv -d 'Comma-separated'
complete -c rolecall -n '__rolecall_is list tags themes history status time report unlock refresh changes serve profiles whoami validate doctor config' -l json -d 'JSON'
complete -c rolecall -n '__rolecall_is status' -x -l format -d 'Line for a prompt'
complete -c rolecall -n '__rolecall_is status' -l watch -d 'Keep one line up to date'
complete -c rolecall -n '__rolecall_is validate' -x -l actions -d 'Actions, separated by commas'
complete -c rolecall -n '__rolecall_is validate' -x -l resource -d 'On this resource'
complete -c rolecall -n '__rolecall_is doctor' -l fix -d 'Mend what is safe to mend'
complete -c rolecall -n '__rolecall_is doctor' -s y -l yes -d 'Do not ask'
complete -c rolecall -n '__rolecall_is doctor' -l offline -d 'Leave the network alone'
complete -c rolecall -n '__rolecall_is report' -x -l since -d 'How far back: 90m, 12h, 30d, 2w'
complete -c rolecall -n '__rolecall_is setup' -x -l start-url -d 'Start URL of the access portal'
complete -c rolecall -n '__rolecall_is setup' -x -l region -d 'Region where Identity Center is'
complete -c rolecall -n '__rolecall_is setup' -x -l default-region -d 'Region that roles export'
complete -c rolecall -n '__rolecall_is config' -a 'get set edit path check'
complete -c rolecall -n '__rolecall_is config' -x -l unset -d 'Remove a key'
complete -c rolecall -n '__rolecall_is keys' -a 'add list rotate remove'
complete -c rolecall -n '__rolecall_is keys' -x -l region -d 'Whose STS is asked'
complete -c rolecall -n '__rolecall_is keys' -x -l mfa-serial -d 'The MFA device of the user'
complete -c rolecall -n '__rolecall_is keys' -l replace -d 'In the place of keys that are there'
complete -c rolecall -n '__rolecall_is keys' -s y -l yes -d 'Do not ask'
complete -c rolecall -n '__rolecall_is keys' -l json -d 'JSON'
complete -c rolecall -n '__rolecall_is setup' -x -l template -d 'Template of profile names'
complete -c rolecall -n '__rolecall_is setup' -x -l default-action -a 'export exec console' -d 'What Enter does in the picker'
complete -c rolecall -n '__rolecall_is pick setup' -x -l theme -a '(__rolecall_themes)' -d 'Colours to use'
complete -c rolecall -n '__rolecall_is themes' -a '(__rolecall_themes)'
complete -c rolecall -n '__rolecall_is setup' -x -l shell-integration -a 'bash zsh fish none' -d 'Complete names in a shell'
complete -c rolecall -n '__rolecall_is setup' -l sign-in -d 'Sign in, and read accounts and roles'
complete -c rolecall -n '__rolecall_is setup' -l no-sign-in -d 'Do not sign in'
complete -c rolecall -n '__rolecall_is setup' -x -l remove -d 'Remove an instance'
complete -c rolecall -n '__rolecall_is setup' -s y -l yes -d 'Ask nothing'
complete -c rolecall -n '__rolecall_is setup' -x -l login -a 'pkce device auto' -d 'How to sign in'
complete -c rolecall -n '__rolecall_is import' -a 'aws-cli aws-sso-cli granted aws-vault leapp aws-sso-util credentials'
complete -c rolecall -n '__rolecall_is import' -l dry-run -d 'Write nothing'
complete -c rolecall -n '__rolecall_is import' -x -l only -d 'Only these profiles, instances or keys'
complete -c rolecall -n '__rolecall_is import' -l replace-profiles -d 'Move profiles written by hand too'
complete -c rolecall -n '__rolecall_is import' -l remove-clear-text -d 'Take kept keys out of the files'
complete -c rolecall -n '__rolecall_is import' -l undo -d 'Put back what the last import changed'
complete -c rolecall -n '__rolecall_is import' -s y -l yes -d 'Write without asking'
complete -c rolecall -n '__rolecall_is import' -l json -d 'JSON; writes only with --yes'
complete -c rolecall -n '__rolecall_is login' -x -l flow -a 'pkce device auto' -d 'How to sign in'
complete -c rolecall -n '__rolecall_is login' -l no-browser -d 'Print the URL only'
complete -c rolecall -n '__rolecall_is login' -l force -d 'Sign in again'
complete -c rolecall -n '__rolecall_is login' -x -l redirect-port -d 'Fixed port of the callback'
complete -c rolecall -n '__rolecall_is changes' -l seen -d 'Count them as seen'
complete -c rolecall -n '__rolecall_is login' -l no-refresh -d 'Do not discover roles afterwards'
complete -c rolecall -n '__rolecall_is logout' -l all -d 'Every instance'
complete -c rolecall -n '__rolecall_is unlock' -x -l for -d 'How long: 15m to 24h'
complete -c rolecall -n '__rolecall_is unlock' -l status -d 'Only say whether it is unlocked'
complete -c rolecall -n '__rolecall_is init' -a 'bash zsh fish sh powershell nushell xonsh elvish tcsh'
complete -c rolecall -n '__rolecall_is completion' -a 'bash zsh fish'
complete -c rolecall -n '__rolecall_is init' -l name -x -d 'What you want to type'
complete -c rolecall -n '__rolecall_is init' -l no-completion -d 'The function only'
complete -c rolecall -n '__rolecall_is help' -a 'query' -d 'What a query can say'
complete -c rolecall -n '__rolecall_is help' -a 'exit-codes environment templates keymap' -d 'Topic'
complete -c rolecall -n '__rolecall_is demo emulator' -x -l accounts -d 'How many accounts'
complete -c rolecall -n '__rolecall_is demo emulator' -x -l roles -d 'Roles an account, at most'
complete -c rolecall -n '__rolecall_is demo' -l sign-in -d 'Sign in by the page of the emulator'
complete -c rolecall -n '__rolecall_is emulator' -x -l port -d 'Port on 127.0.0.1'
complete -c rolecall -n '__rolecall_is emulator' -x -l seed -d 'What decides the made-up names'
complete -c rolecall -n '__rolecall_is emulator' -r -F -l org -d 'Organisation file'
complete -c rolecall -n '__rolecall_is emulator' -l auto-approve -d 'Approve every sign-in at once'
complete -c rolecall -n '__rolecall_is emulator' -x -l throttle -d 'Requests a second before 429'
complete -c rolecall -n '__rolecall_is emulator' -x -l latency -d 'Milliseconds before every answer'
complete -c rolecall -n '__rolecall_is emulator' -x -l token-ttl -d 'Life of an access token in seconds'
complete -c rolecall -n '__rolecall_is emulator' -x -l session-ttl -d 'Life of a sign-in in seconds'
complete -c rolecall -n '__rolecall_is emulator' -x -l role-ttl -d 'Life of role credentials in seconds'
complete -c rolecall -n '__rolecall_is emulator' -x -l refresh-mode -d 'What a used refresh token becomes'
complete -c rolecall -s h -l help -d 'Show help'
