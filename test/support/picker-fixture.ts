// A made-up organisation for the picker's tests and for looking at it: names short, long, wide and hostile.
import type { Role } from '../../src/domain/role.ts';
import { roleKey } from '../../src/domain/role.ts';
import type { SessionStatus } from '../../src/domain/session.ts';
import type { ProcessFailure } from '../../src/picker/failure.ts';
import type { LoadedRoles } from '../../src/picker/state.ts';

/** 2026-03-04 14:58:00 UTC */
export const now = Date.UTC(2026, 2, 4, 14, 58);

const minute = 60_000;

type Account = readonly [name: string, env: string, team: string];

const accounts: readonly Account[] = [
  ['Northwind Production', 'prod', 'core'],
  ['Northwind Staging', 'stage', 'core'],
  ['Northwind Development', 'dev', 'core'],
  ['Payments Production', 'prod', 'payments'],
  ['Payments Staging', 'stage', 'payments'],
  ['Data Platform Production EU', 'prod', 'data'],
  ['Data Platform Sandbox', 'sandbox', 'data'],
  ['Security Audit', 'shared', 'security'],
  ['Log Archive', 'shared', 'security'],
  ['Café Zürich', 'prod', 'retail'],
  ['東京 本番環境', 'prod', 'retail'],
  ['Customer Facing Web Applications And Marketing Sites Production', 'prod', 'web'],
];

const roleNames = ['AdministratorAccess', 'ReadOnlyAccess', 'BillingAdmin', 'DeployRole'] as const;

const slug = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-');

export const role = (over: Partial<Role> = {}): Role => ({
  instance: 'acme',
  accountId: '111111111111',
  roleName: 'AdministratorAccess',
  accountName: 'Northwind Production',
  email: 'aws+northwind-production@acme.example',
  profile: 'northwind-production-AdministratorAccess',
  region: 'eu-west-1',
  ssoRegion: 'us-east-1',
  tags: { env: 'prod', team: 'core' },
  ...over,
});

const accountOf = (index: number): Account => {
  const [name, env, team] = accounts[index % accounts.length] ?? ['Account', 'prod', 'core'];
  const round = Math.floor(index / accounts.length);
  return [round === 0 ? name : `${name} ${round}`, env, team];
};

/** `count` roles, four an account, the accounts repeating with numbers. */
export const rolesOf = (count: number): readonly Role[] =>
  Array.from({ length: count }, (_, index) => {
    const account = Math.floor(index / roleNames.length);
    const [accountName, env, team] = accountOf(account);
    const roleName = roleNames[index % roleNames.length] ?? 'ReadOnlyAccess';
    return role({
      accountId: String(104_700_000_000 + account * 7_919).padStart(12, '0'),
      accountName,
      roleName,
      email: `aws+${slug(accountName)}@acme.example`,
      profile: `${slug(accountName)}-${roleName}`,
      region: account % 3 === 0 ? 'eu-west-1' : 'us-east-1',
      tags: { env, team, ...(roleName === 'AdministratorAccess' ? { risk: 'high' } : {}) },
    });
  });

export const loaded = (roles: readonly Role[], over: Partial<LoadedRoles> = {}): LoadedRoles => ({
  roles,
  fetchedAt: now - 30 * minute,
  isStale: false,
  changes: { added: [], removed: [] },
  failures: [],
  ...over,
});

export const signedIn = (
  over: Partial<Extract<SessionStatus, { kind: 'signed-in' }>> = {},
): SessionStatus => ({
  kind: 'signed-in',
  signedInAt: now - 48 * minute,
  accessExpiresAt: now + 12 * minute,
  isRenewable: true,
  endsAt: now + 432 * minute,
  ...over,
});

/** Cached credentials of the first roles: fresh, warning, critical, expired. */
export const livesOf = (roles: readonly Role[]): ReadonlyMap<string, number> =>
  new Map(
    [42, 14, 4, -1, 0.5].flatMap((left, index) => {
      const cached = roles[index * 3];
      return cached === undefined ? [] : [[roleKey(cached), now + left * minute] as const];
    }),
  );

/** What `process` said of a role three minutes ago. */
export const failureOf = (failed: Role | undefined, over: Partial<ProcessFailure> = {}): ProcessFailure => ({
  at: now - 3 * minute,
  text: 'You are not assigned AdministratorAccess in Northwind Production (104700000000). Refresh the roles with: rolecall refresh',
  instance: failed?.instance,
  role: failed,
  ...over,
});
