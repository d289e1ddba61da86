# Completion of rolecall for bash (3.2 and later). Commands and flags are written here; role names come from the plain
# names file of the last refresh, so TAB starts no Node. Load it with: eval "$(rolecall completion bash)"

_rolecall_commands='pick env exec each console process serve profiles credentials keys list tags themes history pin unpin status time whoami validate doctor report setup import config login logout unlock lock refresh changes init completion demo emulator help'

_rolecall_flags() {
  local select='--profile --account --role --arn --saved --instance --mfa-code'
  case $1 in
    pick) echo "--query --saved --select-1 --confirm --exit-0 --filter --print --multi --print-query --expect --json --accessible --height --no-mouse --action --theme --help" ;;
    env) echo "$select --confirm --shell --format --region --clear --help" ;;
    exec) echo "$select --confirm --region --nest --server --help" ;;
    each) echo "$select --confirm --also --all --jobs --prefix --json --fail-fast --keep-going --timeout --region --dry-run --quiet --yes --help" ;;
    console) echo "$select --confirm --region --service --destination --services --json --duration --browser --portal --print --help" ;;
    process) echo "$select --help" ;;
    serve) echo "$select --confirm --slot --port --bind --host-name --tls-cert --tls-key --print-token --json --help" ;;
    profiles) echo "--instance --only --saved --style --default --block --no-block --template --yes --json --aws-config --help" ;;
    credentials) echo "--profile --instance --file --confirm --help" ;;
    keys) echo "--region --mfa-serial --replace --mfa-code --yes --json --help" ;;
    list) echo "--filter --saved --instance --fields --sort --reverse --csv --json --help" ;;
    tags) echo "--saved --instance --json --help" ;;
    themes) echo "--json --help" ;;
    status) echo "--json --format --watch --help" ;;
    time) echo "--json --help" ;;
    history) echo "--clear --json --help" ;;
    pin) echo "$select --help" ;;
    unpin) echo "--all --help" ;;
    whoami) echo "$select --region --json --help" ;;
    validate) echo "$select --actions --resource --region --json --help" ;;
    doctor) echo "--fix --yes --offline --json --help" ;;
    report) echo "--since --json --help" ;;
    setup) echo "--instance --start-url --region --default-region --login --template --default-action --theme --shell-integration --sign-in --no-sign-in --remove --yes --help" ;;
    import) echo "--dry-run --only --replace-profiles --remove-clear-text --undo --yes --json --help" ;;
    config) echo "--unset --json --help" ;;
    login) echo "--instance --flow --no-browser --force --redirect-port --no-refresh --mfa-code --help" ;;
    logout) echo "--instance --all --help" ;;
    unlock) echo "--for --status --json --help" ;;
    lock) echo "--help" ;;
    refresh) echo "--instance --json --help" ;;
    changes) echo "--instance --seen --json --help" ;;
    init) echo "--name --no-completion --help" ;;
    completion) echo "--help" ;;
    demo) echo "--accounts --roles --sign-in --help" ;;
    emulator) echo "--port --accounts --roles --seed --org --auto-approve --throttle --latency --token-ttl --session-ttl --role-ttl --refresh-mode --help" ;;
    help) echo "--help" ;;
  esac
}

