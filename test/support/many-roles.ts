// Catalogs of any size for tests and benches: names as companies give them, the same for the same seed.
import type { Role } from '../../src/domain/role.ts';
import { mergeTags, type Tags } from '../../src/domain/tag.ts';

/** A small seeded generator of numbers from 0 to 1 (mulberry32). */
export const seededRandom = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

const companies = [
  'Acme',
  'Globex',
  'Initech',
  'Umbrella',
  'Stark',
  'Wayne',
  'Hooli',
  'Vandelay',
  'Zürich Re',
];
const products = [
  ...[
    'Payments',
    'Checkout',
    'Search',
    'Identity',
    'Data Lake',
    'Analytics',
    'Mobile',
    'Web',
    'Ledger',
    'Fraud',
  ],
  ...[
    'Billing',
    'Inventory',
    'Shipping',
    'Media',
    'Notifications',
    'Machine Learning',
    'Platform',
    'Network',
  ],
];
const environments = [
  { name: 'Production', env: 'prod' },
  { name: 'Staging', env: 'stage' },
  { name: 'Development', env: 'dev' },
  { name: 'Sandbox', env: 'sandbox' },
  { name: 'DR', env: 'prod' },
] as const;
const regions = ['us-east-1', 'us-west-2', 'eu-west-1', 'eu-central-1', 'ap-southeast-2', ''];
const teams = ['core', 'pay', 'data', 'fin', 'mobile', 'sec', 'net', 'ml'];
const roleNames = [
  ...[
    'AdministratorAccess',
    'ReadOnlyAccess',
    'PowerUserAccess',
    'ViewOnlyAccess',
    'SecurityAudit',
    'Billing',
  ],
  ...[
    'BillingAdmin',
    'DatabaseAdministrator',
    'NetworkAdministrator',
    'SupportUser',
    'DataScientist',
    'DeployRole',
  ],
  ...[
    'IncidentResponse',
    'KMSAdmin',
    'EKSDeveloper',
    'LambdaDeveloper',
    'S3ReadOnly',
    'TerraformPlan',
    'AuditorRO',
  ],
];

const slug = (text: string): string => text.toLowerCase().replaceAll(' ', '-').replaceAll('ü', 'u');

export type ManyRolesOptions = { readonly seed?: number; readonly rolesPerAccount?: number };

/** `count` roles in accounts of five (unless told), instance `acme`; every profile and every role id is unique. */
export const manyRoles = (count: number, options: ManyRolesOptions = {}): readonly Role[] => {
  const random = seededRandom(options.seed ?? 1);
  const perAccount = Math.min(options.rolesPerAccount ?? 5, roleNames.length);
  const pick = <Item>(items: readonly Item[]): Item => {
    const item = items[Math.floor(random() * items.length)];
    if (item === undefined) throw new Error('nothing to pick from');
    return item;
  };
  const roles: Role[] = [];
  for (let account = 0; roles.length < count; account++) {
    const { name, env } = pick(environments);
    const accountName = `${pick(companies)} ${pick(products)} ${name} ${account}`;
    const accountId = String(Math.floor(random() * 9_000) * 100_000_000 + account).padStart(12, '0');
    const region = pick(regions) || undefined;
    const slugged = slug(accountName);
    const accountTags: Tags = mergeTags({ env, team: pick(teams) });
    const first = Math.floor(random() * roleNames.length);
    for (let n = 0; n < perAccount && roles.length < count; n++) {
      const roleName = roleNames[(first + n) % roleNames.length] ?? '';
      roles.push({
        instance: 'acme',
        accountId,
        roleName,
        accountName,
        email: `aws+${slugged}@acme.example`,
        profile: `${slugged}-${roleName}`,
        region,
        ssoRegion: 'us-east-1',
        tags: random() < 0.1 ? mergeTags(accountTags, { risk: 'high' }) : accountTags,
      });
    }
  }
  return roles;
};
