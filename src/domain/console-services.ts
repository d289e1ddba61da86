// The services of the AWS console: the word that people type, the name that AWS gives it, where its page is, and other
// words it is known by. A `*` before the id: the service is global, and its page knows no region.
// Left out: what lives on hosts of its own (Lightsail, QuickSight), where console federation does not lead.

export type ConsoleService = {
  /** Lower case, unique: `ec2`. */
  readonly id: string;
  /** `EC2`, `Certificate Manager`. */
  readonly name: string;
  /** Below the console's host, without a leading slash: `ec2/home`. */
  readonly path: string;
  /** Other words for it, lower case; none is the id of another service. */
  readonly words: readonly string[];
  readonly isGlobal: boolean;
};

// id | name | path (id/home unless given) | other words
const table = `
console | Console Home | | home
ec2 | EC2 | | instances virtual-machines servers
lambda | Lambda | | functions l
ecs | Elastic Container Service | | containers fargate
eks | Elastic Kubernetes Service | eks/home | kubernetes k8s clusters
ecr | Elastic Container Registry | ecr/home | docker images
beanstalk | Elastic Beanstalk | elasticbeanstalk/home | eb elasticbeanstalk
apprunner | App Runner
batch | Batch | | jobs
imagebuilder | EC2 Image Builder | imagebuilder/home | ami
outposts | Outposts
autoscaling | EC2 Auto Scaling | ec2autoscaling/home | asg ec2autoscaling
compute-optimizer | Compute Optimizer | | rightsizing
serverlessrepo | Serverless Application Repository | | sam
simspaceweaver | SimSpace Weaver
pcs | Parallel Computing Service | | hpc
s3 | S3 | | buckets storage
glacier | S3 Glacier | | archive
efs | Elastic File System | | nfs
fsx | FSx | | lustre netapp windows-file-server
backup | AWS Backup | | vaults
storagegateway | Storage Gateway | storagegateway/home | sgw
datasync | DataSync
transfer | Transfer Family | | sftp ftp
snowfamily | Snow Family | snowfamily/home | snowball
drs | Elastic Disaster Recovery | | disaster-recovery
rds | RDS | | aurora mysql postgres databases
dynamodb | DynamoDB | dynamodbv2/home | ddb dynamodbv2 tables
dax | DynamoDB Accelerator | dynamodbv2/home#dax
elasticache | ElastiCache | | redis memcached valkey
memorydb | MemoryDB
documentdb | DocumentDB | docdb/home | docdb mongodb
neptune | Neptune | | graph
keyspaces | Keyspaces | | cassandra
timestream | Timestream | | time-series
dsql | Aurora DSQL
dms | Database Migration Service | dms/v2/home | migration
vpc | VPC | vpc/home | vpcconsole subnets security-groups network
*cloudfront | CloudFront | cloudfront/v4/home | cf cdn distributions
*route53 | Route 53 | route53/v2/home | r53 dns hosted-zones
*route53domains | Route 53 domains | route53/domains/home | domains
route53resolver | Route 53 Resolver | route53resolver/home | resolver
apigateway | API Gateway | | apigw api rest
directconnect | Direct Connect | directconnect/v2/home | dx
*globalaccelerator | Global Accelerator | globalaccelerator/home | ga
transitgateway | Transit Gateways | vpc/home#TransitGateways: | tgw
*networkmanager | Network Manager | networkmanager/home | cloud-wan
loadbalancers | Load Balancers | ec2/home#LoadBalancers: | elb alb nlb
privatelink | VPC endpoints | vpc/home#Endpoints: | endpoints
cloudmap | Cloud Map | | service-discovery
appmesh | App Mesh | | mesh
vpclattice | VPC Lattice | vpc/home#Services: | lattice
*iam | IAM | | users policies permissions
*identitycenter | IAM Identity Center | singlesignon/home | sso singlesignon
accessanalyzer | IAM Access Analyzer | access-analyzer/home | access-analyzer
cognito | Cognito | cognito/v2/home | user-pools
kms | Key Management Service | | keys encryption
secretsmanager | Secrets Manager | | sm secrets
acm | Certificate Manager | | certificates tls ssl
acmpca | Private Certificate Authority | acm-pca/home | pca acm-pca
cloudhsm | CloudHSM | | hsm
directoryservice | Directory Service | directoryservicev2/home | ds ad active-directory directoryservicev2
guardduty | GuardDuty | | gd threats
securityhub | Security Hub | | scrh findings
inspector | Inspector | inspector/v2/home | vulnerabilities
macie | Macie
detective | Detective
securitylake | Security Lake
auditmanager | Audit Manager
artifact | Artifact | | compliance reports
waf | WAF & Shield | wafv2/homev2 | wafv2 shield firewall web-acl
*firewallmanager | Firewall Manager | wafv2/fmsv2 | fms
networkfirewall | Network Firewall | vpc/home#NetworkFirewalls:
signer | Signer
ram | Resource Access Manager | | sharing
verifiedpermissions | Verified Permissions | | cedar avp
paymentcryptography | Payment Cryptography | payment-cryptography/home | payment-cryptography
cloudwatch | CloudWatch | | cw metrics alarms dashboards
logs | CloudWatch Logs | cloudwatch/home#logsV2:log-groups | log-groups
logsinsights | CloudWatch Logs Insights | cloudwatch/home#logsV2:logs-insights | insights
xray | X-Ray | xray/home | traces
cloudformation | CloudFormation | | cfn stacks
cloudtrail | CloudTrail | cloudtrailv2/home | ct cloudtrailv2 trails
config | AWS Config | | rules
ssm | Systems Manager | systems-manager/home | systems-manager
parameters | Parameter Store | systems-manager/parameters | param parameter-store
sessionmanager | Session Manager | systems-manager/session-manager | session-manager
fleetmanager | Fleet Manager | systems-manager/fleet-manager
runcommand | Run Command | systems-manager/run-command
appconfig | AppConfig | systems-manager/appconfig | feature-flags
incidentmanager | Incident Manager | systems-manager/incidents/home | incidents
*organizations | Organizations | organizations/v2/home | org orgs scp
controltower | Control Tower | | landing-zone
servicecatalog | Service Catalog | servicecatalog/home | sc
servicequotas | Service Quotas | servicequotas/home | quotas limits
*trustedadvisor | Trusted Advisor | trustedadvisor/home | ta tra
*health | Health Dashboard | health/home | phd
licensemanager | License Manager | license-manager/home | license-manager
wellarchitected | Well-Architected Tool | wellarchitected/home | wa
resourcegroups | Resource Groups & Tag Editor | resource-groups/home | resource-groups tag-editor tags
resourceexplorer | Resource Explorer | resource-explorer/home | resource-explorer
launchwizard | Launch Wizard
resiliencehub | Resilience Hub
fis | Fault Injection Service | | chaos
grafana | Managed Grafana | | amg
prometheus | Managed Service for Prometheus | | amp
chatbot | Amazon Q Developer in chat applications | | slack
proton | Proton
*support | Support Center | | cases
*billing | Billing | billing/home | bills payments
*costexplorer | Cost Explorer | cost-management/home#/cost-explorer | ce costs
*costmanagement | Cost Management | cost-management/home | cost-management savings
*budgets | Budgets | billing/home#/budgets
*account | Account | billing/home#/account
*marketplace | Marketplace Subscriptions | marketplace/home | subscriptions
athena | Athena | | sql queries
glue | Glue | | etl crawlers
emr | EMR | | spark hadoop
emrserverless | EMR Serverless | emr/home#/serverless
redshift | Redshift | redshiftv2/home | redshiftv2 warehouse
kinesis | Kinesis | | streams
firehose | Data Firehose | firehose/home | delivery-streams
flink | Managed Service for Apache Flink | flink/home | kinesis-analytics
kinesisvideo | Kinesis Video Streams | kinesisvideo/home
msk | Managed Streaming for Apache Kafka | msk/home | kafka
opensearch | OpenSearch Service | aos/home | aos elasticsearch es
lakeformation | Lake Formation | | data-lake
datazone | DataZone
dataexchange | Data Exchange
databrew | Glue DataBrew
cleanrooms | Clean Rooms
entityresolution | Entity Resolution
mwaa | Managed Apache Airflow | mwaa/home | airflow
sagemaker | SageMaker AI | | ml notebooks
bedrock | Bedrock | | genai llm models
bedrockagentcore | Bedrock AgentCore | bedrock-agentcore/home | agentcore bedrock-agentcore
amazonq | Amazon Q | amazonq/home | q
comprehend | Comprehend | | nlp
rekognition | Rekognition | | vision
textract | Textract | | ocr
transcribe | Transcribe | | speech-to-text
translate | Translate
polly | Polly | | text-to-speech
lex | Lex | lexv2/home | bots lexv2
kendra | Kendra
personalize | Personalize
forecast | Forecast
frauddetector | Fraud Detector
lookoutvision | Lookout for Vision
lookoutequipment | Lookout for Equipment
a2i | Augmented AI
devopsguru | DevOps Guru | devops-guru/home | devops-guru
codeguru | CodeGuru
healthlake | HealthLake
omics | HealthOmics
states | Step Functions | | sfn stepfn step-functions workflows state-machines
sqs | Simple Queue Service | sqs/v3/home | queues
sns | Simple Notification Service | sns/v3/home | topics
events | EventBridge | | eventbridge rules-engine schedules
pipes | EventBridge Pipes | events/home#/pipes
scheduler | EventBridge Scheduler | scheduler/home | cron
schemas | EventBridge Schemas | events/home#/schemas
mq | Amazon MQ | amazon-mq/home | amazon-mq rabbitmq activemq
appsync | AppSync | | graphql
appflow | AppFlow
swf | Simple Workflow Service
b2bi | B2B Data Interchange
codesuite | Developer Tools | codesuite/home
codecommit | CodeCommit | codesuite/codecommit/home | git repositories
codebuild | CodeBuild | codesuite/codebuild/home | builds
codedeploy | CodeDeploy | codesuite/codedeploy/home | deployments
codepipeline | CodePipeline | codesuite/codepipeline/home | pipelines
codeartifact | CodeArtifact | codesuite/codeartifact/home | packages
codeconnections | Connections | codesuite/settings/connections | codestar
cloud9 | Cloud9 | | c9 ide
cloudshell | CloudShell | | shell
amplify | Amplify
devicefarm | Device Farm
applicationcomposer | Infrastructure Composer | composer/home | composer
location | Location Service | | maps
mgn | Application Migration Service | | rehost
migrationhub | Migration Hub | migrationhub/home
discovery | Application Discovery Service
transform | Transform | transform/home
ses | Simple Email Service | | email mail
pinpoint | Pinpoint | | campaigns
smsvoice | End User Messaging | sms-voice/home | sms
connect | Connect | connect/v2/home | call-center
chime | Chime SDK | chime-sdk/home | chime-sdk
workspaces | WorkSpaces | workspaces/v2/home | desktops
appstream | WorkSpaces Applications | appstream2/home | appstream2
workmail | WorkMail
iot | IoT Core | | things mqtt
greengrass | IoT Greengrass | iot/home#/greengrass/v2
iotevents | IoT Events
iotsitewise | IoT SiteWise
iottwinmaker | IoT TwinMaker
iotanalytics | IoT Analytics
iotdevicedefender | IoT Device Defender | iot/home#/dd
freertos | FreeRTOS
mediaconvert | Elemental MediaConvert | | video
medialive | Elemental MediaLive
mediapackage | Elemental MediaPackage
mediaconnect | Elemental MediaConnect
mediatailor | Elemental MediaTailor
ivs | Interactive Video Service
gamelift | GameLift Servers
groundstation | Ground Station | | satellites
braket | Braket | | quantum
managedblockchain | Managed Blockchain | | blockchain
deadline | Deadline Cloud | deadlinecloud/home | rendering
ssmsap | Systems Manager for SAP | systems-manager/sap
`;

const parseLine = (line: string): ConsoleService => {
  const [key = '', name = '', path = '', words = ''] = line.split('|').map((part) => part.trim());
  const isGlobal = key.startsWith('*');
  const id = isGlobal ? key.slice(1) : key;
  return {
    id,
    name: name === '' ? id : name,
    path: path === '' ? `${id}/home` : path,
    words: words === '' ? [] : words.split(' '),
    isGlobal,
  };
};

/** In the order of the groups that AWS sorts them into. */
export const consoleServices: readonly ConsoleService[] = table.trim().split('\n').map(parseLine);