_rolecall_services='console ec2 lambda ecs eks ecr beanstalk apprunner batch imagebuilder outposts autoscaling compute-optimizer serverlessrepo simspaceweaver pcs s3 glacier efs fsx backup storagegateway datasync transfer snowfamily drs rds dynamodb dax elasticache memorydb documentdb neptune keyspaces timestream dsql dms vpc cloudfront route53 route53domains route53resolver apigateway directconnect globalaccelerator transitgateway networkmanager loadbalancers privatelink cloudmap appmesh vpclattice iam identitycenter accessanalyzer cognito kms secretsmanager acm acmpca cloudhsm directoryservice guardduty securityhub inspector macie detective securitylake auditmanager artifact waf firewallmanager networkfirewall signer ram verifiedpermissions paymentcryptography cloudwatch logs logsinsights xray cloudformation cloudtrail config ssm parameters sessionmanager fleetmanager runcommand appconfig incidentmanager organizations controltower servicecatalog servicequotas trustedadvisor health licensemanager wellarchitected resourcegroups resourceexplorer launchwizard resiliencehub fis grafana prometheus chatbot proton support billing costexplorer costmanagement budgets account marketplace athena glue emr emrserverless redshift kinesis firehose flink kinesisvideo msk opensearch lakeformation datazone dataexchange databrew cleanrooms entityresolution mwaa sagemaker bedrock bedrockagentcore amazonq comprehend rekognition textract transcribe translate polly lex kendra personalize forecast frauddetector lookoutvision lookoutequipment a2i devopsguru codeguru healthlake omics states sqs sns events pipes scheduler schemas mq appsync appflow swf b2bi codesuite codecommit codebuild codedeploy codepipeline codeartifact codeconnections cloud9 cloudshell amplify devicefarm applicationcomposer location mgn migrationhub discovery transform ses pinpoint smsvoice connect chime workspaces appstream workmail iot greengrass iotevents iotsitewise iottwinmaker iotanalytics iotdevicedefender freertos mediaconvert medialive mediapackage mediaconnect mediatailor ivs gamelift groundstation braket managedblockchain deadline ssmsap'
_rolecall_regions='us-east-1 us-east-2 us-west-1 us-west-2 eu-central-1 eu-central-2 eu-west-1 eu-west-2 eu-west-3 eu-north-1 eu-south-1 eu-south-2 ap-east-1 ap-east-2 ap-south-1 ap-south-2 ap-southeast-1 ap-southeast-2 ap-southeast-3 ap-southeast-4 ap-southeast-5 ap-southeast-6 ap-southeast-7 ap-northeast-1 ap-northeast-2 ap-northeast-3 ca-central-1 ca-west-1 sa-east-1 mx-central-1 il-central-1 me-central-1 me-south-1 af-south-1 cn-north-1 cn-northwest-1 us-gov-west-1 us-gov-east-1 eusc-de-east-1'

# What a flag takes: fixed words, or a column of the names file.
_rolecall_values() {
  case $1:$2 in
    *:--profile | *:-p) _rolecall_names 1 "$3" ;;
    *:--role | *:-R) _rolecall_names 3 "$3" ;;
    *:--account | *:-A) _rolecall_names 4 "$3" ;;
    *:--saved) _rolecall_names filters "$3" ;;
    *:--shell) compgen -W 'bash zsh fish sh powershell cmd nushell xonsh tcsh elvish' -- "$3" ;;
    console:--service | console:-s) compgen -W "$_rolecall_services" -- "$3" ;;
    *:--region | exec:-r | env:-r | each:-r | console:-r) compgen -W "$_rolecall_regions" -- "$3" ;;
    profiles:--default) _rolecall_names 1 "$3" ;;
    profiles:--style) compgen -W 'process sso' -- "$3" ;;
    console:--browser | console:-b) compgen -W 'firefox chrome chromium edge brave vivaldi granted-containers open-url-in-container safari system' -- "$3" ;;
    pick:--action) compgen -W 'export exec console profile print' -- "$3" ;;
    env:--format) compgen -W 'shell dotenv json' -- "$3" ;;
    login:--flow | setup:--login) compgen -W 'pkce device auto' -- "$3" ;;
    setup:--default-action) compgen -W 'export exec console' -- "$3" ;;
    pick:--height) compgen -W '40% 50% 15 20 full' -- "$3" ;;
    *:--theme) _rolecall_themes "$3" ;;
    setup:--shell-integration) compgen -W 'bash zsh fish none' -- "$3" ;;
    *) return 1 ;;
  esac
}

