// What the audit log amounts to: how often credentials were asked for, how that went, which roles were never used, and
// how long programs ran in roles that the person tagged as risky.
import type { AuditRecord } from './audit-record.ts';
import { exitCodes } from './exit-codes.ts';
import { groupedBy } from './grouped.ts';
import { type Role, type RoleId, roleKey } from './role.ts';
import type { RoleList } from './role-list.ts';
import type { Tags } from './tag.ts';

/** Counts of requests for credentials. Rates are 0 to 1; what is undefined has nothing to be told of. */
export type Usage = {
  readonly requests: number;
  readonly success_rate: number | undefined;
  /** Milliseconds from the request to the credentials, of those that were given. */
  readonly average_duration_ms: number | undefined;
  readonly cache_hit_rate: number | undefined;
};

export type UserUsage = Usage & {
  /** As the system of the log names them. */
  readonly user: string;
  /** How many roles they got credentials of. */
  readonly roles: number;
  /** ISO 8601 */
  readonly last_used: string | undefined;
  /** Seconds that programs of `exec` ran. */
  readonly exec_seconds: number;
};

export type ProfileUsage = Usage & {
  readonly profile: string;
  /** null, as account and role are: of a profile of the AWS files, whose keys were handed on. */
  readonly instance: string | null;
  readonly account_id: string | null;
  readonly role: string | null;
  /** ISO 8601 */
  readonly last_used: string | undefined;
  /** Seconds that programs of `exec` ran. */
  readonly exec_seconds: number;
  readonly is_risky: boolean;
  /** Who asked, sorted. */
  readonly users: readonly string[];
};

export type Report = {
  /** ISO 8601 */
  readonly since: string;
  readonly total: Usage;
  /** Most requests first. */
  readonly profiles: readonly ProfileUsage[];
  /** Most requests first. */
  readonly users: readonly UserUsage[];
  /** Profiles of the catalog that gave no credentials in this time. */
  readonly never_used: readonly string[];
  readonly risky_exec_seconds: number;
};

export type ReportRequest = {
  readonly records: readonly AuditRecord[];
  readonly roles: RoleList;
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

/** Records without a key are in no group. */
const groupsOf = (
  records: readonly AuditRecord[],
  keyOf: (record: AuditRecord) => string | undefined,
): ReadonlyMap<string, readonly AuditRecord[]> =>
  groupedBy(
    records.filter((record) => keyOf(record) !== undefined),
    (record) => keyOf(record) ?? '',
  );

const keyOfRole = (record: AuditRecord): string | undefined => {
  const role = roleOf(record);
  return role === undefined ? undefined : roleKey(role);
};

const mostFirst = <T extends Usage>(usages: readonly T[], nameOf: (usage: T) => string): readonly T[] =>
  [...usages].sort((a, b) => b.requests - a.requests || (nameOf(a) < nameOf(b) ? -1 : 1));

const requestsIn = (records: readonly AuditRecord[]): readonly AuditRecord[] =>
  records.filter(({ event }) => event === 'credentials' || event === 'support');

const lastGiven = (requests: readonly AuditRecord[]): string | undefined =>
  requests.filter(isGiven).at(-1)?.time;

const execSeconds = (records: readonly AuditRecord[]): number =>
  Math.round(
    records.reduce((sum, { event, duration_ms }) => sum + (event === 'exec-ended' ? duration_ms : 0), 0) /
      1000,
  );

/** A profile of the AWS files: there is no role to tell of. */
const keyOfProfile = (record: AuditRecord): string | undefined =>
  roleOf(record) === undefined && record.event === 'credentials' ? record.profile : undefined;

const profileUsage = (records: readonly AuditRecord[], role: Role | undefined): ProfileUsage | undefined => {
  const last = records.at(-1);
  if (last === undefined) return undefined;
  const id = roleOf(last);
  const requests = requestsIn(records);
  return {
    profile: role?.profile ?? last.profile ?? `${id?.accountId}:${id?.roleName}`,
    instance: id?.instance ?? null,
    account_id: id?.accountId ?? null,
    role: id?.roleName ?? null,
    ...usageOf(requests),
    last_used: lastGiven(requests),
    exec_seconds: execSeconds(records),
    is_risky: role !== undefined && isRisky(role.tags),
    users: [...new Set(records.map(({ user }) => user))].sort(),
  };
};

const userUsage = (user: string, records: readonly AuditRecord[]): UserUsage => {
  const requests = requestsIn(records);
  return {
    user,
    ...usageOf(requests),
    roles: groupsOf(requests.filter(isGiven), keyOfRole).size,
    last_used: lastGiven(requests),
    exec_seconds: execSeconds(records),
  };
};

/** Records are of the time in question, oldest first. */
export const reportOf = ({ records, roles, since }: ReportRequest): Report => {
  const known = new Map(roles.map((role) => [roleKey(role), role]));
  const groups = groupsOf(records, keyOfRole);
  const others = groupsOf(records, keyOfProfile);
  const profiles = mostFirst(
    [
      ...[...groups].map(([key, group]) => profileUsage(group, known.get(key))),
      ...[...others.values()].map((group) => profileUsage(group, undefined)),
    ].filter((usage) => usage !== undefined),
    ({ profile }) => profile,
  );
  // In their order still: the last of a user is the last in time.
  const told = records.filter((one) => (keyOfRole(one) ?? keyOfProfile(one)) !== undefined);
  const users = [...groupedBy(told, ({ user }) => user)].map(([user, group]) => userUsage(user, group));
  const used = new Set([...groups].filter(([, group]) => group.some(isGiven)).map(([key]) => key));
  return {
    since: new Date(since).toISOString(),
    total: usageOf(requestsIn(records)),
    profiles,
    users: mostFirst(users, ({ user }) => user),
    never_used: roles.filter((role) => !used.has(roleKey(role))).map(({ profile }) => profile),
    risky_exec_seconds: profiles.reduce(
      (sum, { is_risky, exec_seconds }) => sum + (is_risky ? exec_seconds : 0),
      0,
    ),
  };
};
