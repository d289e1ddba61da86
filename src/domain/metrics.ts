// Figures of use for CloudWatch, drawn from the audit log: how often credentials of a profile were asked for, how often
// that went well, and how long it took. Only names of profiles and counts leave the machine: no user, no key, no account.
import type { AuditRecord } from './audit-record.ts';
import { exitCodes } from './exit-codes.ts';
import { minute } from './expiry.ts';
import { groupedBy } from './grouped.ts';

export type MetricsConfig = {
  /** Whose credentials send the figures; undefined: each role's own, into its own account. */
  readonly profile: string | undefined;
  /** Undefined: that of the role that sends. */
  readonly region: string | undefined;
  readonly namespace: string;
};

export const usualNamespace = 'Rolecall';

/** A statistic set. */
export type MetricDatum = {
  readonly name: 'CredentialRequests' | 'CredentialDuration';
  /** ms: the minute that it is about. */
  readonly at: number;
  readonly unit: 'Count' | 'Milliseconds';
  readonly dimensions: readonly (readonly [name: string, value: string])[];
  readonly sum: number;
  readonly count: number;
  readonly least: number;
  readonly most: number;
};

const minuteOf = ({ time }: AuditRecord): number => Math.floor(Date.parse(time) / minute) * minute;

const nameOf = ({ profile, account_id, role }: AuditRecord): string => profile ?? `${account_id}:${role}`;

const isSuccess = ({ outcome }: AuditRecord): boolean => outcome === exitCodes.ok;

/** The records that are counted: each request for credentials. */
export const countedRecords = (records: readonly AuditRecord[]): readonly AuditRecord[] =>
  records.filter(({ event }) => event === 'credentials');

/** A count by profile and success, and a duration by profile, a minute each. */
export const metricsOf = (records: readonly AuditRecord[]): readonly MetricDatum[] => {
  const counts = groupedBy(records, (record) =>
    JSON.stringify([minuteOf(record), nameOf(record), isSuccess(record)]),
  );
  const times = groupedBy(records.filter(isSuccess), (record) =>
    JSON.stringify([minuteOf(record), nameOf(record)]),
  );
  return [
    ...[...counts].map(([key, group]): MetricDatum => {
      const [at, profile, success] = JSON.parse(key) as [number, string, boolean];
      return {
        ...{ name: 'CredentialRequests', at, unit: 'Count' },
        dimensions: [
          ['Profile', profile],
          ['Success', String(success)],
        ],
        ...{ sum: group.length, count: group.length, least: 1, most: 1 },
      };
    }),
    ...[...times].map(([key, group]): MetricDatum => {
      const [at, profile] = JSON.parse(key) as [number, string];
      const spans = group.map(({ duration_ms }) => duration_ms);
      return {
        ...{ name: 'CredentialDuration', at, unit: 'Milliseconds' },
        dimensions: [['Profile', profile]],
        sum: spans.reduce((sum, span) => sum + span, 0),
        count: spans.length,
        least: spans.reduce((least, span) => Math.min(least, span), Number.POSITIVE_INFINITY),
        most: spans.reduce((most, span) => Math.max(most, span), 0),
      };
    }),
  ];
};

/** As many as CloudWatch takes in one call. */
export const mostData = 1000;

export const batchesOf = (data: readonly MetricDatum[]): readonly (readonly MetricDatum[])[] =>
  Array.from({ length: Math.ceil(data.length / mostData) }, (_, at) =>
    data.slice(at * mostData, (at + 1) * mostData),
  );
