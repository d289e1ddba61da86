// What the audit log amounts to: how often credentials were asked for, how that went, which roles were never used, and
// how long programs ran in roles that the person tagged as risky.
import type { AuditRecord } from './audit-record.ts';
import { exitCodes } from './exit-codes.ts';
import { type Role, type RoleId, roleKey } from './role.ts';
import type { Tags } from './tag.ts';

/** Counts of requests for credentials. Rates are 0 to 1; what is undefined has nothing to be told of. */
export type Usage = {
  readonly requests: number;
  readonly success_rate: number | undefined;
  /** Milliseconds from the request to the credentials, of those that were given. */
  readonly average_duration_ms: number | undefined;
  readonly cache_hit_rate: number | undefined;
};

export type ProfileUsage = Usage & {
  readonly profile: string;
  readonly instance: string;
  readonly account_id: string;
  readonly role: string;
  /** ISO 8601 */
  readonly last_used: string | undefined;
  /** Seconds that programs of `exec` ran. */
  readonly exec_seconds: number;
  readonly is_risky: boolean;
};

export type Report = {
  /** ISO 8601 */
  readonly since: string;
  readonly total: Usage;
  /** Most requests first. */
  readonly profiles: readonly ProfileUsage[];
  /** Profiles of the catalog that gave no credentials in this time. */
  readonly never_used: readonly string[];
  readonly risky_exec_seconds: number;
};

export type ReportRequest = {
  readonly records: readonly AuditRecord[];
  readonly roles: readonly Role[];
  /** ms */
  readonly since: number;
};

const harmless: ReadonlySet<string> = new Set(['', 'none', 'low', 'no', 'false']);

/** Tagged `risk` with anything but low, none or no. */
export const isRisky = (tags: Tags): boolean => !harmless.has((tags['risk'] ?? '').toLowerCase());

const share = (part: number, whole: number): number | undefined => (whole === 0 ? undefined : part / whole);

const isGiven = ({ outcome }: AuditRecord): boolean => outcome === exitCodes.ok;

const usageOf = (requests: readonly AuditRecord[]): Usage => {
  const given = requests.filter(isGiven);
  const time = given.reduce((sum, { duration_ms }) => sum + duration_ms, 0);
  return {
    requests: requests.length,
    success_rate: share(given.length, requests.length),
    average_duration_ms: share(time, given.length),
    cache_hit_rate: share(given.filter(({ source }) => source === 'cache').length, given.length),
  };
};

const roleOf = ({ instance, account_id, role }: AuditRecord): RoleId | undefined =>
  instance === undefined || account_id === undefined || role === undefined
    ? undefined
    : { instance, accountId: account_id, roleName: role };

const byRole = (records: readonly AuditRecord[]): ReadonlyMap<string, readonly AuditRecord[]> => {
  const groups = new Map<string, AuditRecord[]>();
  for (const record of records) {
    const role = roleOf(record);
    if (role === undefined) continue;
    const group = groups.get(roleKey(role));
    if (group === undefined) groups.set(roleKey(role), [record]);
    else group.push(record);
  }
  return groups;
};

const execSeconds = (records: readonly AuditRecord[]): number =>
  Math.round(
    records.reduce((sum, { event, duration_ms }) => sum + (event === 'exec-ended' ? duration_ms : 0), 0) /
      1000,
  );

const profileUsage = (records: readonly AuditRecord[], role: Role | undefined): ProfileUsage | undefined => {
  const last = records.at(-1);
  const id = last === undefined ? undefined : roleOf(last);
  if (last === undefined || id === undefined) return undefined;
  const requests = records.filter(({ event }) => event === 'credentials');
  return {
    profile: role?.profile ?? last.profile ?? `${id.accountId}:${id.roleName}`,
    instance: id.instance,
    account_id: id.accountId,
    role: id.roleName,
    ...usageOf(requests),
    last_used: requests.filter(isGiven).at(-1)?.time,
    exec_seconds: execSeconds(records),
    is_risky: role !== undefined && isRisky(role.tags),
  };
};

/** Records are of the time in question, oldest first. */
export const reportOf = ({ records, roles, since }: ReportRequest): Report => {
  const known = new Map(roles.map((role) => [roleKey(role), role]));
  const groups = byRole(records);
  const profiles = [...groups]
    .map(([key, group]) => profileUsage(group, known.get(key)))
    .filter((usage) => usage !== undefined)
    .sort((a, b) => b.requests - a.requests || (a.profile < b.profile ? -1 : 1));
  const used = new Set([...groups].filter(([, group]) => group.some(isGiven)).map(([key]) => key));
  return {
    since: new Date(since).toISOString(),
    total: usageOf(records.filter(({ event }) => event === 'credentials')),
    profiles,
    never_used: roles.filter((role) => !used.has(roleKey(role))).map(({ profile }) => profile),
    risky_exec_seconds: profiles.reduce(
      (sum, { is_risky, exec_seconds }) => sum + (is_risky ? exec_seconds : 0),
      0,
    ),
  };
};
