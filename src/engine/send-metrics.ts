// Sends what the audit log counts to CloudWatch, in batches, after the fact: nothing that gives out credentials waits for
// it, and what could not be sent is sent the next time, as long as CloudWatch takes it.
import type { AuditRecord } from '../domain/audit-record.ts';
import { StsRefused, UserError } from '../domain/errors.ts';
import { hour, minute } from '../domain/expiry.ts';
import { batchesOf, countedRecords, type MetricsConfig, metricsOf } from '../domain/metrics.ts';
import type { Role } from '../domain/role.ts';
import type { Services } from '../ports/services.ts';
import { type LoadedRoles, loadRoles } from './load-roles.ts';
import { livingCredentials, roleCredentials } from './role-credentials.ts';

/** How often they are sent at most, unless somebody asks. */
export const metricsPace = 5 * minute;

/** What CloudWatch still takes: two weeks, less a margin. */
const oldest = 13 * 24 * hour;

const noteName = 'metrics';

/** Times in ms; `upTo`: what is older was sent, or given up. */
export type MetricsState = {
  readonly upTo: number;
  readonly triedAt: number;
  readonly sent: number;
  readonly problem: string | undefined;
};

const isTime = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);

export const metricsState = async (services: Services): Promise<MetricsState> => {
  const note = (await (await services.notes()).read(noteName)) as Partial<MetricsState> | undefined;
  const { upTo, triedAt, sent, problem } = note ?? {};
  return {
    upTo: isTime(upTo) ? upTo : 0,
    triedAt: isTime(triedAt) ? triedAt : 0,
    sent: isTime(sent) ? sent : 0,
    problem: typeof problem === 'string' ? problem : undefined,
  };
};

const turnNote = 'metrics-turn';

/** Is it time that somebody sends? Whoever is told so does: of many at once one, and whatever becomes of it, no other soon. */
export const takeMetricsTurn = async (services: Services): Promise<boolean> => {
  const notes = await services.notes();
  const now = services.clock.now();
  const { at } = ((await notes.read(turnNote)) ?? {}) as { readonly at?: unknown };
  const times = [(await metricsState(services)).triedAt, isTime(at) ? at : 0];
  if (times.some((time) => time <= now && now - time < metricsPace)) return false;
  await notes.write(turnNote, { at: now });
  return true;
};

/** An entry is in the log that long after its time at most. */
const settling = 2_000;

export type Waiting = {
  readonly records: readonly AuditRecord[];
  /** ms: what is older is among them, or was sent. */
  readonly until: number;
};

/** The requests that wait to be sent: those of whole minutes, so that no minute is sent in two parts. */
export const waitingRecords = async (services: Services, { upTo }: MetricsState): Promise<Waiting> => {
  const now = services.clock.now();
  const until = Math.floor((now - settling) / minute) * minute;
  const since = Math.max(upTo, now - oldest);
  const records = await (await services.audit()).read(since);
  return { records: countedRecords(records).filter(({ time }) => Date.parse(time) < until), until };
};

const reasonOf = (error: unknown): string => {
  if (error instanceof StsRefused)
    return `CloudWatch refused (${error.code}): the role needs cloudwatch:PutMetricData.`;
  return error instanceof UserError ? error.message : 'something unexpected went wrong';
};

type Sending = {
  readonly services: Services;
  readonly loaded: LoadedRoles;
  readonly config: MetricsConfig;
};

const roleNamed = ({ loaded }: Sending, profile: string): Role => {
  const role = loaded.roles.find((one) => one.profile === profile);
  if (role !== undefined) return role;
  throw new UserError(`metrics names no role of yours: ${profile}.`, {
    hint: 'See the names with: rolecall list',
  });
};

/** Answers why the rest could not be sent where a part was: that is not sent again. Errors: where nothing was. */
const sendAs = async (
  sending: Sending,
  role: Role,
  records: readonly AuditRecord[],
): Promise<string | undefined> => {
  const { services, loaded, config } = sending;
  const instance = loaded.config.instances.find(({ name }) => name === role.instance);
  if (instance === undefined) return undefined;
  const { origin } = await services.identityCenter(instance);
  // Figures of a role itself fetch no keys: they go with those that it has.
  const credentials =
    config.profile === undefined
      ? await livingCredentials({ services, role, instance, origin })
      : await roleCredentials(services, role, { instance });
  if (credentials === undefined)
    throw new UserError(`${role.profile} has no living keys to send its figures with.`);
  const region = config.region ?? role.region ?? role.ssoRegion;
  const sink = await services.metricSink(region, credentials);
  const [first = [], ...others] = batchesOf(metricsOf(records));
  await sink.put(config.namespace, first);
  try {
    for (const batch of others) await sink.put(config.namespace, batch);
    return undefined;
  } catch (error) {
    return reasonOf(error);
  }
};

const groupsOf = (
  sending: Sending,
  records: readonly AuditRecord[],
): readonly (readonly [Role, readonly AuditRecord[]])[] => {
  const { profile } = sending.config;
  if (profile !== undefined) return [[roleNamed(sending, profile), records]];
  return sending.loaded.roles
    .map((role) => {
      const own = records.filter(
        ({ instance, account_id, role: name }) =>
          instance === role.instance && account_id === role.accountId && name === role.roleName,
      );
      return [role, own] as const;
    })
    .filter(([, own]) => own.length > 0);
};

/**
 * Sends all that waits. A sender that fails keeps its figures waiting only where nobody else sent any: CloudWatch adds up
 * what it is given, so nothing is sent twice. Undefined where another process is at it.
 */
const sendWaiting = async (services: Services, config: MetricsConfig): Promise<MetricsState> => {
  const before = await metricsState(services);
  const { records, until } = await waitingRecords(services, before);
  const now = services.clock.now();
  const note = async (state: MetricsState): Promise<MetricsState> => {
    await (await services.notes()).write(noteName, state);
    return state;
  };
  // Said before the first call: nobody else begins meanwhile, whatever becomes of this process.
  await note({ ...before, triedAt: now });
  if (records.length === 0) return note({ ...before, triedAt: now, sent: 0, problem: undefined });
  const sending = { services, config, loaded: await loadRoles(services) };
  let [sent, problem] = [0, undefined as string | undefined];
  try {
    for (const [role, own] of groupsOf(sending, records)) {
      try {
        problem = (await sendAs(sending, role, own)) ?? problem;
        sent += own.length;
      } catch (error) {
        problem = reasonOf(error);
      }
    }
  } catch (error) {
    problem = reasonOf(error);
  }
  const upTo = sent === 0 && problem !== undefined ? before.upTo : until;
  return note({ upTo, triedAt: now, sent, problem });
};

/** Errors: UserError where another process has been at it for long. */
export const sendMetrics = async (services: Services, config: MetricsConfig): Promise<MetricsState> =>
  (await services.lock()).run('metrics', () => sendWaiting(services, config), 10_000);