# Those that ship, and files of one's own.
_rolecall_themes() {
  local config=${HOME-}/.config file name
  [[ ${XDG_CONFIG_HOME-} == /* ]] && config=$XDG_CONFIG_HOME
  config=$config/rolecall
  [[ -n ${ROLECALL_HOME-} ]] && config=$ROLECALL_HOME
  compgen -W 'auto terminal dark light high-contrast-dark high-contrast-light color-blind-dark color-blind-light midnight forest dusk amber paper frost mono' -- "$1"
  for file in "$config"/themes/*.yaml "$config"/themes/*.yml "$config"/themes/*.json; do
    name=${file##*/} name=${name%.*}
    [[ -e $file && $name == "$1"* && $name != *[!a-z0-9_-]* ]] && echo "$name"
  done
  return 0
}

# _rolecall_names COLUMN|filters PREFIX: only names of plain characters, since what TAB inserts is run by the shell.
_rolecall_names() {
  local column=$1 prefix=$2 cache=${HOME-}/.cache file
  [[ ${XDG_CACHE_HOME-} == /* ]] && cache=$XDG_CACHE_HOME
  cache=$cache/rolecall
  [[ -n ${ROLECALL_HOME-} ]] && cache=$ROLECALL_HOME/cache
  file=$cache/names
  [[ $column == filters ]] && file=$cache/filters
  [[ -r $file && $prefix != *[!A-Za-z0-9_.@+:/=,-]* ]] || return 0
  if [[ $column == filters ]]; then
    LC_ALL=C grep -x "${prefix//./\\.}[A-Za-z0-9_.@+:/=,-]*" "$file"
  elif [[ $column == 1 ]]; then
    LC_ALL=C grep -o "^${prefix//./\\.}[A-Za-z0-9_.@+:/=,-]*"$'\t' "$file"
  else
    LC_ALL=C awk -F'\t' -v c="$column" -v p="$prefix" \
      'index($c, p) == 1 && $c !~ /[^A-Za-z0-9_.@+:\/=,-]/ && !seen[$c]++ { print $c }' "$file"
  fi
}

_rolecall_candidates() {
  local command=$1 previous=$2 current=$3
  _rolecall_values "$command" "$previous" "$current" && return
  if [[ $current == -* ]]; then
    compgen -W "$(_rolecall_flags "$command")" -- "$current"
    return
  fi
  case $command in
    '') compgen -W "$_rolecall_commands" -- "$current" ;;
    env | exec | each | console | process | whoami | validate | pin) _rolecall_names 1 "$current" ;;
    serve)
      compgen -W 'load list unload' -- "$current"
      _rolecall_names 1 "$current"
      ;;
    profiles) compgen -W 'write diff print preview prune check' -- "$current" ;;
    credentials) compgen -W 'write clean' -- "$current" ;;
    keys) compgen -W 'add list rotate remove' -- "$current" ;;
    import) compgen -W 'aws-cli aws-sso-cli granted aws-vault leapp aws-sso-util credentials' -- "$current" ;;
    config) compgen -W 'get set edit path check' -- "$current" ;;
    init) compgen -W 'bash zsh fish sh powershell nushell xonsh elvish tcsh' -- "$current" ;;
    completion) compgen -W 'bash zsh fish' -- "$current" ;;
    themes) _rolecall_themes "$current" ;;
    help) compgen -W "query exit-codes environment templates keymap $_rolecall_commands" -- "$current" ;;
  esac
}

_rolecall() {
  local line=${COMP_LINE:0:COMP_POINT} current previous command='' candidate broken
  local -a words
  COMPREPLY=()
  # bash splits words at `:` and `=`, which names hold: read the line by blanks instead.
  current=${line##*[[:space:]]}
  read -r -d '' -a words <<<"${line%"$current"}"
  previous=${words[${#words[@]} - 1]}
  [[ ${#words[@]} -gt 1 ]] && command=${words[1]}
  [[ ${command:-$current} == -* ]] && command=pick
  if [[ " ${words[*]} " == *' -- '* ]]; then
    if [[ $previous == -- ]]; then
      while read -r candidate; do COMPREPLY+=("$candidate"); done < <(compgen -c -- "${current:-?}")
    else
      compopt -o default 2>/dev/null
    fi
    return
  fi
  [[ $current == --*=* ]] && previous=${current%%=*} current=${current#*=}
  if ((BASH_VERSINFO[0] > 3)); then
    mapfile -t COMPREPLY < <(_rolecall_candidates "$command" "$previous" "$current")
  else
    while IFS= read -r candidate; do COMPREPLY+=("$candidate"); done \
      < <(_rolecall_candidates "$command" "$previous" "$current")
  fi
  ((${#COMPREPLY[@]})) || return 0
  COMPREPLY=("${COMPREPLY[@]%$'\t'}")
  # Give back only what follows the last break, as readline will only replace that.
  broken=${current%"${current##*[:=]}"}
  [[ -n $broken && $COMP_WORDBREAKS == *:* ]] && COMPREPLY=("${COMPREPLY[@]#"$broken"}")
  return 0
}

complete -o nosort -F _rolecall rolecall 2>/dev/null || complete -F _rolecall rolecall
