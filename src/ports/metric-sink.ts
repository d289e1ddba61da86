import type { MetricDatum } from '../domain/metrics.ts';

/** Where figures go. Errors: UpstreamFailed, StsRefused by the name of what AWS says, UsageError for the endpoint. */
export type MetricSink = {
  readonly put: (namespace: string, data: readonly MetricDatum[]) => Promise<void>;
};
