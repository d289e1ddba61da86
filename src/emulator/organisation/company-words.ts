// What the made-up company calls its things. `.example` is reserved: no mail can ever arrive there.

export const company = { name: 'Larkfield', domain: 'larkfield.example' } as const;

/** Accounts that every landing zone has; they come first. */
export const coreAccounts = [
  'Larkfield Management',
  'log-archive',
  'security-tooling',
  'network-hub',
  'shared-services',
  'backup-vault',
] as const;

export const teams = [
  'payments', 'checkout', 'orders', 'catalog', 'search', 'inventory', 'shipping', 'returns', 'pricing', 'loyalty',
  'identity', 'notifications', 'messaging', 'billing', 'ledger', 'fraud', 'risk', 'data-platform', 'analytics',
  'ml-research', 'reporting', 'mobile', 'web', 'storefront', 'partner-api', 'marketplace', 'logistics', 'fleet',
  'warehouse', 'support', 'crm', 'marketing', 'hr', 'finance', 'legal', 'observability', 'platform', 'ci', 'edge',
  'media',
] as const; // biome-ignore format: a word list reads better in rows

/** As often as they are met. */
export const environments = [
  'prod',
  'prod',
  'prod',
  'staging',
  'staging',
  'dev',
  'dev',
  'sandbox',
  'qa',
  'dr',
] as const;

/** What a larger team splits its accounts by. */
export const parts = [
  'core', 'api', 'batch', 'events', 'edge', 'web', 'worker', 'archive', 'stream', 'admin', 'gateway', 'cache',
  'reports', 'lab', 'tools', 'migration', 'public', 'internal', 'canary', 'legacy',
] as const; // biome-ignore format: a word list reads better in rows

export const places = ['eu', 'us', 'apac', 'uk', 'latam', 'nordics'] as const;

/** Names from offices around the world, with their letters. */
export const worldNames = [
  'Zürich Research',
  'São Paulo Checkout',
  '東京 Data Platform',
  'Kraków Płatności',
  'Montréal Données',
  'Αθήνα Analytics',
  'Malmö Lager & Frakt',
  '서울 Mobile',
  'København Betaling',
  'Київ Платформа',
] as const;

/** Projects that nobody named with a list in mind. */
export const longNames = [
  'Data centre exit, wave 3: archive and compliance',
  'Merger integration workspace (Harbour & Sons Ltd.)',
  'Customer 360 proof of concept, extended to summer',
  'Legacy order management - read only until closure',
] as const;

/** Permission sets by what an environment is for; the first ones are the usual. */
export const rolesByEnvironment = {
  strict: [
    'ReadOnlyAccess',
    'SecurityAudit',
    'ViewOnlyAccess',
    'SupportUser',
    'DeployRole',
    'BreakGlassAdmin',
  ],
  open: ['AdministratorAccess', 'PowerUserAccess', 'ReadOnlyAccess', 'DeveloperAccess', 'DeployRole'],
} as const;

export const roleNames = [
  'AdministratorAccess', 'ReadOnlyAccess', 'PowerUserAccess', 'ViewOnlyAccess', 'SecurityAudit', 'BillingAdmin',
  'Billing', 'DeployRole', 'DeveloperAccess', 'SupportUser', 'DatabaseAdministrator', 'NetworkAdministrator',
  'SystemAdministrator', 'DataScientist', 'DataEngineer', 'IncidentResponder', 'BreakGlassAdmin', 'TerraformPlan',
  'TerraformApply', 'EKS-Admin', 'EKS-ReadOnly', 'S3-DataLake-Reader', 'LogsReader', 'CostExplorer', 'Auditor',
  'KMS_KeyAdmin', 'BackupOperator', 'ReleaseManager', 'OnCall', 'QA.Tester',
] as const; // biome-ignore format: a word list reads better in rows
